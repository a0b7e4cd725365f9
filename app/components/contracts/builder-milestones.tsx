import { useTranslation } from "react-i18next";
import { SubmitButton } from "#app/components/button.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { MoneyInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import type { BuilderProps, MilestoneField } from "./builder-form.ts";

/** The parts of the work, each with its money and its standard. */
export function Milestones({ values, errors }: BuilderProps) {
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
        <DateInput meta={meta("dueOn")} label={t("builder.dueOn")} optional={false} />
        <MoneyInput meta={meta("amount")} label={t("builder.milestoneAmount")} optional={false} />
      </div>
      <TextArea meta={meta("standard")} label={t("builder.standard")} max={1000} rows={2} optional={false} />
      <TextArea meta={meta("method")} label={t("builder.method")} max={500} rows={2} optional />
    </fieldset>
  );
}
