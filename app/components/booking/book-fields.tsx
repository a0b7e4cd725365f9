import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Checkbox, CheckboxGroup, RadioGroup, Select } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { plainField, textOf } from "#app/components/field-meta.ts";
import { SubmitRow } from "#app/components/form.tsx";
import { formatMoney } from "#app/components/format.ts";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { Disclosure } from "#app/components/small.tsx";
import type { BookForm } from "#app/domain/booking/book-form.ts";
import { qualificationReasons } from "#app/domain/qualification/policy.ts";
import { fundingSources, serviceTypes } from "#db/schema/vocabulary.ts";
import { PayByVoucher } from "#app/components/vouchers/pay-by-voucher.tsx";
import { QuestionFields } from "./question-fields.tsx";
import type { BookPageData } from "./book-parts.tsx";

type Fields = Record<Exclude<keyof BookForm, "accessories" | "answers">, FieldMeta>;

interface FieldsProps {
  page: BookPageData;
  fields: Fields;
  /** The answers and the numbers of accessories that came back with a refused form. */
  said: readonly (string | undefined)[];
  asked: readonly (string | undefined)[];
}

/** What a booker has to say: purpose first, choices only where there is one. */
export function BookingFields({ page, fields, said, asked }: FieldsProps) {
  const { t } = useTranslation(["booking", "catalog"]);
  const { assessment, staff } = page;
  const { rules } = page.facility;
  const overriding = staff && assessment.reasons.length > 0;
  return (
    <>
      {Object.entries(settled(page)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextArea
        meta={fields.purpose}
        label={t("book.purpose")}
        help={t(page.atOnce ? "book.purposeHelp" : "book.purposeHelpRequest")}
        optional={false}
        max={500}
        rows={3}
      />
      <Choices page={page} fields={fields} />
      <PayByVoucher
        meta={fields.voucherId}
        vouchers={page.vouchers}
        price={page.assessment.quote?.amount ?? null}
      />
      <QuestionFields questions={rules.questions} said={said} />
      <Accessories page={page} asked={asked} />
      <StateRecord page={page} fields={fields} />
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
        label={t(page.atOnce ? "book.submitInstant" : "book.submitRequest")}
        note={rules.terms === "" ? t("book.acceptNone") : undefined}
      />
    </>
  );
}

/**
 * What was settled before the form: it follows the page's address, while what is typed stays when another time, person or
 * group is chosen.
 */
const settled = (page: BookPageData): Partial<Record<keyof BookForm, string>> => ({
  key: page.key,
  start: page.start.toISOString(),
  end: page.end.toISOString(),
  groupId: page.assessment.groupId ?? "",
  forEmail: page.person ? (page.kept.for ?? "") : "",
});

/** The way of use, and the item and unit where there is a choice. */
function Choices({ page, fields }: { page: BookPageData; fields: Fields }) {
  const { t } = useTranslation(["booking", "catalog", "problems"]);
  const { facility, assessment, quotes } = page;
  // The reasons above are those of the way that was looked at; the others say theirs where they are chosen.
  const whyNot = (way: string) => {
    const reasons = qualificationReasons(way, assessment.missing);
    return (
      reasons.length > 0 &&
      reasons.map(({ rule, params }) => (
        <span key={`${rule} ${params?.typeId}`} className="block">
          {t(`problems:rule.${rule}`, params ?? {})}
        </span>
      ))
    );
  };
  return (
    <>
      <RadioGroup
        meta={fields.wayOfService}
        label={t("book.way")}
        optional={false}
        options={facility.ways.map((way) => ({
          value: way,
          label: t(`catalog:option.serviceWays.${way}`),
          hint: whyNot(way),
        }))}
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

/** What can be taken along, with what is left of it at that time. */
function Accessories({ page: { accessories }, asked }: Pick<FieldsProps, "page" | "asked">) {
  const { t } = useTranslation("booking");
  if (accessories.length === 0) return null;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium">{t("book.accessories")}</legend>
      {accessories.map(({ id, name, left }, index) => (
        <div key={id} className="grid gap-1">
          <input type="hidden" name={`accessories[${index}].id`} value={id} />
          <NumberInput
            meta={plainField(`accessories[${index}].quantity`, asked[index])}
            label={name}
            help={left > 0 ? t("book.left", { left }) : t("book.noneLeft")}
            unit={t("book.pieces")}
            optional={false}
            placeholder="0"
            disabled={left === 0}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** What the state's record of use asks; folded, because all of it may be said later. */
function StateRecord({ page, fields }: { page: BookPageData; fields: Fields }) {
  const { t } = useTranslation(["booking", "catalog"]);
  const nameOf = useNameOf();
  const wrong = [fields.project, fields.serviceType, fields.funding, fields.fields].some(
    ({ errors }) => errors?.length,
  );
  return (
    <Disclosure summary={t("book.record")} open={wrong || textOf(fields.project) !== undefined}>
      <div className="grid gap-5 pt-3">
        <p className="text-sm text-muted">{t("book.recordLead")}</p>
        <TextInput meta={fields.project} label={t("book.project")} help={t("book.projectHelp")} optional />
        <Select
          meta={fields.serviceType}
          label={t("act.serviceType")}
          optional
          options={serviceTypes.map((value) => ({ value, label: t(`serviceType.${value}`) }))}
        />
        <CheckboxGroup
          meta={fields.funding}
          label={t("act.funding")}
          optional
          options={fundingSources.map((value) => ({
            value,
            label: t(`catalog:option.fundingSources.${value}`),
          }))}
        />
        <Select
          meta={fields.fields}
          label={t("act.fields")}
          help={t("act.fieldsHelp")}
          optional
          multiple
          size={5}
          options={page.disciplines.map((one) => ({ value: one.code, label: nameOf(one) }))}
        />
      </div>
    </Disclosure>
  );
}
