import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { bookingState, BookingStateTag } from "#app/components/booking/state-line.tsx";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { formatDate, formatDeadline, formatHours, localeOf } from "#app/components/format.ts";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import type { AgendaDay, AgendaItem } from "#app/domain/calendar/agenda.ts";
import { agendaOf } from "#app/domain/calendar/agenda.server.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/agenda.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  return { title: scope.t("calendar:agenda.title"), days: await agendaOf(scope.ctx) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Agenda({ loaderData: { days } }: Route.ComponentProps) {
  const { t } = useTranslation("calendar");
  const empty = days.every(({ items }) => items.length === 0);
  return (
    <>
      <PageHead
        title={t("agenda.title")}
        lead={t("agenda.lead")}
        actions={
          <ButtonLink look="secondary" to="/bookings">
            {t("agenda.all")}
          </ButtonLink>
        }
      />
      <AccountTabs />
      {empty ? (
        <EmptyState
          title={t("agenda.none")}
          action={<ButtonLink to="/?kind=facility">{t("agenda.find")}</ButtonLink>}
        >
          {t("agenda.noneDetail")}
        </EmptyState>
      ) : (
        days.map((day) => <AgendaSection key={day.date} day={day} />)
      )}
    </>
  );
}

function AgendaSection({ day }: { day: AgendaDay }) {
  const { t, i18n } = useTranslation("calendar");
  const words = formatDate(`${day.date}T00:00:00Z`, localeOf(i18n.language), "UTC", true);
  return (
    <section className="pb-6">
      <h2 className={`border-b pb-1 text-lg ${day.today ? "border-accent text-accent" : "border-hairline"}`}>
        <time dateTime={day.date}>{day.today ? t("agenda.today", { day: words }) : words}</time>
      </h2>
      {day.items.length === 0 && <p className="py-3 text-muted">{t("agenda.freeToday")}</p>}
      <ul>
        {day.items.map((item) => (
          <AgendaLine key={item.key} item={item} />
        ))}
      </ul>
    </section>
  );
}

function AgendaLine({ item }: { item: AgendaItem }) {
  const { t, i18n } = useTranslation(["calendar", "booking"]);
  const titleOf = useTitleOf();
  const locale = localeOf(i18n.language);
  const { start, end, zone, deadline } = item;
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-hairline py-3 sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <span className="tnum font-semibold">
        {start === null || end === null
          ? t(`agenda.kind.${item.kind}`)
          : formatHours(start, end, locale, zone)}
      </span>
      <div className="grid min-w-0 justify-items-start gap-0.5">
        <Link className="link" data-row-link="" to={item.href}>
          {titleOf(item)}
        </Link>
        <span className="text-sm text-muted">
          {[
            start !== null && item.kind !== "booking" && t(`agenda.kind.${item.kind}`),
            item.detail,
            item.unit !== null && t("booking:book.unitNumber", { number: item.unit }),
            zone !== "Asia/Shanghai" && zone,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {item.kind === "booking" && <BookingStateTag state={bookingState(item.state)} />}
        {item.kind === "sample" && (
          <span className="text-sm">
            {t(item.state === "objected" ? "agenda.sampleObjected" : "agenda.sampleDue")}
          </span>
        )}
        {deadline !== null && (
          <span className="text-sm text-held">
            {t("agenda.until", { at: formatDeadline(deadline, locale, zone) })}
          </span>
        )}
      </div>
      {item.acts.length > 0 && (
        <Form method="post" action={item.href} className="flex flex-wrap items-start gap-2">
          {item.acts.map((act) => (
            <SubmitButton
              key={act}
              small
              look={act === "check-out" ? "secondary" : "primary"}
              name="intent"
              value={act}
            >
              {t(`booking:act.${act}`)}
            </SubmitButton>
          ))}
        </Form>
      )}
    </li>
  );
}
