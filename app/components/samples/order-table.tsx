import type { Deadline } from "#app/domain/deadline.ts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatDate, formatDeadline, localeOf } from "#app/components/format.ts";
import { Money, OrganizationName } from "#app/components/text.tsx";
import { shortCode } from "#app/domain/short-code.ts";
import { OrderStateTag } from "./order-state.tsx";

export interface OrderLine {
  order: {
    id: string;
    state: string;
    purpose: string;
    price: number | null;
    deadline: Deadline | null;
    dueOn: string | null;
  };
  titleZh: string;
  titleEn: string;
  zone: string;
  userName: string;
  organizationZh: string;
  organizationEn: string;
  samples: number;
  /** Whole days past the due day; 0 when it is not. */
  overdue: number;
}

/** Orders as a list to work through. */
export function OrderTable({
  items,
  desk,
  empty,
}: {
  items: readonly OrderLine[];
  desk: boolean;
  empty: ReactNode;
}) {
  const { t } = useTranslation("samples");
  return (
    <DataTable<OrderLine>
      caption={t("title")}
      captionHidden
      desk={desk}
      rows={items}
      rowKey={({ order }) => order.id}
      empty={empty}
      columns={useColumns()}
    />
  );
}

function useColumns(): Column<OrderLine>[] {
  const { t } = useTranslation("samples");
  const titleOf = useTitleOf();
  return [
    {
      key: "order",
      head: t("column.order"),
      rowHeader: true,
      cell: (line) => (
        <>
          <RowLink to={`/samples/${line.order.id}`}>{titleOf(line)}</RowLink>{" "}
          <span className="tnum text-xs font-normal text-muted">{shortCode(line.order.id)}</span>
          <span className="block text-xs font-normal text-muted">{line.order.purpose}</span>
        </>
      ),
    },
    {
      key: "user",
      head: t("column.user"),
      cell: ({ userName, organizationZh, organizationEn }) => (
        <>
          <OrganizationName nameZh={organizationZh} nameEn={organizationEn} /> {userName}
        </>
      ),
    },
    { key: "samples", head: t("column.samples"), numeric: true, cell: ({ samples }) => samples },
    { key: "state", head: t("column.state"), cell: ({ order }) => <OrderStateTag state={order.state} /> },
    { key: "due", head: t("column.due"), cell: (line) => <Due line={line} /> },
    {
      key: "price",
      head: t("column.price"),
      numeric: true,
      cell: ({ order }) => (order.price === null ? t("detail.quotation") : <Money fen={order.price} />),
    },
  ];
}

function Due({ line: { order, overdue, zone } }: { line: OrderLine }) {
  const { t, i18n } = useTranslation("samples");
  const locale = localeOf(i18n.language);
  if (overdue > 0) return <strong className="text-refused">{t("list.overdue", { count: overdue })}</strong>;
  if (order.state === "submitted" && order.deadline)
    return t("list.answerBy", { at: formatDeadline(order.deadline, locale, zone, false) });
  const working = order.state === "accepted" || order.state === "in_progress";
  return working && order.dueOn && t("list.dueOn", { day: formatDate(noon(order.dueOn), locale) });
}

/** A local day as an instant that lies on it in every zone near the platform's. */
export const noon = (day: string): string => `${day}T12:00:00+08:00`;
