import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { dateFormat } from "#app/runtime/date-format.ts";
import { formatTime, localeOf } from "#app/components/format.ts";
import { StateShape, toneOf } from "#app/components/state-tag.tsx";
import type { BoardDay } from "#app/domain/calendar/board.ts";
import type { BoardParts, Entry } from "./board-types.ts";
import { useEntryWords } from "./entry-bar.tsx";

interface MonthProps extends BoardParts {
  date: string;
  hrefOf: (change: Record<string, string>) => string;
}

const shownPerDay = 4;

/** A month: what begins on each day, the first few by name, the rest as a number that leads to the day. */
export function MonthBoard({ days, zone, today, entries, rows, date, hrefOf }: MonthProps) {
  const { t, i18n } = useTranslation("calendar");
  const locale = localeOf(i18n.language);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const weekday = dateFormat(locale === "en" ? "en-GB" : locale, { timeZone: zone, weekday: "short" });
  const titles = new Map(rows.map((row) => [row.unitId, row]));
  return (
    <table className="table table-fixed text-sm">
      <caption className="sr-only">{t("board.caption")}</caption>
      <thead>
        <tr>
          {days.slice(0, 7).map((day) => (
            <th key={day.date} scope="col" className="month-weekday">
              {weekday.format(day.start)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, at) => (
          <tr key={week[0]?.date}>
            {week.map((day, index) => (
              <DayCell
                key={day.date}
                day={day}
                zone={zone}
                today={today}
                outside={day.date.slice(0, 7) !== date.slice(0, 7)}
                entries={entries.filter(({ pieces }) => pieces.some((piece) => piece.day === at * 7 + index))}
                titles={titles}
                hrefOf={hrefOf}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({
  day,
  zone,
  today,
  outside,
  entries,
  titles,
  hrefOf,
}: Pick<MonthProps, "zone" | "today" | "hrefOf"> & {
  day: BoardDay;
  outside: boolean;
  entries: readonly Entry[];
  titles: ReadonlyMap<string, { titleZh: string; titleEn: string }>;
}) {
  const { t, i18n } = useTranslation("calendar");
  const locale = localeOf(i18n.language);
  const words = useEntryWords(zone);
  const titleOf = useTitleOf();
  const bookings = entries.filter(({ kind }) => kind === "booking" || kind === "required");
  const shut = entries.length - bookings.length;
  const label = (entry: Entry) =>
    [words(entry), titles.get(entry.unitId)]
      .map((part) => (typeof part === "object" ? titleOf(part) : part))
      .join(", ");
  return (
    <td className={`month-day ${outside ? "bg-sunk" : ""}`}>
      <Link
        className="link-quiet font-semibold"
        aria-current={day.date === today ? "date" : undefined}
        to={hrefOf({ view: "day", date: day.date })}
      >
        <time dateTime={day.date}>{Number(day.date.slice(8))}</time>
        {day.date === today && <span className="board-today">{t("board.today")}</span>}
        {bookings.length > 0 && (
          <span className="sr-only"> {t("board.count", { count: bookings.length })}</span>
        )}
      </Link>
      {shut > 0 && (
        <span className="block truncate text-xs text-muted">{t("board.shutCount", { count: shut })}</span>
      )}
      <ul>
        {bookings.slice(0, shownPerDay).map((entry) => (
          <li key={entry.key}>
            <Link
              className="link-quiet flex items-center gap-1 text-xs"
              to={`/bookings/${entry.bookingId}`}
              aria-label={label(entry)}
            >
              <StateShape tone={toneOf(entry.state)} size={10} />
              <span className="tnum">{formatTime(entry.start, locale, zone)}</span>
              <span className="truncate">{entry.who}</span>
            </Link>
          </li>
        ))}
      </ul>
      {bookings.length > shownPerDay && (
        <Link className="link text-xs" to={hrefOf({ view: "day", date: day.date })}>
          {t("board.more", { count: bookings.length - shownPerDay })}
        </Link>
      )}
    </td>
  );
}
