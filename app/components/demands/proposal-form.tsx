import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { milestoneRows, type ProposalForm as Values } from "#app/domain/demands/forms.ts";
import { ProposalFields } from "./proposal-fields.tsx";

const names = ["title", "deliverable", "acceptance", "dueOn", "amount"] as const;
const emptyRow = { title: "", deliverable: "", acceptance: "", dueOn: "", amount: "" };

interface ProposalFormProps {
  reply: FormReply | undefined;
  /** What the form is shown with; a saved proposal to change. */
  values: Partial<Values> & { key: string };
  submit: string;
}

/** The form that sends or changes a proposal. */
export function ProposalForm({ reply, values, submit }: ProposalFormProps) {
  const { t } = useTranslation("demands");
  const rows = [...(values.milestones ?? [])];
  while (rows.length < milestoneRows) rows.push(emptyRow);
  const { form, fields, props } = usePostedForm<Values>("proposal", reply, {
    ...{ method: "", team: "", plan: "" },
    ...values,
    milestones: rows,
  });
  const milestones = fields.milestones.getFieldList().map((row) => row.getFieldset());
  const inner = milestones.flatMap((row, i) =>
    names.map((name) => [`milestones[${i}].${name}`, { ...row[name], n: i + 1, name }] as const),
  );
  const labelOf = (name: string): string => {
    const match = /^milestones\[(\d+)\]\.(\w+)$/.exec(name);
    if (!match) return t(`propose.${name}`, { defaultValue: "" });
    const word = match[2] === "title" ? "step" : match[2];
    return `${t("propose.milestone", { n: Number(match[1]) + 1 })} · ${t(`propose.${word}`)}`;
  };
  return (
    <Form method="post" className="grid max-w-form gap-6" {...props}>
      <ErrorSummary form={form} fields={{ ...fields, ...Object.fromEntries(inner) }} labels={labelOf} />
      <input type="hidden" name="key" value={values.key} />
      {values.version && <input type="hidden" name="version" value={values.version} />}
      <ProposalFields fields={fields} milestones={milestones} />
      <SubmitRow label={submit} />
    </Form>
  );
}
