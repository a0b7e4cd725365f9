import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { Money } from "#app/components/text.tsx";
import { formatDate, formatTime, localeOf } from "#app/components/format.ts";
import type { ShownBid } from "#app/domain/deals/bidding/queries.server.ts";

/** The bids, latest first; bidders are numbers, to themselves marked. */
export function BidHistory({ bids }: { bids: readonly ShownBid[] }) {
  const { t, i18n } = useTranslation("deals");
  const locale = localeOf(i18n.language);
  const who = ({ bidder, mine }: ShownBid) => t(mine ? "bidding.you" : "bidding.number", { number: bidder });
  return (
    <DataTable
      caption={t("bidding.history")}
      captionHidden
      rows={bids}
      rowKey={({ n }) => String(n)}
      empty={<p className="text-muted">{t("bidding.noBids")}</p>}
      columns={[
        {
          key: "n",
          head: t("bidding.place"),
          rowHeader: true,
          cell: ({ n }) => <span className="tnum">{n}</span>,
        },
        { key: "bidder", head: t("bidding.bidder"), cell: who },
        {
          key: "amount",
          head: t("bidding.amount"),
          numeric: true,
          cell: ({ amount }) => <Money fen={amount} />,
        },
        {
          key: "at",
          head: t("bidding.at"),
          cell: ({ at }) => (
            <time dateTime={at.toISOString()} className="tnum">
              {formatDate(at, locale)} {formatTime(at, locale)}:{String(at.getUTCSeconds()).padStart(2, "0")}
            </time>
          ),
        },
      ]}
    />
  );
}
