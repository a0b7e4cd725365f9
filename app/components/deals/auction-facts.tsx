import { useTranslation } from "react-i18next";
import { formatDateTime, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { DateRange, Money, OrganizationName } from "#app/components/text.tsx";
import type { AuctionView } from "#app/domain/deals/bidding/queries.server.ts";

/** On which conditions a technology is sold to the highest bid. */
export function AuctionFacts({ auction }: { auction: AuctionView }) {
  const { t, i18n } = useTranslation("deals");
  const { row, seller } = auction;
  const extension = { within: row.extendWithin, by: row.extendBy };
  const prolonged = row.endsAt > row.plannedEnd;
  const end = formatDateTime(row.plannedEnd, localeOf(i18n.language), undefined, false);
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("bidding.seller"), value: <OrganizationName {...seller} /> },
        { term: t("bidding.manner"), value: t(`mode.${row.mode}`) },
        { term: t("bidding.startPrice"), value: <Money fen={row.startPrice} /> },
        { term: t("bidding.step"), value: <Money fen={row.step} /> },
        {
          term: t("bidding.deposit"),
          value: row.deposit === 0 ? t("bidding.noDeposit") : <Money fen={row.deposit} />,
        },
        {
          term: t("bidding.reserve"),
          value: t(row.hasReserve ? "bidding.withReserve" : "bidding.noReserve"),
        },
        {
          term: t("bidding.times"),
          value: <DateRange starts={row.startsAt} ends={row.endsAt} />,
          note: prolonged && t("bidding.prolonged", { end }),
        },
        { term: t("bidding.extension"), value: t("bidding.extensionRule", extension) },
        { term: t("bidding.basis"), value: row.priceBasis },
        { term: t("bidding.why"), value: row.note },
        { term: t("bidding.objection"), value: row.objection },
      ]}
    />
  );
}
