import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { Deadline, OrganizationName } from "#app/components/text.tsx";
import type { ListedNegotiation } from "#app/domain/deals/negotiation/queries.server.ts";

/** Negotiations of an organisation on both sides, latest first. */
export function NegotiationTable({ rows, caption }: { rows: readonly ListedNegotiation[]; caption: string }) {
  const { t } = useTranslation(["deals", "lifecycles"]);
  const titleOf = useTitleOf();
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ row }) => row.id}
      empty={<p className="text-muted">{t("own.none")}</p>}
      columns={[
        {
          key: "technology",
          head: t("own.technologyColumn"),
          rowHeader: true,
          cell: (one) => <RowLink to={`/negotiations/${one.row.id}`}>{titleOf(one)}</RowLink>,
        },
        { key: "seller", head: t("bidding.seller"), cell: ({ seller }) => <OrganizationName {...seller} /> },
        { key: "buyer", head: t("own.buyerColumn"), cell: ({ buyer }) => <OrganizationName {...buyer} /> },
        {
          key: "state",
          head: t("own.stateColumn"),
          cell: ({ row }) => (
            <StateTag tone={toneOf(row.state)}>{t(`lifecycles:state.${row.state}`)}</StateTag>
          ),
        },
        { key: "offers", head: t("own.versionsColumn"), numeric: true, cell: ({ row }) => row.offers },
        {
          key: "deadline",
          head: t("own.dueColumn"),
          cell: ({ row }) => (row.deadline ? <Deadline at={row.deadline} weekday={false} /> : null),
        },
      ]}
    />
  );
}
