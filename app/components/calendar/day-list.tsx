import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BookingStateTag } from "#app/components/booking/state-line.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { localeOf } from "#app/components/format.ts";
import { Icon } from "#app/components/icons.tsx";
import { Day } from "#app/components/text.tsx";
import { type BoardDay, clockText, type Piece } from "#app/domain/calendar/board.ts";
import type { BoardParts, Entry, Row } from "./board-types.ts";

interface ListProps extends BoardParts {
  /** The day that is listed. */
  date: string;
  dayBefore: string;
  dayAfter: string;
  hrefOf: (change: Record<string, string>) => string;
}

/** One day as a list, by time: for a thumb, and for whoever reads better than looks. */
export function DayList({ rows, entries, ...props }: ListProps) {
  const { days, date } = props;
  const { t } = useTranslation("calendar");
  const at = Math.max(
    0,
    days.findIndex((day) => day.date === date),
  );
  const day = days[at];
  const here = entries
    .flatMap((entry) => entry.pieces.flatMap((piece) => (piece.day === at ? [{ entry, piece }] : [])))
    .toSorted((a, b) => a.piece.from - b.piece.from);
  const byUnit = new Map(rows.map((row) => [row.unitId, row]));
  if (!day) return null;
  return (
    <section className="grid gap-2">
      <DayTurn {...props} day={day} />
      {here.length === 0 && <p className="border-y border-hairline py-6 text-muted">{t("board.noneDay")}</p>}
      <ul className="border-t border-hairline empty:hidden">
        {here.map(({ entry, piece }) => (
          <ListItem key={entry.key} entry={entry} piece={piece} row={byUnit.get(entry.unitId)} />
        ))}
      </ul>
    </section>
  );
}

function DayTurn({
  day,
  zone,
  today,
  dayBefore,
  dayAfter,
  hrefOf,
}: Pick<ListProps, "zone" | "today" | "dayBefore" | "dayAfter" | "hrefOf"> & { day: BoardDay }) {
  const { t } = useTranslation("calendar");
  const turn = (date: string, name: "board.dayBefore" | "board.dayAfter", icon: "back" | "chevron") => (
    <Link className="btn btn-secondary btn-small" to={hrefOf({ date })} preventScrollReset>
      <Icon name={icon} size={14} />
      <span className="sr-only">{t(name)}</span>
    </Link>
  );
  return (
    <div className="flex items-center justify-between gap-3">
      {turn(dayBefore, "board.dayBefore", "back")}
      <h2 className="text-base">
        <Day at={day.start} zone={zone} weekday />
        {day.date === today ? (
          <span className="board-today">{t("board.today")}</span>
        ) : (
          <Link className="btn btn-quiet btn-small" to={hrefOf({ date: "" })} preventScrollReset>
            {t("board.today")}
          </Link>
        )}
      </h2>
      {turn(dayAfter, "board.dayAfter", "chevron")}
    </div>
  );
}

/** `piece`: what of it lies on the day. */
function ListItem({ entry, piece, row }: { entry: Entry; piece: Piece; row: Row | undefined }) {
  const { t, i18n } = useTranslation(["calendar", "booking"]);
  const titleOf = useTitleOf();
  const locale = localeOf(i18n.language);
  const shut = entry.kind === "closure" || entry.kind === "maintenance";
  const from = locale === "en" && entry.organizationEn ? entry.organizationEn : entry.organizationZh;
  return (
    <li className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 border-b border-hairline py-2">
      <span className="tnum">
        {clockText(piece.from)}–{clockText(piece.to)}
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
