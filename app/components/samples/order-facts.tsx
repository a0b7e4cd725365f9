import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Copyable } from "#app/components/small.tsx";
import { Day, Money, OrganizationName } from "#app/components/text.tsx";
import { shortCode } from "#app/domain/short-code.ts";
import type { FundingSource, ServiceType } from "#db/schema/vocabulary.ts";
import { noon } from "./order-table.tsx";
import type { OrderNames } from "./sample-labels.tsx";

interface FactsProps {
  order: {
    id: string;
    facilityId: string;
    organizationId: string;
    providerId: string;
    purpose: string;
    project: string;
    serviceType: ServiceType;
    funding: FundingSource[];
    price: number | null;
    priceItem: string;
    receivedAt: Date | null;
    dueOn: string | null;
    returnSamples: boolean;
    reason: string;
  };
  names: OrderNames;
}

/** What was ordered, by whom, of whom, for how much, and by when it is due. */
export function OrderFacts({ order, names }: FactsProps) {
  const { t, i18n } = useTranslation("samples");
  const titleOf = useTitleOf();
  const list = new Intl.ListFormat(i18n.language, { type: "unit" });
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          term: t("detail.facility"),
          value: (
            <Link className="link" to={`/facilities/${order.facilityId}`}>
              {titleOf(names)}
            </Link>
          ),
        },
        { term: t("detail.purpose"), value: order.purpose },
        {
          term: t("detail.price"),
          value: order.price === null ? t("detail.quotation") : <Money fen={order.price} />,
          note: order.priceItem,
        },
        { term: t("detail.received"), value: order.receivedAt && <Day at={order.receivedAt} /> },
        { term: t("detail.due"), value: order.dueOn && <Day at={noon(order.dueOn)} /> },
        { term: t("detail.reason"), value: order.reason },
        { term: t("detail.project"), value: order.project },
        { term: t("detail.serviceType"), value: t(`serviceType.${order.serviceType}`) },
        {
          term: t("detail.funding"),
          value: list.format(order.funding.map((source) => t(`funding.${source}`))),
        },
        { term: t("detail.returned"), value: t(order.returnSamples ? "detail.yes" : "detail.no") },
        { term: t("detail.user"), value: names.userName },
        {
          term: t("detail.organization"),
          value: (
            <Link className="link" to={`/organizations/${order.organizationId}`}>
              <OrganizationName nameZh={names.organizationZh} nameEn={names.organizationEn} />
            </Link>
          ),
        },
        {
          term: t("detail.provider"),
          value: (
            <Link className="link" to={`/organizations/${order.providerId}`}>
              <OrganizationName nameZh={names.providerZh} nameEn={names.providerEn} />
            </Link>
          ),
        },
        { term: t("detail.number"), value: <Copyable text={shortCode(order.id)} /> },
      ]}
    />
  );
}
