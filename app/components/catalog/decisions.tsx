import { useTranslation } from "react-i18next";
import { DateTime } from "#app/components/text.tsx";

export interface Decision {
  id: string;
  at: Date;
  outcome: string;
  reasons: string;
  by: string | null;
}

/** What moderators have decided, newest first. Their names are for their own side. */
export function Decisions({ decisions, named }: { decisions: readonly Decision[]; named?: boolean }) {
  const { t } = useTranslation(["catalog", "editor"]);
  if (decisions.length === 0) return <p className="text-muted">{t("editor:overview.noDecisions")}</p>;
  return (
    <ol className="grid">
      {decisions.map(({ id, at, outcome, reasons, by }) => (
        <li key={id} className="grid gap-1 border-b border-hairline py-3 text-sm">
          <span className="flex flex-wrap gap-x-4">
            <strong>{t(`editor:overview.outcome.${outcome}`)}</strong>
            <span className="text-muted">
              <DateTime at={at} />
            </span>
            {named && by && <span className="text-muted">{by}</span>}
          </span>
          {reasons && <p className="whitespace-pre-line">{reasons}</p>}
        </li>
      ))}
    </ol>
  );
}
