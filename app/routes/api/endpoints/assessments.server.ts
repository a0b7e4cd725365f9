import { z } from "zod";
import { answerObjection } from "#app/domain/assessment/answer-objection.server.ts";
import { adoptProposal, declineProposal } from "#app/domain/assessment/decide-proposal.server.ts";
import { discardCycle, draftCycle } from "#app/domain/assessment/draft-cycle.server.ts";
import { plainSteps } from "#app/domain/assessment/forms.ts";
import {
  answerInput,
  cycleInput,
  noInput,
  objectionInput,
  reasonInput,
  rectificationInput,
  reportInput,
} from "#app/domain/assessment/inputs.ts";
import { objectToResult } from "#app/domain/assessment/object.server.ts";
import { stepCommands } from "#app/domain/assessment/perform.server.ts";
import { listCycles, publishedCycles } from "#app/domain/assessment/queries.server.ts";
import {
  acceptCardRectification,
  reportCardRectification,
  returnCardRectification,
} from "#app/domain/assessment/rectification/step.server.ts";
import { report } from "#app/domain/assessment/report.server.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { assessmentTracks } from "#db/schema/vocabulary.ts";
import { pageInput, pageOf } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { moneyInput } from "../money.ts";
import { showIndicators } from "./indicator-sets.server.ts";
import {
  answerCycle,
  assessmentAnswer,
  assessmentItem,
  ownResult,
  proposalItem,
  showAssessment,
  showOwnResult,
  showProposals,
} from "./assessment-answer.server.ts";

const one = z.strictObject({ id: z.uuid() });
const done = z.strictObject({ id: z.uuid() });

