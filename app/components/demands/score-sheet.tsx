import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { NumberInput, TextArea } from "#app/components/inputs.tsx";
import { useCriterionName } from "./criterion-name.ts";

interface Score {
  criterion: number;
  points: number;
  reason: string;
}

interface SheetProps {
  criteria: readonly { name: string; weight: number }[];
  scores: readonly Score[];
  total: number | null;
}

/** The scores of a proposal with the client's reasons and their weighted total. */
export function ScoreTable({ criteria, scores, total }: SheetProps) {
  const { t } = useTranslation("demands");
  const criterionName = useCriterionName();
  const rows = criteria.map(({ name, weight }, i) => {
    const found = scores.find(({ criterion }) => criterion === i + 1);
    return { name, weight, points: found?.points ?? null, reason: found?.reason ?? "" };
  });
  type Row = (typeof rows)[number];
  if (scores.length === 0) return <p className="text-muted">{t("proposal.notScored")}</p>;
  return (
    <div className="grid gap-3">
      <DataTable
        caption={t("proposal.scores")}
        captionHidden
        rows={rows}
        rowKey={({ name }: Row) => name}
        columns={[
          {
            key: "name",
            head: t("call.criteria"),
            rowHeader: true,
            cell: ({ name, weight }: Row) => `${criterionName(name)} (${t("call.weight", { weight })})`,
          },
          { key: "points", head: t("proposal.points"), numeric: true, cell: ({ points }: Row) => points },
          { key: "reason", head: t("proposal.scoreReason"), cell: ({ reason }: Row) => reason },
        ]}
      />
      {total !== null && (
        <p className="font-semibold">
          {t("proposal.total")} <span className="tnum">{total.toFixed(2)}</span>
        </p>
      )}
    </div>
  );
}

/** The client's sheet for one proposal. */
export function ScoreForm({ criteria, scores }: SheetProps) {
  const { t } = useTranslation("demands");
  const criterionName = useCriterionName();
  const field = (name: string, value: string | undefined) => ({
    ...plainField(name, value),
    id: name.replace(/\W+/g, "-"),
  });
  return (
    <Form method="post" className="grid max-w-form gap-5">
      <input type="hidden" name="intent" value="score" />
      <p className="text-sm text-muted">{t("proposal.scoreLead")}</p>
      {criteria.map(({ name, weight }, i) => {
        const found = scores.find(({ criterion }) => criterion === i + 1);
        return (
          <fieldset key={name} className="grid gap-3 border-t border-hairline pt-3">
            <legend className="font-medium">
              {criterionName(name)} ({t("call.weight", { weight })})
            </legend>
            <NumberInput
              meta={field(`scores[${i}].points`, found && String(found.points))}
              label={t("proposal.points")}
              unit="/ 100"
              required
            />
            <TextArea
              meta={field(`scores[${i}].reason`, found?.reason)}
              label={t("proposal.scoreReason")}
              rows={2}
              required
            />
          </fieldset>
        );
      })}
      <div>
        <SubmitButton>{t("proposal.scoreSubmit")}</SubmitButton>
      </div>
    </Form>
  );
}
