import { useTranslation } from "react-i18next";
import { data, Link, redirect } from "react-router";
import { z } from "zod";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ObjectForm } from "#app/components/catalog/notice-box.tsx";
import { DealObjections } from "#app/components/deals/deal-objections.tsx";
import { NoticeFacts } from "#app/components/deals/notice-facts.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatLastDay, formatDateTime, localeOf } from "#app/components/format.ts";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { objectInput } from "#app/domain/deals/negotiation/inputs.ts";
import { answerDealObjection, objectToDeal } from "#app/domain/deals/negotiation/objections.server.ts";
import { noticeStateOf } from "#app/domain/deals/negotiation/policy.ts";
import { findNotice } from "#app/domain/deals/negotiation/queries.server.ts";
import { dealLimits } from "#app/domain/deals/limits.ts";
import { someText } from "#app/domain/values.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "../market/head.server.ts";
import { replyTo } from "./reply.server.ts";
import type { Route } from "./+types/notice.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const found = await findNotice(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { row } = found.value;
  const title = (scope.locale === "en" && row.titleEn) || row.titleZh;
  const description = (scope.locale === "en" && row.summaryEn) || row.summaryZh;
  return {
    ...found.value,
    state: noticeStateOf(row, scope.ctx.clock.now()),
    head: headOf(request, scope, { title, description, path: `/deal-notices/${row.id}`, index: true }),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

const answerForm = z.strictObject({ answer: someText(dealLimits.prose), upheld: z.enum(["yes", "no"]) });

export async function action({ request, params, context }: Route.ActionArgs) {
  const { ctx, ip } = scopeOf(context);
  const form = await readForm(request);
  const [, objectionId] = /^answer-(.+)$/.exec(String(form.get("intent"))) ?? [];
  const reply = objectionId
    ? await replyTo(form, answerForm, ({ answer, upheld }) =>
        answerDealObjection(ctx, params.id, { objectionId, answer, upheld: upheld === "yes" }),
      )
    : await replyTo(form, objectInput, (input) => objectToDeal(ctx, params.id, input, ip));
  if (reply) return data(reply, { status: reply.problem.status });
  return redirect(`/deal-notices/${params.id}?done=${objectionId ? "answer" : "object"}`);
}

export default function DealNotice({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("deals");
  const titleOf = useTitleOf();
  const { row, state, against, selling, running } = loaderData;
  const problem = actionData?.problem;
  const objecting = actionData?.intent === "object" ? actionData : undefined;
  const locale = localeOf(i18n.language);
  const date = row.withdrawnAt
    ? formatDateTime(row.withdrawnAt, locale)
    : formatLastDay(row.until, locale, undefined, true);
  return (
    <>
      <Flash messages={{ object: t("notice.done.object"), answer: t("notice.done.answer") }} />
      <Breadcrumb steps={[{ to: "/deal-notices", label: t("notice.listTitle") }]} />
      <PageHead
        kicker={t("notice.kicker")}
        title={titleOf(row)}
        state={<StateTag tone={toneOf(`notice_${state}`)}>{t(`notice.state.${state}`)}</StateTag>}
        next={<p>{t(`notice.${state}`, { date })}</p>}
      />
      {problem && problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <NoticeFacts {...loaderData} />
      <p className="max-w-reading py-4 text-sm text-muted">
        {t("notice.basis")}{" "}
        <Link className="link" to={`/technologies/${row.technologyId}`}>
          {titleOf(row)}
        </Link>
      </p>
      <Section title={t("notice.objections")}>
        <DealObjections against={against} selling={selling} reply={actionData} />
      </Section>
      {running && !selling && (
        <Section title={t("notice.objectTitle")}>
          <ObjectForm errors={objecting?.errors ?? {}} values={objecting?.values ?? {}} />
        </Section>
      )}
    </>
  );
}
