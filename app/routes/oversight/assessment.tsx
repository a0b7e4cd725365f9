import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { type ActReply, cycleActs, CycleStep } from "#app/components/assessment/cycle-acts.tsx";
import { CycleFacts } from "#app/components/assessment/cycle-facts.tsx";
import { Objections } from "#app/components/assessment/objections.tsx";
import { Proposals } from "#app/components/assessment/proposals.tsx";
import { Rectifications } from "#app/components/assessment/rectifications.tsx";
import { ScoreChart } from "#app/components/assessment/score-chart.tsx";
import { SubjectTable } from "#app/components/assessment/subject-table.tsx";
import { useCycleTitle } from "#app/components/assessment/words.ts";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { cycleForm } from "#app/domain/assessment/forms.ts";
import { performOnCycle } from "#app/domain/assessment/perform.server.ts";
import {
  findCycle,
  historyOf,
  objectionsOf,
  proposalsOf,
  subjectsOf,
} from "#app/domain/assessment/queries.server.ts";
import { cardRectificationsOf } from "#app/domain/assessment/rectification/queries.server.ts";
import { findSet } from "#app/domain/assessment/set-queries.server.ts";
import { assessmentProcess } from "#app/domain/assessment/states.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { assessmentStates } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/assessment.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "assessment.read");
  const found = await findHere(scope, params.id);
  const { cycle } = found;
  const [subjects, objections, proposals, rectifications, history, rules] = await Promise.all([
    subjectsOf(scope.ctx, cycle.id),
    objectionsOf(scope.ctx, cycle.id),
    proposalsOf(scope.ctx, cycle.id),
    cardRectificationsOf(scope.ctx, cycle.id),
    historyOf(scope.ctx, cycle.id),
    findSet(scope.ctx, cycle.setId),
  ]);
  const reviews = may(actor, "assessment.review", cycle) && actor.user.id !== cycle.scoredBy;
  return {
    title: scope.t(`assessment:title.${cycle.track}`, { year: cycle.year }),
    ...found,
    subjects,
    objections,
    proposals,
    rectifications,
    checks: may(actor, "assessment.review", cycle),
    steps: lifecycleSteps(assessmentProcess, history, cycle.state),
    allowed: allowedTransitions(assessmentProcess, actor, cycle)
      .map(({ name }) => name)
      .filter((name) => stepIsOpen(name, cycle.frozenAt !== null, reviews)),
    names: Object.fromEntries(
      (rules?.indicators ?? []).map(({ code, nameZh, nameEn }) => [code, { nameZh, nameEn }]),
    ),
    reviews,
    now: scope.ctx.clock.now(),
  };
}

/** Steps that can be taken at all now: figures are frozen once, and before scoring; a scorer reviews nothing. */
function stepIsOpen(name: string, frozen: boolean, reviews: boolean): boolean {
  if (name === "freeze_figures") return !frozen;
  if (name === "score") return frozen;
  return name !== "confirm_result" || reviews;
}

/** The assessment, if it is of the reader's territory; another one does not exist for them. */
async function findHere({ ctx }: RequestScope, id: string) {
  const found = isUuid(id) ? await findCycle(ctx, id) : undefined;
  if (!found) throw problemResponse(problems.notFound("assessment_cycle"));
  return found;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const doneWords: Readonly<Record<string, string>> = {
  answer: "answered",
  adopt: "adopted",
  decline: "not_adopted",
  accept_rectification: "rectification_accepted",
  return_rectification: "rectification_returned",
};

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.review");
  await findHere(scope, params.id);
  const submission = parseForm(await readForm(request), cycleForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await performOnCycle(scope.ctx, params.id, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  const { intent } = submission.value;
  return redirect(`/oversight/assessments/${params.id}?done=${doneWords[intent] ?? intent}`);
}

type Loaded = Route.ComponentProps["loaderData"];

const done = [
  "drafted",
  "open_assessment",
  "freeze_figures",
  "score",
  "announce_result",
  "confirm_result",
  "publish_result",
  "discard_assessment",
  "answered",
  "adopted",
  "not_adopted",
  "rectification_accepted",
  "rectification_returned",
] as const;

export default function Assessment({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const { cycle, subjects, objections, proposals, names, reviews, now } = loaderData;
  const reply = replyOf(actionData);
  const told = ["provisional", "result_confirmed", "published"].includes(cycle.state);
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/assessments", label: t("desk.title") }]} />
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`desk.done.${name}`)]))} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Head loaderData={loaderData} reply={reply} />
      <LifecycleLine
        steps={loaderData.steps}
        label={(state) => t(`lifecycles:state.${assessmentStates.find((one) => one === state) ?? "open"}`)}
      />
      <CycleFacts {...loaderData} />
      {subjects.length > 0 && (
        <Section title={t("desk.subjectsTitle")}>
          <div className="grid gap-8">
            <SubjectTable rows={subjects} cycleId={cycle.id} />
            <ScoreChart bars={subjects} lines={loaderData.set} />
          </div>
        </Section>
      )}
      {told && (
        <Section title={t("desk.objections")} id="objections">
          <Objections
            cycleId={cycle.id}
            rows={objections}
            now={now}
            answers={reviews && cycle.state === "provisional"}
            reply={reply}
          />
        </Section>
      )}
      {told && (
        <Section title={t("desk.proposals")} id="proposals">
          <p className="max-w-reading pb-4 text-sm text-muted">
            {t(proposals.length > 0 ? "desk.proposalsLead" : "desk.noProposals")}
          </p>
          <Proposals
            rows={proposals}
            names={names}
            decides={reviews && cycle.state === "result_confirmed"}
            reply={reply}
            budgets={{ reward: cycle.rewardBudget, subsidy: cycle.subsidyBudget }}
          />
        </Section>
      )}
      {loaderData.rectifications.length > 0 && (
        <Section title={t("rectify.title")} id="rectifications">
          <p className="max-w-reading pb-4 text-sm text-muted">{t("rectify.lead")}</p>
          <Rectifications
            rows={loaderData.rectifications}
            now={now}
            answers={loaderData.checks}
            reply={reply}
          />
        </Section>
      )}
    </>
  );
}

function Head({ loaderData, reply }: { loaderData: Loaded; reply: ActReply | undefined }) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const titleOf = useCycleTitle();
  const { cycle, allowed, now } = loaderData;
  const state = assessmentStates.find((known) => known === cycle.state) ?? "open";
  const owner = assessmentProcess.owners[state];
  const next = state === "open" && cycle.frozenAt ? "openFrozen" : state;
  return (
    <PageHead
      kicker={t(`track.${cycle.track}`)}
      title={titleOf(loaderData)}
      state={<StateTag tone={toneOf(state)}>{t(`lifecycles:state.${state}`)}</StateTag>}
      actions={cycleActs(allowed).map((act, at) => (
        <CycleStep key={act} act={act} first={at === 0} reply={reply} />
      ))}
      next={
        <>
          <p>{t(`desk.next.${next}`)}</p>
          {(owner === "officer" || owner === "reviewer") && (
            <p className="flex flex-wrap gap-x-3 text-muted">
              <span>{t(`desk.owner.${owner}`)}</span>
              <Due at={cycle.deadline} now={now} />
            </p>
          )}
        </>
      }
    />
  );
}

function replyOf(reply: Route.ComponentProps["actionData"]): ActReply | undefined {
  const sent = reply?.result.initialValue;
  if (!sent) return undefined;
  return {
    intent: Reflect.get(sent, "intent"),
    id: Reflect.get(sent, "id"),
    errors: reply.result.error ?? {},
  };
}
