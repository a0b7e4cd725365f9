import { useTranslation } from "react-i18next";
import { formatMoney } from "#app/components/format.ts";
import { Notice } from "#app/components/notice.tsx";
import type { StatementRow } from "#app/domain/money/statements/import.server.ts";

/** What of a bank's file was not understood, and where movements seem to be missing. */
export function Faults({ rejected, gaps }: Pick<StatementRow, "rejected" | "gaps">) {
  const { t } = useTranslation("billing");
  if (rejected.length === 0 && gaps.length === 0) return null;
  return (
    <div className="grid gap-3 pb-6">
      {rejected.length > 0 && (
        <Notice kind="warning" title={t("statements.rejected", { count: rejected.length })}>
          <ul className="grid list-disc gap-0.5 ps-5 text-sm">
            {rejected.slice(0, 20).map(({ row, code, text }) => (
              <li key={row}>
                {t(`statements.reject.${rejection(code)}`, { row })}{" "}
                <span className="break-all text-muted">{text}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {gaps.length > 0 && (
        <Notice kind="warning" title={t("statements.gaps")}>
          <ul className="grid list-disc gap-0.5 ps-5 text-sm">
            {gaps.slice(0, 20).map(({ after, before, missing }) => (
              <li key={after}>{t("statements.gap", { after, before, missing: formatMoney(missing) })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

const rejection = (code: string) =>
  (["date", "amount", "direction"] as const).find((known) => known === code) ?? "amount";
