import { useTranslation } from "react-i18next";
import { Bars } from "#app/components/bars.tsx";
import { caseState } from "#app/components/cases/words.ts";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { formatCount } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { caseStatistics } from "#app/domain/cases/statistics.server.ts";
import { decisionKinds } from "#db/schema/vocabulary.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/case-statistics.ts";

const yearMs = 365 * 86_400_000;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.read");
  const since = new Date(scope.ctx.clock.now().getTime() - yearMs);
  return { title: scope.t("cases:statistics"), ...(await caseStatistics(scope.ctx, since)) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function CaseStatistics({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  const { byState, byOfficer, outcomes, reviews } = loaderData;
  const stateName = (state: string) => t(`stateName.${caseState(state)}`);
  const kindName = (kind: string) =>
    t(`decision.${decisionKinds.find((known) => known === kind) ?? "upheld"}`);
  const counted = (name: string, value: number, late: number | null) => ({ name, value, late });
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/cases", label: t("title") }]} />
      <PageHead title={t("statistics")} lead={t("statisticsLead")} />
      <Figures
        title={t("byState")}
        late={t("overdue_")}
        rows={byState.map(({ state, cases, overdue }) => counted(stateName(state), cases, overdue))}
      />
      <Figures
        title={t("byOfficer")}
        late={t("overdue_")}
        rows={byOfficer.map(({ name, open, overdue }) => counted(name ?? t("noOfficer"), open, overdue))}
      />
      <Figures
        title={t("outcomes")}
        late={t("medianDays")}
        rows={outcomes.map(({ state, cases, medianDays }) =>
          counted(stateName(state), cases, medianDays === null ? null : Math.round(medianDays)),
        )}
      />
      <Figures
        title={t("reviews")}
        rows={reviews.map(({ kind, decisions }) => counted(kindName(kind), decisions, null))}
      />
    </>
  );
}

interface Figure {
  name: string;
  value: number;
  late: number | null;
}

/** Counts by name: bars for the eye, the same numbers in the table underneath. */
function Figures({ title, late, rows }: { title: string; late?: string; rows: readonly Figure[] }) {
  const { t } = useTranslation("cases");
  const columns: Column<Figure>[] = [
    { key: "name", head: title, rowHeader: true, cell: ({ name }) => name },
    { key: "value", head: t("cases_"), numeric: true, cell: ({ value }) => formatCount(value) },
  ];
  if (late) {
    const cell = ({ late: n }: Figure) => (n === null ? "–" : formatCount(n));
    columns.push({ key: "late", head: late, numeric: true, cell });
  }
  return (
    <Section title={title}>
      <Bars rows={rows.map(({ name, value }) => ({ name, count: value }))} />
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={({ name }) => name}
        empty={<p className="text-muted">{t("none")}</p>}
        columns={columns}
      />
    </Section>
  );
}
