import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Column } from "#app/components/data-table.tsx";
import { formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import { Money } from "#app/components/text.tsx";
import type { MatchKind } from "#app/domain/money/statements/match.ts";
import type { LineItem } from "#app/domain/money/statements/queries.server.ts";
import { LineActs, type LineReply } from "./line-acts.tsx";

const tones: Record<MatchKind, Tone> = {
  exact: "confirmed",
  partial: "held",
  over: "warning",
  likely: "pending",
  ambiguous: "warning",
  settled: "warning",
  none: "neutral",
};

/** A movement, what it is probably for, and what a person may say of it; `waiting`: several can be confirmed at once. */
export function useLineColumns(waiting: boolean, reply: LineReply | undefined): readonly Column<LineItem>[] {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  return [
    {
      key: "date",
      head: t("statements.line.date"),
      rowHeader: true,
      cell: ({ line, proposal }) => (
        <span className="inline-flex items-center gap-2">
          {waiting && proposal?.kind === "exact" && (
            <input
              type="checkbox"
              form="many"
              name="lines"
              value={line.id}
              defaultChecked
              aria-label={t("statements.pick", { row: line.row, amount: formatMoney(line.amount) })}
            />
          )}
          <span className="whitespace-nowrap">{formatDate(`${line.date}T12:00:00+08:00`, locale)}</span>
        </span>
      ),
    },
    {
      key: "payer",
      head: t("statements.line.payer"),
      cell: ({ line }) => (
        <>
          {line.payer}
          {line.serial && <span className="tnum block text-xs break-all text-muted">{line.serial}</span>}
        </>
      ),
    },
    {
      key: "remark",
      head: t("statements.line.remark"),
      cell: ({ line }) => <span className="break-words">{line.remark}</span>,
    },
    {
      key: "amount",
      head: t("statements.line.amount"),
      numeric: true,
      cell: ({ line }) => <Money fen={line.amount} />,
    },
    { key: "match", head: t("statements.line.match"), cell: (item) => <Match item={item} /> },
    { key: "act", head: t("statements.line.act"), cell: (item) => <LineActs item={item} reply={reply} /> },
  ];
}

function Match({ item: { line, proposal, charges, candidates } }: { item: LineItem }) {
  const { t, i18n } = useTranslation("billing");
  const english = i18n.language === "en";
  const settled = proposal?.kind === "settled" ? candidates.map((one) => ({ ...one, amount: 0 })) : [];
  const named = [...charges, ...settled];
  return (
    <div className="grid justify-items-start gap-1">
      {proposal && (
        <StateTag tone={tones[proposal.kind]}>
          {t(`statements.kind.${proposal.kind}`, {
            excess: formatMoney(proposal.excess),
            count: candidates.length,
          })}
        </StateTag>
      )}
      {named.map((one) => (
        <span key={one.id} className="text-sm">
          <Link className="link tnum" to={`/organization/charges/${one.id}`}>
            {one.reference}
          </Link>{" "}
          {english ? one.payerEn || one.payerZh : one.payerZh}
          {one.amount > 0 && (
            <span className="text-muted">
              {" "}
              · {t("statements.takes", { amount: formatMoney(one.amount) })}
            </span>
          )}
        </span>
      ))}
      {line.reason && <span className="text-sm text-muted">{line.reason}</span>}
    </div>
  );
}
