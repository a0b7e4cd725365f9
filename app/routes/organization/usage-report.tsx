import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { UseChart } from "#app/components/instrument/use-chart.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import {
  formatCount,
  formatDate,
  formatMoney,
  formatShare,
  localeOf,
  platformZone,
} from "#app/components/format.ts";
import { noon } from "#app/components/samples/order-table.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { Pager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { externalShare, satisfaction, usedHours, utilisation } from "#app/domain/usage-report/figures.ts";
import { readPeriod, yearOf } from "#app/domain/usage-report/period.ts";
import { usageReport } from "#app/domain/usage-report/report.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/usage-report.ts";

const pageSize = 25;
const charted = 12;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const { searchParams } = new URL(request.url);
  const now = scope.ctx.clock.now();
  const period = readPeriod(searchParams, now, platformZone);
  const report = await usageReport(scope.ctx, period);
  if (!report.ok) throw problemResponse(report.problem);
  const { lines, total } = report.value;
  const pages = Math.max(1, Math.ceil(lines.length / pageSize));
  const page = Math.min(Math.max(1, Number(searchParams.get("page")) || 1), pages);
  return {
    period,
    total,
    page,
    pages,
    lines: lines.slice((page - 1) * pageSize, page * pageSize),
    chart: lines.filter((line) => usedHours(line) > 0).slice(0, charted),
    thisYear: yearOf(now, platformZone),
    lastYear: yearOf(now, platformZone, 1),
    title: scope.t("usageReport:title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** A share in words, a dash where there is none. */
function useShare(): (value: number | null) => string {
  const locale = localeOf(useTranslation().i18n.language);
  return (value) => (value === null ? "—" : formatShare(value, locale, 1));
}

const whole = (hours: number): string => formatCount(Math.round(hours));

export default function UsageReportPage({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("usageReport");
  const share = useShare();
  const { period, total, lines, chart, page, pages } = loaderData;
  const columns = useColumns();
  const query = new URLSearchParams({ from: period.from, to: period.to });
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        state={useDays(period)}
        actions={
          <>
            <ButtonLink reloadDocument to={`/organization/service-records.xlsx?${query}`}>
              {t("records")}
            </ButtonLink>
            <ButtonLink reloadDocument look="secondary" to={`/organization/usage-report.csv?${query}`}>
              {t("csv")}
            </ButtonLink>
            <ButtonLink reloadDocument look="secondary" to={`/organization/booking-answers.csv?${query}`}>
              {t("answers")}
            </ButtonLink>
          </>
        }
        next={<p>{t("recordsNote")}</p>}
      />
      <OrganizationTabs />
      <PeriodForm {...loaderData} />
      {lines.length === 0 ? (
        <EmptyState
          title={t("none")}
          action={<ButtonLink to="/organization/listings/new">{t("find")}</ButtonLink>}
        >
          {t("noneDetail")}
        </EmptyState>
      ) : (
        <>
          <KeyFigures
            figures={[
              { term: t("short.used"), value: t("hours", { hours: whole(usedHours(total)) }) },
              { term: t("short.utilisation"), value: share(utilisation(total)) },
              { term: t("short.externalShare"), value: share(externalShare(total)) },
              { term: t("short.users"), value: formatCount(total.users) },
              { term: t("short.income"), value: formatMoney(total.income) },
              { term: t("short.satisfaction"), value: share(satisfaction(total)) },
            ]}
          />
          {chart.length > 0 && (
            <Section title={t("chart")}>
              <UseChart lines={chart} />
            </Section>
          )}
          <Section title={t("table")}>
            <DataTable
              caption={t("table")}
              captionHidden
              desk
              columns={columns}
              rows={lines}
              rowKey={({ id }) => id}
            />
            <Pager page={page} pages={pages} />
            <p className="pt-4 text-sm text-muted">{t("note")}</p>
          </Section>
        </>
      )}
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function useDays({ from, to }: Loaded["period"]): string {
  const locale = localeOf(useTranslation().i18n.language);
  return [from, to].map((day) => formatDate(noon(day), locale)).join(" – ");
}

type Line = Loaded["lines"][number];

/** From when to when; this year and last are one press away. */
function PeriodForm({ period, thisYear, lastYear }: Pick<Loaded, "period" | "thisYear" | "lastYear">) {
  const { t } = useTranslation("usageReport");
  const to = (one: Loaded["period"]) => `?${new URLSearchParams({ from: one.from, to: one.to })}`;
  return (
    <Form className="flex flex-wrap items-end gap-x-4 gap-y-3 pb-6" key={`${period.from} ${period.to}`}>
      <DateInput meta={plainField("from", period.from)} label={t("from")} />
      <DateInput meta={plainField("to", period.to)} label={t("to")} />
      <SubmitButton look="secondary">{t("show")}</SubmitButton>
      <Link className="link min-h-10 content-center" to={to(thisYear)}>
        {t("thisYear")}
      </Link>
      <Link className="link min-h-10 content-center" to={to(lastYear)}>
        {t("lastYear")}
      </Link>
    </Form>
  );
}

function useColumns() {
  const { t } = useTranslation("usageReport");
  const share = useShare();
  const titleOf = useTitleOf();
  const numeric = (key: string, head: string, cell: (line: Line) => string) => ({
    key,
    head,
    cell,
    numeric: true,
  });
  return [
    {
      key: "facility",
      head: t("short.facility"),
      rowHeader: true,
      cell: (line: Line) => (
        <Link className="link" to={`/facilities/${line.id}`}>
          {titleOf(line)}
        </Link>
      ),
    },
    numeric("available", t("short.available"), ({ available }) => whole(available)),
    numeric("used", t("short.used"), (line) => whole(usedHours(line))),
    numeric("external", t("short.external"), ({ external }) => whole(external)),
    numeric("utilisation", t("short.utilisation"), (line) => share(utilisation(line))),
    numeric("users", t("short.users"), ({ users }) => formatCount(users)),
    numeric("income", t("short.income"), ({ income }) => formatMoney(income)),
    numeric("satisfaction", t("short.satisfaction"), (line) => share(satisfaction(line))),
    numeric("noShows", t("short.noShows"), ({ noShows }) => formatCount(noShows)),
  ];
}
