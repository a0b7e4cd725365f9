import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { formatDuration, formatRange, localeOf } from "#app/components/format.ts";
import { bookingPath, type Slot } from "./slot-links.ts";
import { type Week, WeekCalendar } from "./week-calendar.tsx";

interface NearProps {
  facilityId: string;
  zone: string;
  slots: readonly { start: number | string; end: number | string }[];
  /** What the reader has already written, kept over the change of time. */
  kept?: Record<string, string>;
}

/** Free times as buttons that lead straight to booking them. */
export function SlotButtons({ facilityId, zone, slots, kept }: NearProps) {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  return (
    <ul className="flex flex-wrap gap-2">
      {slots.map((slot) => (
        <li key={slot.start}>
          <ButtonLink look="secondary" small to={bookingPath(facilityId, slot, kept)}>
            <span className="tnum">{formatRange(slot.start, slot.end, locale, zone)}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

interface FreeTimesProps {
  facilityId: string;
  zone: string;
  week: Week;
  view: "week" | "list";
  lengths: readonly number[];
  length: number;
  next: readonly Slot[];
  night: boolean;
}

/** The facility's free times: how long, the next few, and the week. */
export function FreeTimes({ facilityId, zone, week, view, lengths, length, next, night }: FreeTimesProps) {
  const { t, i18n } = useTranslation("booking");
  const locale = localeOf(i18n.language);
  const hrefOf = (change: Record<string, string>): string =>
    `?${new URLSearchParams({ minutes: String(length), week: week.monday, view, ...(night && { night: "1" }), ...change })}#times`;
  return (
    <div className="grid gap-5">
      <Form method="get" action="#times" preventScrollReset className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="week" value={week.monday} />
        <input type="hidden" name="view" value={view} />
        {night && <input type="hidden" name="night" value="1" />}
        <label className="grid gap-1">
          <span className="font-medium">{t("calendar.length")}</span>
          <select key={length} name="minutes" className="select select-small" defaultValue={length}>
            {lengths.map((minutes) => (
              <option key={minutes} value={minutes}>
                {formatDuration(minutes, locale)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn btn-secondary btn-small">
          {t("calendar.show")}
        </button>
      </Form>
      <div className="grid gap-2">
        <p className="font-medium">{next.length > 0 ? t("facility.nextFree") : t("facility.noneFree")}</p>
        <SlotButtons facilityId={facilityId} zone={zone} slots={next} />
      </div>
      <WeekCalendar
        facilityId={facilityId}
        zone={zone}
        week={week}
        view={view}
        hrefOf={hrefOf}
        night={night}
      />
    </div>
  );
}