const listAll = endpoint(
  {
    method: "GET",
    path: "/assessments",
    tag: "assessments",
    access: "public",
    query: z.strictObject({
      year: z.coerce.number().int().min(2000).max(2199).optional(),
      track: z.enum(assessmentTracks).optional(),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(assessmentItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { year, track, ...page } }) => {
    const published = await publishedCycles(ctx, year, track);
    const own = may(ctx.actor, "assessment.read") ? await listCycles(ctx) : [];
    const fits = own.filter(
      ({ cycle }) =>
        cycle.state !== "published" &&
        (year === undefined || cycle.year === year) &&
        (track === undefined || cycle.track === track),
    );
    return ok(pageOf([...fits, ...published].map(answerCycle), page));
  },
);

const show = endpoint(
  {
    method: "GET",
    path: "/assessments/{id}",
    tag: "assessments",
    access: "public",
    params: one,
    answer: assessmentAnswer,
  },
  async ({ ctx, params }) => showAssessment(ctx, params.id),
);

/** People write the budgets in yuan. */
const cycleBody = z.strictObject({
  ...cycleInput.shape,
  ...{ rewardBudget: moneyInput, subsidyBudget: moneyInput },
});

const draft = endpoint(
  {
    method: "POST",
    path: "/assessments",
    tag: "assessments",
    access: "assessment.run",
    body: cycleBody,
    answer: assessmentAnswer,
    status: 201,
    creates: true,
    problems: { assessment_exists: 409 },
  },
  async ({ ctx, body }) => {
    const { rewardBudget, subsidyBudget } = body;
    const yuan = { rewardBudget: rewardBudget / 100, subsidyBudget: subsidyBudget / 100 };
    const input = cycleInput.safeParse({ ...body, ...yuan }, { error: codeErrorMap });
    if (!input.success) return fail(problems.invalid(fieldErrors(input.error)));
    const made = await draftCycle(ctx, input.data);
    return made.ok ? showAssessment(ctx, made.value.id) : made;
  },
);

/** One step of an assessment; the answer is the assessment as it is afterwards. */
function step<B extends z.ZodType>(
  name: string,
  access: "assessment.run" | "assessment.review",
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<void>>,
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/assessments/{id}/${name}`,
      tag: "assessments",
      access,
      params: one,
      body,
      answer: assessmentAnswer,
      problems: { not_allowed_now: 409, own_scoring: 403 },
    },
    async ({ ctx, params, body: input }) => {
      const result = await command(ctx, params.id, input);
      return result.ok ? showAssessment(ctx, params.id) : result;
    },
  );
}

const dashed = (name: string): string => name.replaceAll("_", "-");

const steps = plainSteps.map((name) =>
  step(
    dashed(name),
    name === "confirm_result" || name === "publish_result" ? "assessment.review" : "assessment.run",
    noInput,
    (ctx, id) => stepCommands[name](ctx, id),
  ),
);

const proposals = endpoint(
  {
    method: "GET",
    path: "/assessments/{id}/proposals",
    tag: "assessments",
    access: "assessment.read",
    params: one,
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(proposalItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, params, query }) => {
    const found = await showProposals(ctx, params.id);
    return found.ok ? ok(pageOf(found.value, query)) : found;
  },
);

const result = endpoint(
  {
    method: "GET",
    path: "/assessments/{id}/own-result",
    tag: "assessments",
    access: "assessment.report",
    params: one,
    answer: ownResult,
  },
  async ({ ctx, params }) => showOwnResult(ctx, params.id),
);

const sendReport = endpoint(
  {
    method: "POST",
    path: "/assessments/{id}/report",
    tag: "assessments",
    access: "assessment.report",
    params: one,
    body: reportInput,
    answer: done,
    problems: { report_over: 409 },
  },
  async ({ ctx, params, body }) => {
    const sent = await report(ctx, params.id, body);
    return sent.ok ? ok({ id: params.id }) : sent;
  },
);

const object = endpoint(
  {
    method: "POST",
    path: "/assessments/{id}/objections",
    tag: "assessments",
    access: "assessment.report",
    params: one,
    body: objectionInput,
    answer: done,
    status: 201,
    creates: true,
    problems: { objections_over: 409, objection_open: 409 },
  },
  async ({ ctx, params, body }) => objectToResult(ctx, params.id, body),
);

/** A decision about a thing that hangs on an assessment. */
function decision<B extends z.ZodType>(
  path: string,
  transitions: readonly string[],
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<void>>,
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path,
      transitions,
      tag: "assessments",
      access: "assessment.review",
      params: one,
      body,
      answer: done,
      problems: { not_allowed_now: 409, own_scoring: 403 },
    },
    async ({ ctx, params, body: input }) => {
      const decided = await command(ctx, params.id, input);
      return decided.ok ? ok({ id: params.id }) : decided;
    },
  );
}

/** A step of what an adopted card asks to be put right. */
function rectification<B extends z.ZodType>(
  name: string,
  access: "assessment.report" | "assessment.review",
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<void>>,
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/card-rectifications/{id}/${name}`,
      tag: "assessments",
      access,
      params: one,
      body,
      answer: done,
      problems: { not_allowed_now: 409, own_organization: 403 },
    },
    async ({ ctx, params, body: input }) => {
      const taken = await command(ctx, params.id, input);
      return taken.ok ? ok({ id: params.id }) : taken;
    },
  );
}

export const assessmentEndpoints: readonly Endpoint[] = [
  listAll,
  show,
  draft,
  ...steps,
  step("discard-assessment", "assessment.run", reasonInput, discardCycle),
  proposals,
  result,
  sendReport,
  object,
  decision("/result-objections/{id}/answer", [], answerInput, answerObjection),
  decision("/assessment-proposals/{id}/adopt", ["adopt_proposal"], reasonInput, adoptProposal),
  decision("/assessment-proposals/{id}/decline", ["decline_proposal"], reasonInput, declineProposal),
  rectification("report-rectification", "assessment.report", rectificationInput, reportCardRectification),
  rectification("accept-rectification", "assessment.review", reasonInput, acceptCardRectification),
  rectification("return-rectification", "assessment.review", reasonInput, returnCardRectification),
  showIndicators,
];
