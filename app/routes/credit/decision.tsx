import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MeasureTags, ObjectionMark } from "#app/components/credit/marks.tsx";
import { MeasureList } from "#app/components/credit/measure-list.tsx";
import { usePick } from "#app/components/credit/words.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Day, LastDay } from "#app/components/text.tsx";
import { publishedDecision } from "#app/domain/credit/register/one.server.ts";
import type { RegisterRow } from "#app/domain/credit/register/rows.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "../market/head.server.ts";
import type { Route } from "./+types/decision.ts";

/** `/credit/decisions/{id}`: a published decision. One that is no longer published is as if it had never been. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const row = isUuid(params.id) ? await publishedDecision(scope.ctx, params.id) : undefined;
  if (!row) throw problemResponse(problems.notFound("decision"));
  const name = scope.locale === "en" ? row.nameEn || row.nameZh : row.nameZh;
  const head = headOf(request, scope, {
    title: `${name} · ${scope.t("credit:decision.kicker")}`,
    description: scope.locale === "en" ? row.offenceEn : row.offenceZh,
    path: `/credit/decisions/${row.id}`,
    // What has to vanish one day must not be kept by search engines.
    index: false,
  });
  return { head, row };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export const headers: Route.HeadersFunction = () => ({ "Cache-Control": "no-store" });

export default function Decision({ loaderData: { row } }: Route.ComponentProps) {
  const { t } = useTranslation("credit");
  const pick = usePick();
  return (
    <>
      <Breadcrumb steps={[{ to: "/credit", label: t("title") }]} />
      <PageHead
        kicker={t("decision.kicker")}
        title={pick(row.nameZh, row.nameEn)}
        lead={pick(row.offenceZh, row.offenceEn)}
        state={
          <>
            <ObjectionMark marked={row.underObjection} />
            <MeasureTags measures={row.measures} />
          </>
        }
      />
      {row.underObjection && (
        <div className="pb-6">
          <Notice kind="warning" title={t("underObjection")}>
            {t("decision.contested")}
          </Notice>
        </div>
      )}
      <Section title={t("decision.facts")}>
        <Columns row={row} />
      </Section>
      <Section title={t("decision.measures")}>
        <MeasureList measures={row.measures} />
      </Section>
      <p className="max-w-reading pt-2 text-sm text-muted">{t("decision.remedy")}</p>
      <p className="pt-3">
        <Link className="link" to={`/credit/${row.uscc}`}>
          {t("decision.all")}
        </Link>
      </p>
    </>
  );
}

/** The columns of the national form, as far as they exist here. */
function Columns({ row }: { row: RegisterRow }) {
  const { t } = useTranslation("credit");
  const pick = usePick();
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("decision.organization"), value: pick(row.nameZh, row.nameEn) },
        { term: t("decision.code"), value: <span className="tnum">{row.uscc}</span> },
        { term: t("decision.documentNo"), value: row.documentNo },
        {
          term: t("decision.offence"),
          value: `${row.offenceCode} ${pick(row.offenceZh, row.offenceEn)}`,
        },
        { term: t("decision.fact"), value: row.facts || pick(row.descriptionZh, row.descriptionEn) },
        { term: t("decision.basis"), value: pick(row.basisZh, row.basisEn) },
        {
          term: t("decision.rules"),
          value: (
            <Link className="link" to={`/credit/rules/${row.ruleBookVersion}#${row.offenceCode}`}>
              {t("decision.rulesVersion", { version: row.ruleBookVersion })}
            </Link>
          ),
        },
        { term: t("decision.class"), value: t(`class.${row.class}`) },
        { term: t("decision.decided"), value: <Day at={row.decidedAt} /> },
        { term: t("decision.served"), value: <Day at={row.servedAt} /> },
        { term: t("decision.published"), value: <Day at={row.publishedAt} /> },
        { term: t("decision.until"), value: <LastDay at={row.publishedUntil} /> },
        { term: t("decision.authority"), value: row.authorityZh && pick(row.authorityZh, row.authorityEn) },
        {
          term: t("decision.authorityCode"),
          value: row.authorityUscc && <span className="tnum">{row.authorityUscc}</span>,
        },
        {
          term: t("decision.hash"),
          value: <code className="text-xs break-all">{row.sha256}</code>,
          note: t("decision.hashNote"),
        },
      ]}
    />
  );
}
