import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BookingStateTag } from "#app/components/booking/state-line.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { formatTime, localeOf } from "#app/components/format.ts";
import { Icon } from "#app/components/icons.tsx";
import { Day } from "#app/components/text.tsx";
import type { BoardDay } from "#app/domain/calendar/board.ts";
import type { BoardParts, Entry, Row } from "./board-types.ts";

interface ListProps extends BoardParts {
  /** The day that is listed. */
  date: string;
  hrefOf: (change: Record<string, string>) => string;
}

/** One day as a list, by time: for a thumb, and for whoever reads better than looks. */
export function DayList({ days, zone, rows, entries, date, hrefOf }: ListProps) {
  const { t } = useTranslation("calendar");
  const at = Math.max(
    0,
    days.findIndex((day) => day.date === date),
  );
  const day = days[at];
  const here = entries.filter(({ pieces }) => pieces.some((piece) => piece.day === at));
  const byUnit = new Map(rows.map((row) => [row.unitId, row]));
  if (!day) return null;
  return (
    <section className="grid gap-2">
      <DayTurn days={days} at={at} zone={zone} hrefOf={hrefOf} />
      {here.length === 0 && <p className="border-y border-hairline py-6 text-muted">{t("board.noneDay")}</p>}
      <ul className="border-t border-hairline empty:hidden">
        {here.map((entry) => (
          <ListItem key={entry.key} entry={entry} row={byUnit.get(entry.unitId)} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function DayTurn({
  days,
  at,
  zone,
  hrefOf,
}: Pick<ListProps, "hrefOf" | "zone"> & { days: readonly BoardDay[]; at: number }) {
  const { t } = useTranslation("calendar");
  const [before, day, after] = [days[at - 1], days[at], days[at + 1]];
  const turn = (
    to: BoardDay | undefined,
    name: "board.dayBefore" | "board.dayAfter",
    icon: "back" | "chevron",
  ) =>
    to && (
      <Link className="btn btn-secondary btn-small" to={hrefOf({ date: to.date })} preventScrollReset>
        <Icon name={icon} size={14} />
        <span className="sr-only">{t(name)}</span>
      </Link>
    );
  return (
    <div className="flex items-center justify-between gap-3">
      {turn(before, "board.dayBefore", "back") ?? <span />}
      <h2 className="text-base">{day && <Day at={day.start} zone={zone} weekday />}</h2>
      {turn(after, "board.dayAfter", "chevron") ?? <span />}
    </div>
  );
}

function ListItem({ entry, row, zone }: { entry: Entry; row: Row | undefined; zone: string }) {
  const { t, i18n } = useTranslation(["calendar", "booking"]);
  const titleOf = useTitleOf();
  const locale = localeOf(i18n.language);
  const shut = entry.kind === "closure" || entry.kind === "maintenance";
  const from = locale === "en" && entry.organizationEn ? entry.organizationEn : entry.organizationZh;
  return (
    <li className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 border-b border-hairline py-2">
      <span className="tnum">
        {formatTime(entry.start, locale, zone)}–{formatTime(entry.end, locale, zone)}
      </span>
      <div className="grid gap-0.5">
        {shut ? (
          <span>
            {t(entry.kind === "maintenance" ? "entry.maintenance" : "entry.closure")}
            {entry.about && `: ${entry.about}`}
          </span>
        ) : (
          <Link className="link" data-row-link="" to={`/bookings/${entry.bookingId}`}>
            {entry.who} · {from}
          </Link>
        )}
        <span className="text-sm text-muted">
          {row && titleOf(row)} {row && t("booking:book.unitNumber", { number: row.unit })}
        </span>
        {!shut && (
          <span>
            <BookingStateTag state={entry.state} />
          </span>
        )}
      </div>
    </li>
  );
}
