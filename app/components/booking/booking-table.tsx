import type { Deadline as EndOfPeriod } from "#app/domain/deadline.ts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatRange, localeOf } from "#app/components/format.ts";
import { DateRange, Deadline, Money, OrganizationName } from "#app/components/text.tsx";
import { shortCode } from "#app/domain/short-code.ts";
import { BookingStateTag } from "./state-line.tsx";

export interface BookingLine {
  booking: {
    id: string;
    startsAt: Date;
    endsAt: Date;
    price: number | null;
    deadline: EndOfPeriod | null;
    purpose: string;
  };
  titleZh: string;
  titleEn: string;
  zone: string;
  state: string;
  unit: number;
  userName: string;
  organizationZh: string;
  organizationEn: string;
}

interface TableProps {
  items: readonly BookingLine[];
  /** Whose eyes: users want to know where, providers who. */
  side: "user" | "provider";
  /** A box before each row, for answering several at once. */
  selectable?: boolean;
  empty?: ReactNode;
}

/** Bookings as a list to work through. */
export function BookingTable({ items, side, selectable, empty }: TableProps) {
  const { t } = useTranslation("booking");
  const columns = useColumns(side);
  const box = useBox();
  return (
    <DataTable<BookingLine>
      caption={t("list.title")}
      captionHidden
      desk={side === "provider"}
      rows={items}
      rowKey={({ booking }) => booking.id}
      empty={empty}
      columns={selectable ? [box, ...columns] : columns}
    />
  );
}

function useBox(): Column<BookingLine> {
  const { t, i18n } = useTranslation("booking");
  const titleOf = useTitleOf();
  const locale = localeOf(i18n.language);
  return {
    key: "select",
    head: <span className="sr-only">{t("list.chosen")}</span>,
    picks: true,
    cell: (line) => (
      <input
        type="checkbox"
        name="id"
        value={line.booking.id}
        className="size-5"
        aria-label={t("list.select", {
          title: titleOf(line),
          when: formatRange(line.booking.startsAt, line.booking.endsAt, locale, line.zone),
        })}
      />
    ),
  };
}

function useColumns(side: "user" | "provider"): Column<BookingLine>[] {
  const { t } = useTranslation("booking");
  const titleOf = useTitleOf();
  const user: Column<BookingLine> = {
    key: "user",
    head: t("list.user"),
    cell: ({ userName, organizationZh, organizationEn, booking }) => (
      <>
        {side === "provider" && <OrganizationName nameZh={organizationZh} nameEn={organizationEn} />}{" "}
        {userName}
        {side === "provider" && <span className="block text-xs text-muted">{booking.purpose}</span>}
      </>
    ),
  };
  return [
    {
      key: "facility",
      head: t("list.facility"),
      rowHeader: true,
      cell: (line) => (
        <>
          <RowLink to={`/bookings/${line.booking.id}`}>{titleOf(line)}</RowLink>{" "}
          <span className="tnum text-xs font-normal whitespace-nowrap text-muted">
            {t("book.unitNumber", { number: line.unit })} · {shortCode(line.booking.id)}
          </span>
        </>
      ),
    },
    {
      key: "when",
      head: t("list.when"),
      cell: ({ booking, zone }) => <DateRange starts={booking.startsAt} ends={booking.endsAt} zone={zone} />,
    },
    user,
    { key: "state", head: t("list.state"), cell: ({ state }) => <BookingStateTag state={state} /> },
    {
      key: "due",
      head: t("list.due"),
      cell: ({ state, booking, zone }) =>
        state === "pending" &&
        booking.deadline && <Deadline at={booking.deadline} zone={zone} weekday={false} />,
    },
    {
      key: "price",
      head: t("list.price"),
      numeric: true,
      cell: ({ booking }) => (booking.price === null ? t("price.quotation") : <Money fen={booking.price} />),
    },
  ];
}
