import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { dateFormat } from "#app/runtime/date-format.ts";
import { formatRange, formatTime, localeOf } from "#app/components/format.ts";
import { Icon } from "#app/components/icons.tsx";
import { Day } from "#app/components/text.tsx";
import { moveInGrid } from "./grid-keys.ts";
import { bookingPath, type Slot, slotLabel } from "./slot-links.ts";
import { ownTime, useOtherZone } from "./your-zone.ts";

export interface WeekDay {
  date: string;
  start: number;
  end: number;
  slots: readonly Slot[];
  /** It has passed. */
  over: boolean;
}

export interface Week {
  monday: string;
  previous: string | null;
  next: string | null;
  days: readonly WeekDay[];
}

interface CalendarProps {
  facilityId: string;
  zone: string;
  week: Week;
  /** `list`: only the plain list, whatever the screen. */
  view: "week" | "list";
  /** The address of another week or view, other choices kept. */
  hrefOf: (change: Record<string, string>) => string;
  /** Of a facility that is open around the clock, the hours of the night too. */
  night: boolean;
}

/** The hours that are shown first of a facility that is open around the clock. */
const daytime = { from: 7, to: 22 };

/** A week's free times in the facility's zone: a grid for desks, a list for phones and for whoever prefers one. */
export function WeekCalendar({ facilityId, zone, week: whole, view, hrefOf, night }: CalendarProps) {
  const { t } = useTranslation("booking");
  const { week, hidden } = withoutNight(whole, zone, night);
  const slots = week.days.flatMap((day) => day.slots);
  const ownZone = useOtherZone(
    zone,
    slots.map(({ start }) => start),
  );
  const empty = slots.length === 0;
  const parts = { facilityId, zone, week, ownZone };
  return (
    <div className="grid gap-4">
      <WeekHead week={week} zone={zone} view={view} hrefOf={hrefOf} />
      {(hidden > 0 || night) && (
        <p className="text-sm">
          <Link className="link" to={hrefOf({ night: night ? "" : "1" })} preventScrollReset>
            {night ? t("calendar.dayOnly") : t("calendar.night", { count: hidden })}
          </Link>
        </p>
      )}
      {empty && <p className="border-y border-hairline py-6 text-muted">{t("calendar.noneWeek")}</p>}
      {!empty && view === "week" && (
        <div className="hidden md:block">
          <WeekGrid {...parts} />
        </div>
      )}
      {!empty && (
        <div className={view === "week" ? "md:hidden" : ""}>
          <WeekList {...parts} />
        </div>
      )}
    </div>
  );
}

/** The week without what begins at night, where there is something by day; how many times that leaves out. */
function withoutNight(week: Week, zone: string, night: boolean): { week: Week; hidden: number } {
  const hour = ({ start }: Slot): number => Number(hourOf(formatTime(start, "zh-CN", zone)));
  const byDay = (slot: Slot): boolean => hour(slot) >= daytime.from && hour(slot) < daytime.to;
  const all = week.days.flatMap(({ slots }) => slots);
  const shown = all.filter(byDay).length;
  const aroundTheClock = all.some((slot) => hour(slot) < daytime.from);
  if (night || shown === 0 || !aroundTheClock) return { week, hidden: 0 };
  const days = week.days.map((day) => ({ ...day, slots: day.slots.filter(byDay) }));
  return { week: { ...week, days }, hidden: all.length - shown };
}

function WeekHead({ week, zone, view, hrefOf }: Pick<CalendarProps, "week" | "zone" | "view" | "hrefOf">) {
  const { t } = useTranslation("booking");
  const [first, last] = [week.days[0], week.days.at(-1)];
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="flex items-center gap-2">
        <Turn to={week.previous} label={t("calendar.previous")} icon="back" hrefOf={hrefOf} />
        <p className="tnum text-center sm:min-w-56 font-semibold" aria-live="polite">
          {first && <Day at={first.start} zone={zone} />} – {last && <Day at={last.start} zone={zone} />}
        </p>
        <Turn to={week.next} label={t("calendar.next")} icon="chevron" hrefOf={hrefOf} />
      </div>
      <nav aria-label={t("calendar.view")} className="hidden gap-2 md:flex">
        {(["week", "list"] as const).map((name) => (
          <Link
            key={name}
            to={hrefOf({ view: name })}
            preventScrollReset
            className="chip"
            aria-current={name === view ? "true" : undefined}
          >
            {t(name === "week" ? "calendar.grid" : "calendar.list")}
          </Link>
        ))}
      </nav>
      <p className="w-full text-sm text-muted">{t("calendar.zone", { zone })}</p>
    </div>
  );
}

