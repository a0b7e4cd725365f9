import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { DateTime, Money, OrganizationName } from "#app/components/text.tsx";
import type { ListedAuction } from "#app/domain/deals/bidding/queries.server.ts";
import { AuctionTag } from "./auction-words.tsx";

/** Biddings in a list, in the order given. */
export function AuctionTable({
  rows,
  caption,
  empty,
}: {
  rows: readonly ListedAuction[];
  caption: string;
  empty: React.ReactNode;
}) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ row }) => row.id}
      empty={empty}
      columns={[
        {
          key: "technology",
          head: t("own.technologyColumn"),
          rowHeader: true,
          cell: (one) => (
            <>
              <RowLink to={`/technologies/${one.row.technologyId}/bidding`}>{titleOf(one)}</RowLink>
              <span className="block text-xs font-normal text-muted">
                <OrganizationName {...one.seller} />
              </span>
            </>
          ),
        },
        { key: "state", head: t("own.stateColumn"), cell: ({ standing }) => <AuctionTag state={standing} /> },
        {
          key: "price",
          head: t("own.priceColumn"),
          numeric: true,
          cell: ({ row }) => (
            <>
              <Money fen={row.price ?? row.startPrice} />
              {row.price === null && <span className="block text-xs text-muted">{t("own.startPrice")}</span>}
            </>
          ),
        },
        {
          key: "end",
          head: t("own.endColumn"),
          cell: ({ row }) => <DateTime at={row.endsAt} weekday={false} />,
        },
      ]}
    />
  );
}
