import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { dateFormat } from "#app/runtime/date-format.ts";
import { localeOf } from "#app/components/format.ts";
import type { BoardDay } from "#app/domain/calendar/board.ts";

interface DayNameProps {
  day: BoardDay;
  zone: string;
  /** Where the day stands for itself. */
  to: string;
  today: string;
}

/** The head of a day's column: short, without the year that stands above the board, and marked when it is today. */
export function DayName({ day, zone, to, today }: DayNameProps) {
  const { t, i18n } = useTranslation("calendar");
  const locale = localeOf(i18n.language);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    dateFormat(locale === "en" ? "en-GB" : locale, { timeZone: zone, ...options }).format(day.start);
  const [date, weekday] = [part({ month: "short", day: "numeric" }), part({ weekday: "short" })];
  const current = day.date === today;
  return (
    <Link className="link-quiet" aria-current={current ? "date" : undefined} to={to}>
      <time dateTime={day.date}>{locale === "en" ? `${weekday} ${date}` : `${date} ${weekday}`}</time>
      {current && <span className="board-today">{t("board.today")}</span>}
    </Link>
  );
}
