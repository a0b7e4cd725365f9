import type { Deadline } from "#app/domain/deadline.ts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatDate, formatDeadline, localeOf } from "#app/components/format.ts";
import { noon } from "#app/components/samples/order-table.tsx";
import { Money, OrganizationName } from "#app/components/text.tsx";
import { shortCode } from "#app/domain/short-code.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { OrderStateTag } from "./order-state.tsx";

export interface OrderLine {
  order: {
    id: string;
    state: string;
    item: string;
    quantity: number;
    price: number;
    deadline: Deadline | null;
    dueOn: string | null;
  };
  titleZh: string;
  titleEn: string;
  userName: string;
  organizationZh: string;
  organizationEn: string;
  providerZh: string;
  providerEn: string;
  /** Whole days past the due day; 0 when it is not. */
  overdue: number;
}

interface TableProps {
  items: readonly OrderLine[];
  /** Whom the reader deals with: the provider sees clients, the client providers. */
  received: boolean;
  empty: ReactNode;
}

/** Ordered services as a list to work through. */
export function OrderTable({ items, received, empty }: TableProps) {
  const { t } = useTranslation("serviceOrders");
  return (
    <DataTable<OrderLine>
      caption={t("title")}
      captionHidden
      desk={received}
      rows={items}
      rowKey={({ order }) => order.id}
      empty={empty}
      columns={useColumns(received)}
    />
  );
}

function useColumns(received: boolean): Column<OrderLine>[] {
  const { t } = useTranslation("serviceOrders");
  const titleOf = useTitleOf();
  return [
    {
      key: "order",
      head: t("column.order"),
      rowHeader: true,
      cell: (line) => (
        <>
          <RowLink to={`/service-orders/${line.order.id}`}>{titleOf(line)}</RowLink>{" "}
          <span className="tnum text-xs font-normal text-muted">{shortCode(line.order.id)}</span>
          <span className="block text-xs font-normal text-muted">
            {line.order.item} × {line.order.quantity}
          </span>
        </>
      ),
    },
    received
      ? {
          key: "user",
          head: t("column.user"),
          cell: (line) => (
            <>
              <OrganizationName nameZh={line.organizationZh} nameEn={line.organizationEn} /> {line.userName}
            </>
          ),
        }
      : {
          key: "provider",
          head: t("column.provider"),
          cell: ({ providerZh, providerEn }) => <OrganizationName nameZh={providerZh} nameEn={providerEn} />,
        },
    { key: "state", head: t("column.state"), cell: ({ order }) => <OrderStateTag state={order.state} /> },
    { key: "due", head: t("column.due"), cell: (line) => <Due line={line} /> },
    {
      key: "price",
      head: t("column.price"),
      numeric: true,
      cell: ({ order }) => <Money fen={order.price} />,
    },
  ];
}

function Due({ line: { order, overdue } }: { line: OrderLine }) {
  const { t, i18n } = useTranslation("serviceOrders");
  const locale = localeOf(i18n.language);
  if (overdue > 0) return <strong className="text-refused">{t("list.overdue", { count: overdue })}</strong>;
  if (order.state === "accepted")
    return order.dueOn && t("list.dueOn", { day: formatDate(noon(order.dueOn), locale) });
  if (!order.deadline) return null;
  const at = formatDeadline(order.deadline, locale, platformZone, false);
  return t(order.state === "delivered" ? "list.judgeBy" : "list.answerBy", { at });
}
