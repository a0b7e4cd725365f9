import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatMoney, formatMonth, localeOf } from "#app/components/format.ts";
import { KeyFigures } from "#app/components/lists.tsx";
import { Pager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { IncomeBars } from "#app/components/billing/income-chart.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { causeName } from "#app/components/billing/words.ts";
import { type IncomeLine, readIncome } from "#app/domain/money/overview/income.server.ts";
import { byMonth, groupBy, net, totalOf } from "#app/domain/money/overview/income.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/income.ts";
import { incomeYear, readIncomePeriod } from "./income-period.server.ts";

const size = 50;
const charted = 12;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  const now = scope.ctx.clock.now();
  const period = readIncomePeriod(request, now);
  const read = await readIncome(scope.ctx, period);
  if (!read.ok) throw problemResponse(read.problem);
  const lines = read.value;
  const pages = Math.max(1, Math.ceil(lines.length / size));
  const asked = Math.trunc(Number(new URL(request.url).searchParams.get("page"))) || 1;
  const page = Math.min(Math.max(1, asked), pages);
  return {
    ...{ period, page, pages, thisYear: incomeYear(now), lastYear: incomeYear(now, 1) },
    total: totalOf(lines),
    received: lines.reduce((sum, line) => sum + line.received, 0),
    refunded: lines.reduce((sum, line) => sum + line.refunded, 0),
    months: byMonth(lines, period.from, period.to),
    instruments: groupBy(lines, ({ facility, causeType }) => facility?.id ?? causeType)
      .slice(0, charted)
      .map(({ key, total, lines: [first] }) => ({
        key,
        total,
        facility: first?.facility ?? null,
        causeType: first?.causeType ?? "",
      })),
    classes: groupBy(lines, ({ userClass }) => userClass ?? "none").map(({ key, total }) => ({ key, total })),
    lines: lines.slice((page - 1) * size, page * size),
    title: scope.t("billing:income.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Income({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("billing");
  const { period, lines, total, received, refunded, page, pages } = loaderData;
  const columns = useColumns();
  const query = new URLSearchParams({ from: period.from, to: period.to });
  return (
    <>
      <PageHead
        title={t("income.title")}
        lead={t("income.lead")}
        actions={
          <>
            <ButtonLink reloadDocument to={`/organization/income.xlsx?${query}`}>
              {t("income.xlsx")}
            </ButtonLink>
            <ButtonLink reloadDocument look="secondary" to={`/organization/income.csv?${query}`}>
              {t("income.csv")}
            </ButtonLink>
          </>
        }
      />
      <OrganizationTabs />
      <PeriodForm {...loaderData} />
      {lines.length === 0 ? (
        <EmptyState title={t("income.none")}>{t("income.noneDetail")}</EmptyState>
      ) : (
        <>
          <KeyFigures
            figures={[
              { term: t("income.total"), value: formatMoney(total) },
              { term: t("income.received"), value: formatMoney(received) },
              { term: t("income.refunded"), value: formatMoney(refunded) },
            ]}
          />
          <Charts {...loaderData} />
          <Section title={t("income.table")}>
            <DataTable<IncomeLine>
              caption={t("income.table")}
              captionHidden
              desk
              rows={lines}
              rowKey={({ facility, causeType, userClass, month }) =>
                [facility?.id ?? causeType, userClass, month].join(" ")
              }
              columns={columns}
            />
            <Pager page={page} pages={pages} />
            <p className="pt-4 text-sm text-muted">{t("income.note")}</p>
          </Section>
        </>
      )}
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Charts({ instruments, classes, months, total }: Loaded) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  const nameOf = useNameOf();
  return (
    <div className="grid gap-x-12 lg:grid-cols-2">
      <Section title={t("income.byInstrument")}>
        <IncomeBars
          whole={total}
          bars={instruments.map((one) => ({ key: one.key, label: nameOf(one), total: one.total }))}
        />
      </Section>
      <div>
        <Section title={t("income.byClass")}>
          <IncomeBars
            whole={total}
            bars={classes.map(({ key, total: sum }) => ({
              key,
              label: t(`income.class.${key}`),
              total: sum,
            }))}
          />
        </Section>
        <Section title={t("income.byMonth")}>
          <IncomeBars
            whole={total}
            bars={months
              .filter(({ total: sum }) => sum !== 0 || months.length <= 12)
              .map(({ month, total: sum }) => ({
                key: month,
                label: formatMonth(month, locale),
                total: sum,
              }))}
          />
        </Section>
      </div>
    </div>
  );
}

function PeriodForm({ period, thisYear, lastYear }: Pick<Loaded, "period" | "thisYear" | "lastYear">) {
  const { t } = useTranslation("billing");
  const to = (one: Loaded["period"]) => `?${new URLSearchParams({ from: one.from, to: one.to })}`;
  return (
    <Form className="flex flex-wrap items-end gap-x-4 gap-y-3 pb-6" key={`${period.from} ${period.to}`}>
      <DateInput meta={plainField("from", period.from)} label={t("income.from")} />
      <DateInput meta={plainField("to", period.to)} label={t("income.to")} />
      <SubmitButton look="secondary">{t("income.show")}</SubmitButton>
      <Link className="link min-h-10 content-center" to={to(thisYear)}>
        {t("income.thisYear")}
      </Link>
      <Link className="link min-h-10 content-center" to={to(lastYear)}>
        {t("income.lastYear")}
      </Link>
    </Form>
  );
}

function useNameOf(): (line: Pick<IncomeLine, "facility" | "causeType">) => string {
  const { t } = useTranslation("billing");
  const titleOf = useTitleOf();
  return ({ facility, causeType }) => (facility ? titleOf(facility) : t(`cause.${causeName(causeType)}`));
}

function useColumns(): readonly Column<IncomeLine>[] {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  const nameOf = useNameOf();
  return [
    { key: "name", head: t("income.column.instrument"), rowHeader: true, cell: nameOf },
    {
      key: "class",
      head: t("income.column.userClass"),
      cell: ({ userClass }) => t(`income.class.${userClass ?? "none"}`),
    },
    {
      key: "month",
      head: t("income.column.month"),
      cell: ({ month }) => <span className="tnum">{formatMonth(month, locale)}</span>,
    },
    {
      key: "received",
      head: t("income.column.received"),
      numeric: true,
      cell: ({ received }) => formatMoney(received),
    },
    {
      key: "refunded",
      head: t("income.column.refunded"),
      numeric: true,
      cell: ({ refunded }) => formatMoney(refunded),
    },
    { key: "net", head: t("income.column.net"), numeric: true, cell: (line) => formatMoney(net(line)) },
  ];
}
