import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateRange, Money } from "#app/components/text.tsx";
import type { Problem } from "#app/runtime/problem.ts";

/** One time of a series, and what it comes to. */
export interface TimeOfSeries {
  start: string;
  end: string;
  /** In fen: its price, or what cancelling it costs; null where nothing is charged by time. */
  amount: number | null;
  problem: Problem | null;
}

/** Every time of a series in order; what stands against one is said beside it. */
export function Occurrences({
  times,
  zone,
  amountHead,
  caption,
}: {
  times: readonly TimeOfSeries[];
  zone: string;
  amountHead: string;
  caption: string;
}) {
  const { t } = useTranslation("booking");
  return (
    <DataTable<TimeOfSeries>
      caption={caption}
      captionHidden
      rows={times}
      rowKey={({ start }) => start}
      columns={[
        {
          key: "when",
          head: t("book.when"),
          rowHeader: true,
          cell: ({ start, end }) => <DateRange starts={start} ends={end} zone={zone} />,
        },
        {
          key: "fits",
          head: t("repeat.fits"),
          cell: ({ problem }) =>
            problem ? <Against problem={problem} /> : <StateTag tone="free">{t("repeat.possible")}</StateTag>,
        },
        {
          key: "amount",
          head: amountHead,
          numeric: true,
          cell: ({ amount, problem }) => (problem || amount === null ? "—" : <Money fen={amount} />),
        },
      ]}
    />
  );
}

/** What stands against one of several: the refusal, and every rule behind it. */
export function Against({ problem }: { problem: Problem }) {
  const { t } = useTranslation("problems");
  const reasons = problem.reasons ?? [];
  return (
    <span className="grid justify-items-start gap-0.5">
      <StateTag tone="refused">{t(`${problem.code}.title`, problem.params ?? {})}</StateTag>
      {reasons.map(({ rule, params }) => (
        <span key={rule} className="text-sm text-muted">
          {t(`rule.${rule}`, params ?? {})}
        </span>
      ))}
    </span>
  );
}
