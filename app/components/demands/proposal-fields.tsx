import { useTranslation } from "react-i18next";
import { DateInput } from "#app/components/date-input.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { MoneyInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { proposalLimits } from "#app/domain/demands/proposal-limits.ts";

type MilestoneName = "title" | "deliverable" | "acceptance" | "dueOn" | "amount";

interface ProposalFieldsProps {
  fields: Record<"method" | "team" | "plan", FieldMeta>;
  milestones: readonly Record<MilestoneName, FieldMeta>[];
}

/** What a proposal says: three texts and its milestones, whose amounts are the price. */
export function ProposalFields({ fields, milestones }: ProposalFieldsProps) {
  const { t } = useTranslation("demands");
  return (
    <>
      {(["method", "team", "plan"] as const).map((name) => (
        <TextArea
          key={name}
          meta={fields[name]}
          label={t(`propose.${name}`)}
          help={t(`propose.${name}Help`)}
          max={proposalLimits.prose}
          optional={false}
          rows={5}
        />
      ))}
      <FormSection title={t("propose.milestones")} lead={t("propose.milestonesHelp")}>
        {milestones.map((one, i) => (
          <fieldset key={one.title.id} className="grid gap-4 border-t border-hairline pt-4">
            <legend className="font-medium">{t("propose.milestone", { n: i + 1 })}</legend>
            <TextInput meta={one.title} label={t("propose.step")} optional={i > 0} />
            <TextArea meta={one.deliverable} label={t("propose.deliverable")} optional={i > 0} rows={2} />
            <TextArea meta={one.acceptance} label={t("propose.acceptance")} optional={i > 0} rows={2} />
            <div className="grid gap-4 sm:grid-cols-2">
              <DateInput meta={one.dueOn} label={t("propose.dueOn")} optional={i > 0} />
              <MoneyInput meta={one.amount} label={t("propose.amount")} optional={i > 0} />
            </div>
          </fieldset>
        ))}
      </FormSection>
    </>
  );
}
