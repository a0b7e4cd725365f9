import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { NumberInput, TextArea } from "#app/components/inputs.tsx";
import type { PolicyForm } from "#app/domain/booking/policy-form.ts";
import { userClasses } from "#db/schema/vocabulary.ts";
import { QuotaFields } from "./quota-fields.tsx";

export type PolicyFieldMetas = Record<Exclude<keyof PolicyForm, "questions">, FieldMeta>;

interface Props {
  fields: PolicyFieldMetas;
}

/** A facility's booking rules as a form. */
export function PolicyFields({ fields }: Props) {
  const { t } = useTranslation("rules");
  return (
    <>
      <FormSection title={t("section.confirming")}>
        <Ticks fields={fields} names={["instant", "pendingHolds"]} />
        <Numbers fields={fields} names={["answerWithinHours"]} unit="hours" />
      </FormSection>
      <FormSection title={t("section.time")}>
        <Numbers fields={fields} names={["horizonDays"]} unit="days" />
        <Numbers fields={fields} names={times} unit="minutes" />
      </FormSection>
      <FormSection title={t("section.calendar")} lead={t("section.calendarLead")}>
        <Ticks fields={fields} names={["closedOnHolidays", "openOnMakeupDays"]} />
      </FormSection>
      <FormSection title={t("section.paying")} lead={t("section.payingLead")}>
        <Ticks fields={fields} names={["prepay", "billActual"]} />
        <Numbers fields={fields} names={["payWithinMinutes"]} unit="minutes" />
      </FormSection>
      <FormSection title={t("section.changing")}>
        <Numbers fields={fields} names={["cancelCutoffMinutes"]} unit="minutes" />
        <Numbers fields={fields} names={["changeCutoffMinutes"]} unit="minutes" optional />
        <Numbers fields={fields} names={["noShowGraceMinutes", "lateAfterMinutes"]} unit="minutes" />
        <Numbers fields={fields} names={["lateCancelPercent", "noShowPercent"]} unit="ofPrice" />
      </FormSection>
      <Limits fields={fields} />
      <Consequences fields={fields} />
      <FormSection title={t("section.samples")}>
        <Numbers fields={fields} names={["sampleDays"]} unit="workingDays" />
      </FormSection>
      <Access fields={fields} />
    </>
  );
}

const times = [
  "leadMinutes",
  "stepMinutes",
  "minMinutes",
  "maxMinutes",
  "bufferBeforeMinutes",
  "bufferAfterMinutes",
] as const;

function Limits({ fields }: Props) {
  const { t } = useTranslation("rules");
  return (
    <>
      <FormSection title={t("section.limits")} lead={t("section.limitsLead")}>
        <Numbers fields={fields} names={["maxOpenPerUser", "maxOpenPerOrganization"]} unit="count" optional />
        <QuotaFields fields={fields} />
      </FormSection>
      <FormSection title={t("section.share")} lead={t("section.shareLead")}>
        <Numbers fields={fields} names={["fairShareDays"]} unit="days" optional />
        <Numbers fields={fields} names={["fairSharePercent"]} unit="percent" optional />
      </FormSection>
      <FormSection title={t("section.queue")}>
        <Numbers fields={fields} names={["offerMinutes"]} unit="minutes" optional />
      </FormSection>
    </>
  );
}

function Consequences({ fields }: Props) {
  const { t } = useTranslation("rules");
  return (
    <FormSection title={t("section.conduct")} lead={t("section.conductLead")}>
      <Numbers fields={fields} names={["countingDays"]} unit="days" />
      <Numbers fields={fields} names={["warnAfter"]} unit="times" />
      <Numbers fields={fields} names={["shortBlockAfter"]} unit="times" optional />
      <Numbers fields={fields} names={["shortBlockDays"]} unit="days" />
      <Ticks fields={fields} names={["automaticShortBlock"]} />
      <Numbers fields={fields} names={["longBlockAfter"]} unit="times" optional />
      <Numbers fields={fields} names={["longBlockDays"]} unit="days" />
    </FormSection>
  );
}

function Access({ fields }: Props) {
  const { t } = useTranslation(["rules", "catalog"]);
  return (
    <FormSection title={t("rules:section.access")}>
      <CheckboxGroup
        meta={fields.bookableBy}
        label={t("rules:name.bookableBy")}
        optional={false}
        options={userClasses.map((value) => ({ value, label: t(`catalog:option.userClasses.${value}`) }))}
      />
      <TextArea
        meta={fields.terms}
        label={t("rules:name.terms")}
        help={t("rules:help.terms")}
        optional
        max={5000}
        rows={6}
      />
    </FormSection>
  );
}

type TickName =
  | "prepay"
  | "billActual"
  | "instant"
  | "pendingHolds"
  | "closedOnHolidays"
  | "openOnMakeupDays"
  | "automaticShortBlock";

function Ticks({ fields, names }: Props & { names: readonly TickName[] }) {
  const { t } = useTranslation("rules");
  return names.map((name) => (
    <Checkbox key={name} meta={fields[name]} label={t(`name.${name}`)} help={t(`help.${name}`)} />
  ));
}

type NumberName = Exclude<
  keyof PolicyForm,
  | TickName
  | "bookableBy"
  | "terms"
  | "questions"
  | `${"user" | "group" | "organization"}_${"day" | "week" | "month"}`
>;

type Unit = "hours" | "minutes" | "days" | "count" | "times" | "percent" | "ofPrice" | "workingDays";

/** Numbers of one unit, side by side where there is room. */
function Numbers(props: Props & { names: readonly NumberName[]; unit: Unit; optional?: boolean }) {
  const { t } = useTranslation("rules");
  const { fields, names, unit, optional = false } = props;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {names.map((name) => (
        <NumberInput
          key={name}
          meta={fields[name]}
          label={t(`name.${name}`)}
          help={t(`help.${name}`)}
          unit={t(`unit.${unit}`)}
          optional={optional}
        />
      ))}
    </div>
  );
}
