import { useTranslation } from "react-i18next";
import { RadioGroup } from "#app/components/choices.tsx";
import { FormSection } from "#app/components/form.tsx";
import { NumberInput, TextArea } from "#app/components/inputs.tsx";
import { type BuilderProps, choiceFields, metaIn, type numberFields, ofTransfer } from "./builder-form.ts";

type NumberField = (typeof numberFields)[number];

/** A number of days, rounds, percent, with its unit. */
function Figure({
  props,
  name,
  unit,
  help,
  optional = false,
}: {
  props: BuilderProps;
  name: NumberField;
  unit: string;
  help?: string;
  optional?: boolean;
}) {
  const { t } = useTranslation("contracts");
  return (
    <NumberInput
      meta={metaIn(props, name)}
      label={t(`builder.${name}`)}
      unit={unit}
      help={help}
      optional={optional}
    />
  );
}

/** Until when, how often and how the work is accepted. */
export function Acceptance(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  const days = t("builder.days");
  return (
    <FormSection title={t("part.acceptance")}>
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Figure
          props={props}
          name="acceptanceDays"
          unit={days}
          help={t("builder.acceptanceDaysHelp")}
          optional
        />
        <Figure props={props} name="changeRounds" unit={t("builder.times")} />
        <Figure props={props} name="redoDays" unit={days} />
      </div>
    </FormSection>
  );
}

/** Whose the results are. */
export function Property(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  const meta = (name: string) => metaIn(props, name);
  return (
    <FormSection title={t("part.ip")}>
      <RadioGroup
        meta={meta("patent")}
        label={t("builder.patent")}
        options={choiceFields.patent.map((value) => ({ value, label: t(`builder.patentOption.${value}`) }))}
      />
      <RadioGroup
        meta={meta("knowHow")}
        label={t("builder.knowHow")}
        options={choiceFields.knowHow.map((value) => ({
          value,
          label: t(`builder.knowHowOption.${value}`),
        }))}
      />
      <RadioGroup
        meta={meta("improvements")}
        label={t("builder.improvements")}
        options={choiceFields.improvements.map((value) => ({
          value,
          label: t(`builder.improvementsOption.${value}`),
        }))}
      />
      <TextArea meta={meta("benefits")} label={t("builder.benefits")} max={1000} rows={3} optional />
    </FormSection>
  );
}

/** What both keep to themselves. */
export function Secrecy(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  return (
    <FormSection title={t("part.confidentiality")}>
      <TextArea
        meta={metaIn(props, "confidential")}
        label={t("builder.confidential")}
        max={2000}
        rows={4}
        optional
      />
      <Figure props={props} name="confidentialYears" unit={t("builder.years")} />
    </FormSection>
  );
}

/** Who bears a failure for insuperable technical difficulty. */
export function Risk(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  return (
    <FormSection title={t("part.risk")}>
      <Figure
        props={props}
        name="failureClientPercent"
        unit={t("builder.percent")}
        help={t("builder.failureClientPercentHelp")}
        optional
      />
      <TextArea
        meta={metaIn(props, "failureVerification")}
        label={t("builder.failureVerification")}
        max={500}
        rows={2}
        optional
      />
    </FormSection>
  );
}

/** What delay and breach cost. */
export function Damages(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  return (
    <FormSection title={t("part.damages")}>
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Figure
          props={props}
          name="delayRate"
          unit={t("builder.tenThousandths")}
          help={t("builder.delayRateHelp")}
        />
        <Figure
          props={props}
          name="damagesCap"
          unit={t("builder.percent")}
          help={t("builder.damagesCapHelp")}
        />
        <Figure props={props} name="cureDays" unit={t("builder.days")} />
      </div>
      <TextArea meta={metaIn(props, "breach")} label={t("builder.breach")} max={1000} rows={3} optional />
    </FormSection>
  );
}

/** How the contract is changed, and who else may do the work. */
export function Changes(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  return (
    <FormSection title={t("part.changes")}>
      <Figure props={props} name="amendmentDays" unit={t("builder.days")} />
      {!ofTransfer(props.values) && (
        <RadioGroup
          meta={metaIn(props, "subcontracting")}
          label={t("builder.subcontracting")}
          options={choiceFields.subcontracting.map((value) => ({
            value,
            label: t(`builder.subcontractingOption.${value}`),
          }))}
        />
      )}
    </FormSection>
  );
}
