import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { NumberInput, TextArea } from "#app/components/inputs.tsx";
import type { PolicyForm } from "#app/domain/booking/policy-form.ts";
import { userClasses } from "#db/schema/vocabulary.ts";

type Fields = Record<keyof PolicyForm, FieldMeta>;

/** A facility's booking rules as a form. */
export function PolicyFields({ fields }: { fields: Fields }) {
  const { t } = useTranslation(["booking", "catalog"]);
  return (
    <>
      <FormSection title={t("policy.confirming")}>
        <Checkbox meta={fields.instant} label={t("policy.instant")} help={t("policy.instantHelp")} />
        <Numbers fields={fields} names={["answerWithinHours"]} unit={t("policy.hours")} />
      </FormSection>
      <FormSection title={t("policy.time")}>
        <Numbers fields={fields} names={["horizonDays"]} unit={t("policy.days")} />
        <Numbers fields={fields} names={times} unit={t("policy.minutes")} />
      </FormSection>
      <FormSection title={t("policy.changing")}>
        <Numbers
          fields={fields}
          names={["cancelCutoffMinutes", "noShowGraceMinutes"]}
          unit={t("policy.minutes")}
        />
        <Numbers fields={fields} names={["lateCancelPercent", "noShowPercent"]} unit={t("policy.ofPrice")} />
      </FormSection>
      <FormSection title={t("policy.limits")} lead={t("policy.limitsLead")}>
        <Numbers
          fields={fields}
          names={["maxOpenPerUser", "maxOpenPerOrganization"]}
          unit={t("policy.count")}
          optional
        />
        <Numbers
          fields={fields}
          names={["maxMinutesPerOrganizationWeek"]}
          unit={t("policy.minutes")}
          optional
        />
      </FormSection>
      <FormSection title={t("policy.access")}>
        <CheckboxGroup
          meta={fields.bookableBy}
          label={t("policy.who")}
          optional={false}
          options={userClasses.map((value) => ({ value, label: t(`catalog:option.userClasses.${value}`) }))}
        />
        <TextArea
          meta={fields.terms}
          label={t("policy.terms")}
          help={t("policy.termsHelp")}
          optional
          max={5000}
          rows={6}
        />
      </FormSection>
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

type NumberName = Exclude<keyof PolicyForm, "instant" | "bookableBy" | "terms">;

/** Numbers of one unit, side by side where there is room. */
function Numbers(props: { fields: Fields; names: readonly NumberName[]; unit: string; optional?: boolean }) {
  const { t } = useTranslation(["booking", "catalog"]);
  const { fields, names, unit, optional = false } = props;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {names.map((name) => (
        <NumberInput
          key={name}
          meta={fields[name]}
          label={t(`policy.${name}`)}
          unit={unit}
          optional={optional}
        />
      ))}
    </div>
  );
}
