import { useTranslation } from "react-i18next";
import { RadioGroup } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { type BuilderValues, rightsChoices, type rightsTextFields } from "./builder-form.ts";
import { RoyaltyParts } from "./builder-royalty.tsx";

interface Props {
  values: BuilderValues;
  errors: Record<string, string[]>;
}

type TextName = (typeof rightsTextFields)[number];

const metaOf =
  ({ values, errors }: Props) =>
  (name: string): FieldMeta =>
    plainField(`rights.${name}`, values.fields[`rights.${name}`], errors[`rights.${name}`]);

/** What is assigned or licensed, and how far. */
export function RightParts(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = metaOf(props);
  const line = (name: TextName, optional: boolean) => (
    <TextInput meta={meta(name)} label={t(`rights.${name}`)} optional={optional} />
  );
  return (
    <>
      <FormSection title={t("part.right")} lead={t("rights.rightLead")}>
        <RadioGroup
          meta={meta("object")}
          label={t("rights.object")}
          options={rightsChoices.object.map((value) => ({ value, label: t(`rights.objectOption.${value}`) }))}
        />
        {line("name", false)}
        {line("holder", true)}
        {line("number", true)}
        <div className="grid gap-4 sm:grid-cols-2">
          <DateInput meta={meta("filedOn")} label={t("rights.filedOn")} optional />
          <DateInput meta={meta("expiresOn")} label={t("rights.expiresOn")} optional />
        </div>
      </FormSection>
      <Scope {...props} />
      <FormSection title={t("part.material")}>
        <TextArea meta={meta("material")} label={t("rights.material")} max={2000} rows={3} optional={false} />
        <TextArea meta={meta("guidance")} label={t("rights.guidance")} max={1000} rows={2} optional />
      </FormSection>
    </>
  );
}

function Scope(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = metaOf(props);
  const licence = props.values.fields.kind === "licence";
  return (
    <FormSection title={t("part.scope")}>
      {licence && (
        <RadioGroup
          meta={meta("licence")}
          label={t("rights.licence")}
          options={rightsChoices.licence.map((value) => ({
            value,
            label: t(`rights.licenceOption.${value}`),
          }))}
        />
      )}
      <TextInput meta={meta("territory")} label={t("rights.territory")} optional={!licence} />
      {licence && (
        <NumberInput
          meta={meta("termMonths")}
          label={t("rights.termMonths")}
          help={t("rights.termMonthsHelp")}
          unit={t("rights.months")}
          optional
        />
      )}
      <TextArea
        meta={meta("manner")}
        label={t(licence ? "rights.manner" : "rights.mannerAssigned")}
        help={licence ? t("rights.mannerHelp") : undefined}
        max={1000}
        rows={2}
        optional
      />
      {licence && (
        <RadioGroup
          meta={meta("sublicence")}
          label={t("rights.sublicence")}
          options={rightsChoices.sublicence.map((value) => ({
            value,
            label: t(`rights.sublicenceOption.${value}`),
          }))}
        />
      )}
    </FormSection>
  );
}

/** How the fee is paid, beside its amount. */
export function FeeParts(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = metaOf(props);
  return (
    <>
      <RadioGroup
        meta={meta("fee")}
        label={t("rights.fee")}
        options={rightsChoices.fee.map((value) => ({ value, label: t(`rights.feeOption.${value}`) }))}
      />
      <RoyaltyParts meta={meta} />
      <TextArea
        meta={meta("accounts")}
        label={t("rights.accounts")}
        help={t("rights.accountsHelp")}
        max={1000}
        rows={2}
        optional
      />
    </>
  );
}

/** What the owner answers for, who sees to the register, whose later improvements are. */
export function WarrantyParts(props: Props) {
  const { t } = useTranslation(["contracts", "deals"]);
  const meta = metaOf(props);
  return (
    <>
      <FormSection title={t("part.warranty")} lead={t("rights.warrantyLead")}>
        <TextArea
          meta={meta("encumbrances")}
          label={t("rights.encumbrances")}
          help={t("rights.encumbrancesHelp")}
          max={1000}
          rows={2}
          optional
        />
        <RadioGroup
          meta={meta("recordedBy")}
          label={t("rights.recordedBy")}
          options={rightsChoices.recordedBy.map((value) => ({
            value,
            label: t(`rights.recordedByOption.${value}`),
          }))}
        />
      </FormSection>
      <FormSection title={t("part.improvements")}>
        <RadioGroup
          meta={meta("improvements")}
          label={t("builder.improvements")}
          options={rightsChoices.improvements.map((value) => ({
            value,
            label: t(`deals:negotiation.improvement.${value}`),
          }))}
        />
        <TextArea
          meta={plainField("benefits", props.values.fields.benefits, props.errors.benefits)}
          label={t("builder.benefits")}
          max={1000}
          rows={3}
          optional
        />
      </FormSection>
    </>
  );
}
