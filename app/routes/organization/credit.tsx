import { useTranslation } from "react-i18next";
import { Link, redirect } from "react-router";
import { ExternalTable } from "#app/components/credit/external-table.tsx";
import { EventTable, OwnMeasureTable } from "#app/components/credit/own-tables.tsx";
import { ScoreChart } from "#app/components/credit/score-chart.tsx";
import { ScoreMade } from "#app/components/credit/score-made.tsx";
import { OwnObjections } from "#app/components/credit/own-objections.tsx";
import { Flash } from "#app/components/flash.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { withdrawObjection } from "#app/domain/cases/objection/answer.server.ts";
import { fileObjection } from "#app/domain/cases/objection/file.server.ts";
import { ownCreditForm } from "#app/domain/cases/objection/inputs.ts";
import { ownObjections } from "#app/domain/cases/objection/queries.server.ts";
import { externalRecordsOf } from "#app/domain/credit/external/queries.server.ts";
import { measuresOf } from "#app/domain/credit/own-measures.server.ts";
import { recordOf } from "#app/domain/credit/record/record.server.ts";
import { usageRules } from "#app/domain/credit/usage-rules.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/credit.ts";

/** `/organization/credit`: the whole record of one's own organisation, with the reasons for every point and the way to object. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx } = scope;
  const { organization } = requireMember(scope, request);
  const [record, measures, objections, external] = await Promise.all([
    recordOf(ctx, organization.id),
    measuresOf(ctx.db, organization.id, ctx.clock.now()),
    ownObjections(ctx),
    externalRecordsOf(ctx, organization.id),
  ]);
  return {
    title: scope.t("ownCredit:title"),
    uscc: organization.uscc,
    objects: may(ctx.actor, "case.answer", { organizationId: organization.id }),
    start: usageRules.start,
    record,
    measures,
    objections: objections.items,
    external,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const submission = parseForm(await readForm(request), ownCreditForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { value } = submission;
  const done =
    value.intent === "withdraw"
      ? await withdrawObjection(scope.ctx, value.id)
      : await fileObjection(scope.ctx, {
          about: value.about,
          aboutId: value.aboutId,
          grounds: value.grounds,
        });
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/organization/credit?done=${value.intent}`);
}

export default function OwnCredit({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["ownCredit", "credit", "external"]);
  const { record, measures, objections, external, objects, start, uscc } = loaderData;
  const sent = actionData?.result.initialValue;
  const reply = sent
    ? {
        aboutId: Reflect.get(sent, "aboutId"),
        grounds: String(Reflect.get(sent, "grounds") ?? ""),
        errors: actionData?.result.error?.grounds ?? undefined,
      }
    : undefined;
  const of = (name: "usage" | "integrity") => record.events.filter((event) => event.record === name);
  return (
    <>
      <Flash messages={{ object: t("done.object"), withdraw: t("done.withdraw") }} />
      <PageHead
        title={t("title")}
        lead={t("lead")}
        next={objects ? undefined : t("ownerObjects")}
        actions={
          <Link className="btn btn-secondary" to="/organization/credit/certificate">
            {t("certificate")}
          </Link>
        }
      />
      <OrganizationTabs />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <KeyFigures
        figures={[
          { term: t("credit:standing.grade"), value: record.grade, note: t(`credit:grade.${record.grade}`) },
          {
            term: t("credit:standing.score"),
            value: record.score,
            note: t("credit:standing.scoreNote", { start }),
          },
        ]}
      />
      <p className="flex flex-wrap gap-x-6 gap-y-1 pb-4 text-sm">
        <Link className="link" to={`/credit/${uscc}`}>
          {t("publicPage")}
        </Link>
        <Link className="link" to="/organization/credit/queries">
          {t("queriesLink")}
        </Link>
        <Link className="link" to="/credit/rules">
          {t("rules")}
        </Link>
      </p>
      <Section title={t("measures.title")} id="measures">
        <OwnMeasureTable measures={measures} objects={objects} reply={reply} />
      </Section>
      <Section title={t("objections.title")} id="objections">
        <OwnObjections items={objections} objects={objects} />
      </Section>
      <Section title={t("integrity")} id="integrity">
        <EventTable caption={t("integrity")} events={of("integrity")} objects={objects} reply={reply} />
      </Section>
      {external.length > 0 && (
        <Section title={t("external:public.title")} id="external">
          <p className="max-w-reading pb-3 text-muted">{t("external:public.own")}</p>
          <ExternalTable rows={external} objects={objects} reply={reply} />
        </Section>
      )}
      <Section title={t("made.title", { score: record.score })} id="score">
        <ScoreMade start={start} score={record.score} events={record.events} />
      </Section>
      <Section title={t("history.title")} id="history">
        <ScoreChart history={record.history} />
      </Section>
      <Section title={t("usageTitle")} id="usage">
        <EventTable caption={t("usageTitle")} events={of("usage")} objects={objects} reply={reply} />
      </Section>
    </>
  );
}
