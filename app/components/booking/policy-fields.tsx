import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { NumberInput, TextArea } from "#app/components/inputs.tsx";
import type { PolicyForm } from "#app/domain/booking/policy-form.ts";
import { userClasses } from "#db/schema/vocabulary.ts";

type Fields = Record<keyof PolicyForm, FieldMeta>;

const minutesOf = ["leadMinutes", "stepMinutes", "minMinutes", "maxMinutes", "bufferBeforeMinutes", "bufferAfterMinutes"] as const;

/** A facility's booking rules as a form. */
export function PolicyFields({ fields }: { fields: Fields }) {
  const { t } = useTranslation("booking");
  return (
    <>
      <FormSection title={t("policy.confirming")}>
        <Checkbox meta={fields.instant} label={t("policy.instant")} help={t("policy.instantHelp")} />
        <NumberInput meta={fields.answerWithinHours} label={t("policy.answerWithinHours")} unit={t("policy.hours")} optional={false} />
      </FormSection>
      <FormSection title={t("policy.time")}>
        <NumberInput meta={fields.horizonDays} label={t("policy.horizonDays")} unit={t("policy.days")} optional={false} />
        {minutesOf.map((name) => (
          <NumberInput key={name} meta={fields[name]} label={t(`policy.${name}`)} unit={t("policy.minutes")} optional={false} />
        ))}
      </FormSection>
      <FormSection title={t("policy.changing")}>
        <NumberInput meta={fields.cancelCutoffMinutes} label={t("policy.cancelCutoffMinutes")} unit={t("policy.minutes")} optional={false} />
        <NumberInput meta={fields.lateCancelPercent} label={t("policy.lateCancelPercent")} unit={t("policy.ofPrice")} optional={false} />
        <NumberInput meta={fields.noShowGraceMinutes} label={t("policy.noShowGraceMinutes")} unit={t("policy.minutes")} optional={false} />
        <NumberInput meta={fields.noShowPercent} label={t("policy.noShowPercent")} unit={t("policy.ofPrice")} optional={false} />
      </FormSection>
      <FormSection title={t("policy.limits")} lead={t("policy.limitsLead")}>
        <NumberInput meta={fields.maxOpenPerUser} label={t("policy.maxOpenPerUser")} unit={t("policy.count")} optional />
        <NumberInput meta={fields.maxOpenPerOrganization} label={t("policy.maxOpenPerOrganization")} unit={t("policy.count")} optional />
        <NumberInput meta={fields.maxMinutesPerOrganizationWeek} label={t("policy.maxMinutesPerOrganizationWeek")} unit={t("policy.minutes")} optional />
      </FormSection>
      <FormSection title={t("policy.who")}>
        <CheckboxGroup
          meta={fields.bookableBy}
          label={t("policy.who")}
          optional={false}
          options={userClasses.map((value) => ({ value, label: t(`catalog:option.userClasses.${value}`) }))}
        />
        <TextArea meta={fields.terms} label={t("policy.terms")} help={t("policy.termsHelp")} optional max={5000} rows={6} />
      </FormSection>
    </>
  );
}
