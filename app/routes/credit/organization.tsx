import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ExternalTable } from "#app/components/credit/external-table.tsx";
import { ObjectionMark } from "#app/components/credit/marks.tsx";
import { RegisterTable } from "#app/components/credit/register-table.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Day, LastDay } from "#app/components/text.tsx";
import { usePick } from "#app/components/credit/words.ts";
import { publicStanding, type Restriction } from "#app/domain/credit/public-standing.server.ts";
import { queryLogYears } from "#app/domain/credit/query-log.server.ts";
import { usageRules } from "#app/domain/credit/usage-rules.ts";
import { problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "../market/head.server.ts";
import type { Route } from "./+types/organization.ts";

const codeForm = /^[0-9A-HJ-NPQRTUWXY]{18}$/i;

/** `/credit/{uscc}`: what everybody may know of an organisation's standing. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, ip } = scope;
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.standingByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const standing = codeForm.test(params.uscc) ? await publicStanding(ctx, params.uscc) : undefined;
  if (!standing) throw problemResponse(problems.notFound("organization"));
  const name = scope.locale === "en" ? standing.nameEn || standing.nameZh : standing.nameZh;
  const head = headOf(request, scope, {
    title: `${name} · ${scope.t("credit:standing.kicker")}`,
    description: scope.t("credit:standing.lead"),
    path: `/credit/${standing.uscc}`,
    // What has to vanish one day must not be kept by search engines.
    index: false,
  });
  return { head, standing, start: usageRules.start, years: queryLogYears };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export const headers: Route.HeadersFunction = () => ({ "Cache-Control": "no-store" });

export default function PublicCredit({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["credit", "external"]);
  const { standing, start, years } = loaderData;
  const pick = usePick();
  return (
    <>
      <Breadcrumb steps={[{ to: "/credit", label: t("title") }]} />
      <PageHead
        kicker={t("standing.kicker")}
        title={
          <Link className="link-quiet" to={`/organizations/${standing.id}`}>
            {pick(standing.nameZh, standing.nameEn)}
          </Link>
        }
        lead={t("standing.lead")}
        state={<span className="tnum">{standing.uscc}</span>}
      />
      <KeyFigures
        figures={[
          { term: t("standing.grade"), value: standing.grade, note: t(`grade.${standing.grade}`) },
          { term: t("standing.score"), value: standing.score, note: t("standing.scoreNote", { start }) },
        ]}
      />
      <Section title={t("standing.inForce")}>
        <Restrictions rows={standing.restrictions} />
      </Section>
      <Section title={t("standing.records")}>
        <RegisterTable
          own
          rows={standing.records}
          caption={t("standing.records")}
          none={{ title: t("standing.noRecord"), detail: t("standing.noRecordDetail") }}
        />
      </Section>
      {standing.external.length > 0 && (
        <Section title={t("external:public.title")} id="external">
          <p className="max-w-reading pb-3 text-muted">{t("external:public.lead")}</p>
          <ExternalTable rows={standing.external} />
        </Section>
      )}
      <p className="flex flex-wrap gap-x-6 gap-y-1 pt-2 text-sm text-muted">
        <span>{t("standing.logged", { years })}</span>
        <a className="link" href={`/api/v1/credit/${standing.uscc}`}>
          {t("standing.api")}
        </a>
      </p>
    </>
  );
}

function Restrictions({ rows }: { rows: readonly Restriction[] }) {
  const { t } = useTranslation("credit");
  return (
    <DataTable<Restriction>
      caption={t("standing.inForce")}
      captionHidden
      rows={rows}
      rowKey={({ caseNo, measure }) => caseNo + measure}
      empty={<p className="text-muted">{t("standing.noRestriction")}</p>}
      columns={[
        {
          key: "measure",
          head: t("standing.measure"),
          rowHeader: true,
          cell: ({ measure, underObjection }) => (
            <span className="flex flex-wrap gap-x-2">
              {t(`measure.${measure}`)} <ObjectionMark marked={underObjection} />
            </span>
          ),
        },
        { key: "from", head: t("standing.from"), cell: ({ from }) => <Day at={from} /> },
        { key: "until", head: t("standing.until"), cell: ({ until }) => until && <LastDay at={until} /> },
        {
          key: "caseNo",
          head: t("standing.caseNo"),
          cell: ({ caseNo, decisionId }) => (
            <RowLink to={`/credit/decisions/${decisionId}`}>{caseNo}</RowLink>
          ),
        },
      ]}
    />
  );
}
