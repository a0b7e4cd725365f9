import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { bookingState } from "#app/components/booking/state-line.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { dateFormat } from "#app/runtime/date-format.ts";
import { localeOf } from "#app/components/format.ts";
import { Icon } from "#app/components/icons.tsx";
import { Tabs } from "#app/components/navigation-bits.tsx";
import { Day } from "#app/components/text.tsx";
import type { BoardDay } from "#app/domain/calendar/board.ts";

const views = ["timeline", "day", "week", "month"] as const;
const states = ["held", "pending", "confirmed", "in_use", "completed", "no_show", "cancelled"] as const;

interface HeadProps {
  query: { view: string; date: string; facilityId?: string; unit?: number; state?: string };
  facilities: readonly { id: string; titleZh: string; titleEn: string }[];
  units: readonly number[];
  days: readonly BoardDay[];
  zone: string;
  previous: string;
  next: string;
  hrefOf: (change: Record<string, string>) => string;
}

/** What the board shows: which view, which days, which instruments. Links and a form that needs no script. */
export function BoardHead({ query, facilities, units, days, zone, previous, next, hrefOf }: HeadProps) {
  const { t } = useTranslation("calendar");
  const [first, last] = [days[0], days.at(-1)];
  return (
    <div className="grid gap-3 pb-3">
      <div className="hidden md:block">
        <Tabs
          label={t("board.views")}
          tabs={views.map((view) => ({
            to: hrefOf({ view }),
            label: t(`board.view.${view}`),
            current: view === query.view,
          }))}
        />
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="hidden flex-wrap items-center gap-2 md:flex">
          <Link className="btn btn-secondary btn-small" rel="prev" to={hrefOf({ date: previous })}>
            <Icon name="back" size={14} />
            <span className="sr-only">{t("board.previous")}</span>
          </Link>
          <p className="tnum font-semibold" aria-live="polite">
            {query.view === "month" ? (
              <Month date={query.date} />
            ) : (
              first && <Day at={first.start} zone={zone} weekday={days.length === 1} />
            )}
            {query.view !== "month" && last && last !== first && (
              <>
                {" – "}
                <Day at={last.start} zone={zone} />
              </>
            )}
          </p>
          <Link className="btn btn-secondary btn-small" rel="next" to={hrefOf({ date: next })}>
            <Icon name="chevron" size={14} />
            <span className="sr-only">{t("board.next")}</span>
          </Link>
          <Link className="btn btn-quiet btn-small" to={hrefOf({ date: "" })}>
            {t("board.today")}
          </Link>
        </div>
        <Filters query={query} facilities={facilities} units={units} />
      </div>
    </div>
  );
}

/** The month that a page of whole weeks is about. */
function Month({ date }: { date: string }) {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const options = { timeZone: "UTC", year: "numeric", month: "long" } as const;
  return (
    <time dateTime={date.slice(0, 7)}>
      {dateFormat(locale === "en" ? "en-GB" : locale, options).format(new Date(`${date}T00:00:00Z`))}
    </time>
  );
}

function Filters({ query, facilities, units }: Pick<HeadProps, "query" | "facilities" | "units">) {
  const { t } = useTranslation(["calendar", "booking"]);
  const titleOf = useTitleOf();
  const select = "select select-small w-full sm:w-auto";
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3" key={JSON.stringify(query)}>
      <input type="hidden" name="view" value={query.view} />
      <input type="hidden" name="date" value={query.date} />
      <label className="grid gap-0.5 text-sm">
        {t("board.facility")}
        <select name="facility" className={`${select} sm:max-w-64`} defaultValue={query.facilityId ?? ""}>
          {query.view !== "week" && <option value="">{t("board.all")}</option>}
          {facilities.map((facility) => (
            <option key={facility.id} value={facility.id}>
              {titleOf(facility)}
            </option>
          ))}
        </select>
      </label>
      {query.facilityId && units.length > 1 && (
        <label className="grid gap-0.5 text-sm">
          {t("board.unit")}
          <select name="unit" className={select} defaultValue={query.unit ?? ""}>
            <option value="">{t("board.all")}</option>
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {t("booking:book.unitNumber", { number: unit })}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="grid gap-0.5 text-sm">
        {t("board.state")}
        <select name="state" className={select} defaultValue={query.state ?? ""}>
          <option value="">{t("board.standing")}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`booking:state.${bookingState(state)}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn btn-secondary btn-small">
        {t("board.show")}
      </button>
    </Form>
  );
}
