import { useTranslation } from "react-i18next";
import { BookingStateTag } from "#app/components/booking/state-line.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { DateRange, Money } from "#app/components/text.tsx";

interface Part {
  booking: { id: string; startsAt: Date; endsAt: Date; price: number | null };
  titleZh: string;
  titleEn: string;
  zone: string;
  state: string;
}

/** Bookings that were made together, each a link to its own page. */
export function MadeTogether({ items }: { items: readonly Part[] }) {
  const { t } = useTranslation(["together", "booking"]);
  const titleOf = useTitleOf();
  return (
    <DataTable<Part>
      caption={t("bundle.parts")}
      captionHidden
      rows={items}
      rowKey={({ booking }) => booking.id}
      columns={[
        {
          key: "facility",
          head: t("booking:list.facility"),
          rowHeader: true,
          cell: (part) => <RowLink to={`/bookings/${part.booking.id}`}>{titleOf(part)}</RowLink>,
        },
        {
          key: "when",
          head: t("booking:list.when"),
          cell: ({ booking, zone }) => (
            <DateRange starts={booking.startsAt} ends={booking.endsAt} zone={zone} />
          ),
        },
        {
          key: "state",
          head: t("booking:list.state"),
          cell: ({ state }) => <BookingStateTag state={state} />,
        },
        {
          key: "price",
          head: t("booking:list.price"),
          numeric: true,
          cell: ({ booking }) =>
            booking.price === null ? t("booking:price.quotation") : <Money fen={booking.price} />,
        },
      ]}
    />
  );
}