function Turn({
  to,
  label,
  icon,
  hrefOf,
}: {
  to: string | null;
  label: string;
  icon: "back" | "chevron";
  hrefOf: CalendarProps["hrefOf"];
}) {
  if (to === null) {
    return (
      <span className="btn btn-secondary btn-small" aria-disabled="true">
        <Icon name={icon} size={14} />
        <span className="sr-only">{label}</span>
      </span>
    );
  }
  return (
    <Link
      to={hrefOf({ week: to })}
      preventScrollReset
      className="btn btn-secondary btn-small"
      rel={icon === "back" ? "prev" : "next"}
    >
      <Icon name={icon} size={14} />
      <span className="sr-only">{label}</span>
    </Link>
  );
}

interface PartProps {
  facilityId: string;
  zone: string;
  week: Week;
  ownZone: string | null;
}

const hourOf = (time: string): string => time.slice(0, 2);

/** Days side by side, a row an hour of the clock, every start a link. */
function WeekGrid({ facilityId, zone, week, ownZone }: PartProps) {
  const { t, i18n } = useTranslation("booking");
  const locale = localeOf(i18n.language);
  const hours = [
    ...new Set(
      week.days.flatMap((day) => day.slots.map(({ start }) => hourOf(formatTime(start, locale, zone)))),
    ),
  ].toSorted();
  return (
    <table className="table table-fixed text-sm" onKeyDown={moveInGrid}>
      <caption className="sr-only">{t("calendar.keys")}</caption>
      <thead>
        <tr>
          <th scope="col" className="w-14">
            <span className="sr-only">{t("calendar.hour")}</span>
          </th>
          {week.days.map((day) => (
            <th key={day.date} scope="col" className="font-normal">
              <DayHead day={day} zone={zone} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour}>
            <th scope="row" className="tnum font-normal text-muted">
              {hour}
            </th>
            {week.days.map((day, index) => (
              <td key={day.date} className="align-top">
                <div className="flex flex-wrap gap-1">
                  {day.slots
                    .filter(({ start }) => hourOf(formatTime(start, locale, zone)) === hour)
                    .map((slot) => (
                      <SlotLink key={slot.start} {...{ facilityId, zone, ownZone, slot, day, index }} />
                    ))}
                </div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayHead({ day, zone }: { day: WeekDay; zone: string }) {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const format = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale === "en" ? "en-GB" : locale, { timeZone: zone, ...options }).format(day.start);
  return (
    <time dateTime={day.date} className="block">
      <span className="block text-muted">{format({ weekday: "short" })}</span>
      <span className="font-semibold">{format({ month: "numeric", day: "numeric" })}</span>
    </time>
  );
}

interface SlotLinkProps {
  facilityId: string;
  zone: string;
  ownZone: string | null;
  slot: Slot;
  day: WeekDay;
  index: number;
}

function SlotLink({ facilityId, zone, ownZone, slot, day, index }: SlotLinkProps) {
  const { t, i18n } = useTranslation("booking");
  const locale = localeOf(i18n.language);
  return (
    <Link
      to={bookingPath(facilityId, slot)}
      className="chip tnum flex-col justify-center gap-0 border-free px-2 text-free hover:bg-free-soft max-sm:min-h-11 max-sm:min-w-16"
      aria-label={t("calendar.slot", { range: formatRange(slot.start, slot.end, locale, zone) })}
      data-day={index}
      data-at={Math.round((slot.start - day.start) / 60_000)}
    >
      {slotLabel(slot, locale, zone)}
      {ownZone && (
        <span className="text-xs text-muted">
          {t("calendar.yourTime", { time: ownTime(slot.start, locale, zone, ownZone) })}
        </span>
      )}
    </Link>
  );
}

/** The same times day by day, for a thumb, a screen reader, or a printer. */
function WeekList({ facilityId, zone, week, ownZone }: PartProps) {
  const { t } = useTranslation("booking");
  return (
    <ol className="grid border-t border-hairline">
      {week.days.map((day, index) =>
        day.over ? null : (
          <li
            key={day.date}
            className="grid gap-2 border-b border-hairline py-3 sm:grid-cols-[10rem_minmax(0,1fr)]"
          >
            <h3 className="font-semibold">
              <Day at={day.start} zone={zone} weekday />
            </h3>
            {day.slots.length === 0 && <p className="text-sm text-muted">{t("calendar.none")}</p>}
            {day.slots.length > 0 && (
              <ul className="flex flex-wrap gap-2" onKeyDown={moveInGrid}>
                {day.slots.map((slot) => (
                  <li key={slot.start}>
                    <SlotLink {...{ facilityId, zone, ownZone, slot, day, index }} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ),
      )}
    </ol>
  );
}
