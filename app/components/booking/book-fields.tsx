import { useTranslation } from "react-i18next";
import { Checkbox, RadioGroup, Select } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { textOf } from "#app/components/field-meta.ts";
import { SubmitRow } from "#app/components/form.tsx";
import { formatMoney } from "#app/components/format.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import type { BookForm } from "#app/domain/booking/book-form.ts";
import type { BookPageData } from "./book-parts.tsx";

type Fields = Record<keyof BookForm, FieldMeta>;

/** What a booker has to say: purpose first, choices only where there is one. */
export function BookingFields({ page, fields }: { page: BookPageData; fields: Fields }) {
  const { t } = useTranslation(["booking", "catalog"]);
  const { assessment, staff } = page;
  const { rules } = page.facility;
  const overriding = staff && assessment.reasons.length > 0;
  return (
    <>
      {(["key", "start", "end"] as const).map((name) => (
        <input key={name} type="hidden" name={fields[name].name} value={textOf(fields[name]) ?? ""} />
      ))}
      <TextArea
        meta={fields.purpose}
        label={t("book.purpose")}
        help={t("book.purposeHelp")}
        optional={false}
        max={500}
        rows={3}
      />
      <Choices page={page} fields={fields} />
      <TextInput meta={fields.project} label={t("book.project")} help={t("book.projectHelp")} optional />
      <TextArea meta={fields.note} label={t("book.note")} optional max={500} rows={2} />
      {overriding && (
        <TextArea
          meta={fields.overrideReason}
          label={t("book.override")}
          help={t("book.overrideHelp")}
          optional={false}
          rows={2}
        />
      )}
      {rules.terms !== "" && (
        <Checkbox
          meta={fields.accepted}
          label={t("book.accept", { version: rules.termsVersion })}
          value={String(rules.termsVersion)}
        />
      )}
      <SubmitRow
        label={t(rules.instant ? "book.submitInstant" : "book.submitRequest")}
        note={rules.terms === "" ? t("book.acceptNone") : undefined}
      />
    </>
  );
}

/** The way of use, and the item and unit where there is a choice. */
function Choices({ page, fields }: { page: BookPageData; fields: Fields }) {
  const { t } = useTranslation(["booking", "catalog"]);
  const { facility, assessment, quotes } = page;
  return (
    <>
      <RadioGroup
        meta={fields.wayOfService}
        label={t("book.way")}
        optional={false}
        options={facility.ways.map((way) => ({ value: way, label: t(`catalog:option.serviceWays.${way}`) }))}
      />
      {quotes.length > 1 && (
        <RadioGroup
          meta={fields.item}
          label={t("book.item")}
          optional={false}
          options={quotes.map(({ item, amount }) => ({
            value: item,
            label: item,
            hint: formatMoney(amount),
          }))}
        />
      )}
      {assessment.freeUnits.length > 1 && (
        <Select
          meta={fields.unit}
          label={t("book.unit")}
          placeholder={t("book.anyUnit")}
          optional
          options={assessment.freeUnits.map(({ number }) => ({
            value: String(number),
            label: t("book.unitNumber", { number }),
          }))}
        />
      )}
    </>
  );
}
