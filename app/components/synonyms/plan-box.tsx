import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import type { PlannedEdit } from "#app/domain/search/synonyms/plan.ts";
import type { PlanSummary } from "#app/domain/search/synonyms/plan-summary.ts";
import { Change } from "./change.tsx";

interface PlanProps {
  plan: PlanSummary;
  /** The file itself, sent again with the confirmation. */
  text: string;
  name: string;
}

/** What importing a file would change, line by line; nothing can be imported while a line is wrong. */
export function PlanBox({ plan, text, name }: PlanProps) {
  const { t } = useTranslation("synonyms");
  const { added, changed, deleted, same, errors, doubts, edits, mark } = plan;
  if (errors.items.length > 0) return <Errors errors={errors} />;
  const nothing = edits.items.length === 0;
  return (
    <Section title={t("plan")}>
      <Form method="post" className="grid gap-4">
        <p role="status">{nothing ? t("planNothing") : t("planCounts", { added, changed, deleted, same })}</p>
        {doubts.items.length > 0 && <Doubts doubts={doubts} />}
        {!nothing && <Edits edits={edits} />}
        <textarea name="text" defaultValue={text} hidden readOnly />
        <input type="hidden" name="mark" value={mark} />
        <input type="hidden" name="name" value={name} />
        {!nothing && (
          <div>
            <SubmitButton>{t("apply")}</SubmitButton>
          </div>
        )}
      </Form>
    </Section>
  );
}

function Errors({ errors: { items, more } }: Pick<PlanSummary, "errors">) {
  const { t } = useTranslation("synonyms");
  return (
    <Notice kind="refusal" live title={t("planErrors")}>
      <ul className="grid list-disc gap-0.5 ps-5">
        {items.map(({ line, code, params }) => (
          <li key={line}>{t("planLine", { line, error: t(`lineError.${code}`, params) })}</li>
        ))}
      </ul>
      {more > 0 && <p>{t("planMore", { count: more })}</p>}
    </Notice>
  );
}

function Doubts({ doubts: { items, more } }: Pick<PlanSummary, "doubts">) {
  const { t } = useTranslation("synonyms");
  const words = (term: string, group: number | null) =>
    group === null ? t("planDoubtNew", { term }) : t("planDoubt", { term, group });
  return (
    <Notice kind="warning" title={t("planDoubts")}>
      <ul className="grid list-disc gap-0.5 ps-5">
        {items.map(({ line, term, group }) => (
          <li key={`${line} ${term}`}>{t("planLine", { line, error: words(term, group) })}</li>
        ))}
      </ul>
      {more > 0 && <p>{t("planMore", { count: more })}</p>}
    </Notice>
  );
}

function Edits({ edits: { items, more } }: Pick<PlanSummary, "edits">) {
  const { t } = useTranslation("synonyms");
  return (
    <>
      <DataTable<PlannedEdit>
        caption={t("planEdits")}
        desk
        rows={items}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: "line", head: t("line"), numeric: true, cell: ({ line }) => line },
          {
            key: "group",
            head: t("group"),
            rowHeader: true,
            cell: ({ group }) => group ?? t("newGroup"),
          },
          {
            key: "change",
            head: t("change"),
            cell: ({ before, after }) => <Change before={before} after={after} />,
          },
        ]}
      />
      {more > 0 && <p className="text-sm text-muted">{t("planMore", { count: more })}</p>}
    </>
  );
}
