import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { formatMoney } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { noon } from "#app/components/samples/order-table.tsx";
import { Copyable } from "#app/components/small.tsx";
import { Day, Money, OrganizationName } from "#app/components/text.tsx";
import { shortCode } from "#app/domain/short-code.ts";
import type { PriceUnit } from "#db/schema/vocabulary.ts";

interface FactsProps {
  order: {
    id: string;
    serviceId: string;
    organizationId: string;
    providerId: string;
    item: string;
    unit: PriceUnit;
    rate: number;
    quantity: number;
    price: number;
    wanted: string;
    wishedOn: string | null;
    dueOn: string | null;
    rounds: number;
    reason: string;
  };
  names: {
    titleZh: string;
    titleEn: string;
    userName: string;
    organizationZh: string;
    organizationEn: string;
    providerZh: string;
    providerEn: string;
  };
}

/** What was ordered, by whom, of whom, for how much, and by when it is due. */
export function OrderFacts({ order, names }: FactsProps) {
  const { t } = useTranslation(["serviceOrders", "catalog"]);
  const titleOf = useTitleOf();
  const unit = t(`catalog:option.priceUnits.${order.unit}`);
  const line = { item: order.item, rate: formatMoney(order.rate), unit, quantity: order.quantity };
  const organization = (id: string, nameZh: string, nameEn: string) => (
    <Link className="link" to={`/organizations/${id}`}>
      <OrganizationName nameZh={nameZh} nameEn={nameEn} />
    </Link>
  );
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          term: t("detail.service"),
          value: (
            <Link className="link" to={`/services/${order.serviceId}`}>
              {titleOf(names)}
            </Link>
          ),
        },
        {
          term: t("detail.price"),
          value: <Money fen={order.price} />,
          note: t("detail.lineOf", line),
        },
        {
          term: t("detail.wanted"),
          value: <span className="whitespace-pre-line">{order.wanted}</span>,
        },
        { term: t("detail.wishedOn"), value: order.wishedOn && <Day at={noon(order.wishedOn)} /> },
        { term: t("detail.due"), value: order.dueOn && <Day at={noon(order.dueOn)} /> },
        { term: t("detail.rounds"), value: order.rounds > 0 && String(order.rounds) },
        { term: t("detail.reason"), value: order.reason },
        {
          term: t("detail.organization"),
          value: organization(order.organizationId, names.organizationZh, names.organizationEn),
          note: names.userName,
        },
        {
          term: t("detail.provider"),
          value: organization(order.providerId, names.providerZh, names.providerEn),
        },
        { term: t("detail.number"), value: <Copyable text={shortCode(order.id)} /> },
      ]}
    />
  );
}
