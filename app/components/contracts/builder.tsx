import { useTranslation } from "react-i18next";
import { SubmitButton } from "#app/components/button.tsx";
import { RadioGroup, Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { MoneyInput, NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import {
  type BuilderValues,
  choiceFields,
  type MilestoneField,
  type numberFields,
  metaIn,
  ofTransfer,
} from "./builder-form.ts";
import { FeeParts, RightParts, WarrantyParts } from "./builder-rights.tsx";
import { Rest } from "./builder-rest.tsx";

interface Props {
  values: BuilderValues;
  errors: Record<string, string[]>;
  files: readonly { id: string; name: string }[];
}

/** Every clause that the parties can settle, in the order of the Civil Code, each with what the law says without it. */
export function Builder(props: Props) {
  const transfer = ofTransfer(props.values);
  return (
    <>
      <Subject {...props} />
      {transfer && <RightParts {...props} />}
      <Plan {...props} />
      <Money {...props} />
      <Milestones {...props} />
      <Acceptance {...props} />
      {transfer ? <WarrantyParts {...props} /> : <Property {...props} />}
      <Secrecy {...props} />
      {(!transfer || sharesRisk(props.values)) && <Risk {...props} />}
      <Damages {...props} />
      <Changes {...props} />
      <Rest {...props} />
    </>
  );
}

/** Whether an assignment or a licence says anything of a risk of failure, which it needs not. */
const sharesRisk = ({ fields }: BuilderValues): boolean =>
  Boolean(fields.failureClientPercent) || Boolean(fields.failureVerification);

function Subject(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = (name: string) => metaIn(props, name);
  return (
    <FormSection title={t("part.subject")}>
      <TextInput meta={meta("title")} label={t("builder.name")} optional={false} />
      <Select
        meta={meta("kind")}
        label={t("builder.kind")}
        help={`${t("start.kindHelp")} ${t("rights.kindHelp")}`}
        placeholder={null}
        options={choiceFields.kind.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextArea meta={meta("subject")} label={t("builder.subject")} max={5000} rows={6} optional={false} />
      <TextArea
        meta={meta("targets")}
        label={t("builder.targets")}
        help={t("builder.targetsHelp")}
        max={3000}
        rows={4}
        optional
      />
    </FormSection>
  );
}

function Plan(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = (name: string) => metaIn(props, name);
  const transfer = ofTransfer(props.values);
  return (
    <FormSection title={t("part.plan")}>
      <TextArea
        meta={meta("plan")}
        label={t(transfer ? "rights.plan" : "builder.plan")}
        max={5000}
        rows={5}
        optional={transfer}
      />
      <TextInput meta={meta("place")} label={t("builder.place")} optional />
      <TextArea meta={meta("clientDuties")} label={t("builder.clientDuties")} max={2000} rows={3} optional />
    </FormSection>
  );
}

function Money(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = (name: string) => metaIn(props, name);
  const transfer = ofTransfer(props.values);
  return (
    <FormSection title={t("part.money")}>
      <MoneyInput meta={meta("amount")} label={t("builder.amount")} optional={false} />
      <MoneyInput
        meta={meta("equipment")}
        label={t("builder.equipment")}
        help={t("builder.equipmentHelp")}
        optional
      />
      {transfer && <FeeParts {...props} />}
      <TextArea
        meta={meta("moneyUse")}
        label={t(transfer ? "rights.moneyUse" : "builder.moneyUse")}
        max={1000}
        rows={3}
        optional
      />
    </FormSection>
  );
}

function Milestones({ values, errors }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <FormSection title={t("part.milestones")} lead={t("builder.removeHint")}>
      <input type="hidden" name="milestoneRows" value={values.milestones.length} />
      {values.milestones.map((milestone, row) => (
        <Milestone key={`milestones.${String(row)}`} row={row} milestone={milestone} errors={errors} />
      ))}
      <SubmitButton look="secondary" icon="plus" name="then" value="milestone" className="justify-self-start">
        {t("builder.addMilestone")}
      </SubmitButton>
    </FormSection>
  );
}

interface MilestoneProps {
  row: number;
  milestone: Record<MilestoneField, string>;
  errors: Record<string, string[]>;
}

function Milestone({ row, milestone, errors }: MilestoneProps) {
  const { t } = useTranslation("contracts");
  const meta = (name: MilestoneField) => {
    const path = `milestones.${row}.${name}`;
    return plainField(path, milestone[name], errors[path]);
  };
  return (
    <fieldset className="panel grid gap-4 p-4">
      <legend className="px-1 font-semibold">{t("page.milestone", { n: row + 1 })}</legend>
      <TextInput meta={meta("title")} label={t("builder.milestoneTitle")} optional={false} />
      <TextArea
        meta={meta("deliverable")}
        label={t("builder.deliverable")}
        max={1000}
        rows={2}
        optional={false}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput
          meta={meta("dueOn")}
          label={t("builder.dueOn")}
          type="date"
          width="short"
          optional={false}
        />
        <MoneyInput meta={meta("amount")} label={t("builder.milestoneAmount")} optional={false} />
      </div>
      <TextArea meta={meta("standard")} label={t("builder.standard")} max={1000} rows={2} optional={false} />
      <TextArea meta={meta("method")} label={t("builder.method")} max={500} rows={2} optional />
    </fieldset>
  );
}

type NumberField = (typeof numberFields)[number];

/** A number of days, rounds, percent, with its unit. */
function Figure({
  props,
  name,
  unit,
  help,
  optional = false,
}: {
  props: Props;
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

function Acceptance(props: Props) {
  const { t } = useTranslation("contracts");
  const days = t("builder.days");
  return (
    <FormSection title={t("part.acceptance")}>
      <div className="grid gap-4 sm:grid-cols-3">
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

function Property(props: Props) {
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

function Secrecy(props: Props) {
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

function Risk(props: Props) {
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

function Damages(props: Props) {
  const { t } = useTranslation("contracts");
  return (
    <FormSection title={t("part.damages")}>
      <div className="grid gap-4 sm:grid-cols-3">
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

function Changes(props: Props) {
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
