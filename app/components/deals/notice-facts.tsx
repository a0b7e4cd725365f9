import { useTranslation } from "react-i18next";
import { formatLastDay, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { DateTime, Money, OrganizationName } from "#app/components/text.tsx";
import type { ListedNotice } from "#app/domain/deals/negotiation/queries.server.ts";

/** What the law wants announced of an agreed price; the buyer is not named. */
export function NoticeFacts({ row, seller }: Pick<ListedNotice, "row" | "seller">) {
  const { t, i18n } = useTranslation("deals");
  const summary = (localeOf(i18n.language) === "en" && row.summaryEn) || row.summaryZh;
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("bidding.seller"), value: <OrganizationName {...seller} /> },
        { term: t("bidding.manner"), value: t(`mode.${row.mode}`) },
        { term: t("notice.price"), value: <NoticePrice row={row} /> },
        {
          term: t("notice.insider"),
          value: row.insider ? t("notice.insiderYes", { relation: row.relation }) : t("notice.insiderNo"),
        },
        { term: t("notice.from"), value: <DateTime at={row.publishedAt} /> },
        {
          term: t("notice.until"),
          value: formatLastDay(row.until, localeOf(i18n.language), undefined, true),
        },
        { term: t("notice.summary"), value: summary },
      ]}
    />
  );
}

/** The intended price in words: what is paid once or in parts, and what by use. */
export function NoticePrice({ row }: Pick<ListedNotice, "row">) {
  const { t } = useTranslation("deals");
  const { payment, amount, royaltyBasis, royaltyRate } = row;
  const royalty =
    royaltyBasis && royaltyRate !== null
      ? t("notice.royalty", { basis: t(`negotiation.basis.${royaltyBasis}`), rate: royaltyRate / 100 })
      : null;
  return (
    <span className="grid">
      {payment !== "royalty" && (
        <span>
          <Money fen={amount} /> · {t(`negotiation.payment.${payment}`)}
        </span>
      )}
      {royalty && <span>{royalty}</span>}
    </span>
  );
}
