import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup, RadioGroup } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { MoneyInput, NumberInput, TextArea } from "#app/components/inputs.tsx";
import { providerPlaces } from "#app/domain/vouchers/local-restrictions.ts";
import { serviceWays, smeSizes, voucherKinds } from "#db/schema/vocabulary.ts";

export const rulesFieldNames = [
  "applyFrom",
  "applyUntil",
  "useUntil",
  "validDays",
  "sizes",
  "technologyOnly",
  "kinds",
  "ways",
  "classes",
  "providers",
  "providerPlace",
  "sharePercent",
  "fullPayUpTo",
  "applicationCap",
  "yearlyCap",
  "automaticUpTo",
  "excludeRelated",
  "excludeFunded",
  "settlementMonths",
  "notesZh",
  "notesEn",
] as const;

/** What a programme has beside its conditions. */
export const programFieldNames = ["regionCode", "nameZh", "nameEn", "year", "budget"] as const;

export type RulesFieldName = (typeof rulesFieldNames)[number];
export type RulesFormFields = Record<RulesFieldName, string | string[]>;

/** What a field is called, for the list of what is wrong. */
export function useRulesLabel(): (name: string) => string {
  const { t } = useTranslation("vouchers");
  return (name) => {
    const known = [...rulesFieldNames, ...programFieldNames].find((one) => one === name);
    return known ? t(`field.${known}`) : name;
  };
}

interface Props {
  fields: Record<RulesFieldName, FieldMeta>;
}

/** The conditions of a programme, as an officer writes them. */
export function RulesFields({ fields }: Props) {
  return (
    <>
      <Who fields={fields} />
      <What fields={fields} />
      <HowMuch fields={fields} />
      <When fields={fields} />
      <Excluded fields={fields} />
    </>
  );
}

function Who({ fields }: Props) {
  const { t } = useTranslation("vouchers");
  return (
    <FormSection title={t("rules.who")}>
      <CheckboxGroup
        meta={fields.sizes}
        label={t("field.sizes")}
        help={t("help.sizes")}
        optional
        columns
        options={smeSizes.map((value) => ({ value, label: t(`size.${value}`) }))}
      />
      <Checkbox meta={fields.technologyOnly} label={t("field.technologyOnly")} />
    </FormSection>
  );
}

function What({ fields }: Props) {
  const { t } = useTranslation(["vouchers", "catalog"]);
  return (
    <FormSection title={t("rules.what")} lead={t("help.what")}>
      <CheckboxGroup
        meta={fields.kinds}
        label={t("field.kinds")}
        optional={false}
        options={voucherKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <CheckboxGroup
        meta={fields.ways}
        label={t("field.ways")}
        help={t("help.empty")}
        optional
        columns
        options={serviceWays.map((value) => ({ value, label: t(`catalog:option.serviceWays.${value}`) }))}
      />
      <TextArea meta={fields.classes} label={t("field.classes")} help={t("help.classes")} optional rows={2} />
      <RadioGroup
        meta={fields.providerPlace}
        label={t("field.providerPlace")}
        optional={false}
        options={providerPlaces.map((value) => ({
          value,
          label: t(`place.${value}`),
          hint: value === "own_region" && t("place.forbidden"),
        }))}
      />
      <TextArea
        meta={fields.providers}
        label={t("field.providers")}
        help={t("help.providers")}
        optional
        rows={4}
      />
    </FormSection>
  );
}

function HowMuch({ fields }: Props) {
  const { t } = useTranslation("vouchers");
  return (
    <FormSection title={t("rules.howMuch")} lead={t("help.howMuch")}>
      <NumberInput meta={fields.sharePercent} label={t("field.sharePercent")} unit="%" />
      <MoneyInput meta={fields.fullPayUpTo} label={t("field.fullPayUpTo")} help={t("help.fullPayUpTo")} />
      <MoneyInput meta={fields.applicationCap} label={t("field.applicationCap")} />
      <MoneyInput meta={fields.yearlyCap} label={t("field.yearlyCap")} />
      <MoneyInput
        meta={fields.automaticUpTo}
        label={t("field.automaticUpTo")}
        help={t("help.automaticUpTo")}
      />
    </FormSection>
  );
}

function When({ fields }: Props) {
  const { t } = useTranslation("vouchers");
  return (
    <FormSection title={t("rules.when")}>
      <DateInput meta={fields.applyFrom} label={t("field.applyFrom")} />
      <DateInput meta={fields.applyUntil} label={t("field.applyUntil")} />
      <DateInput meta={fields.useUntil} label={t("field.useUntil")} />
      <NumberInput
        meta={fields.validDays}
        label={t("field.validDays")}
        help={t("help.validDays")}
        unit={t("unit.days")}
      />
      <NumberInput
        meta={fields.settlementMonths}
        label={t("field.settlementMonths")}
        help={t("help.settlementMonths")}
        unit={t("unit.months")}
      />
    </FormSection>
  );
}

function Excluded({ fields }: Props) {
  const { t } = useTranslation("vouchers");
  return (
    <FormSection title={t("rules.excluded")} lead={t("help.excluded")}>
      <Checkbox meta={fields.excludeRelated} label={t("rules.related")} />
      <Checkbox meta={fields.excludeFunded} label={t("rules.funded")} />
      <TextArea
        meta={fields.notesZh}
        label={t("field.notesZh")}
        help={t("help.notes")}
        optional
        max={1000}
        rows={3}
      />
      <TextArea meta={fields.notesEn} label={t("field.notesEn")} optional max={2000} rows={3} />
    </FormSection>
  );
}
