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
  reportInput,
} from "#app/domain/assessment/inputs.ts";
import { objectToResult } from "#app/domain/assessment/object.server.ts";
import { stepCommands } from "#app/domain/assessment/perform.server.ts";
import { listCycles, publishedCycles } from "#app/domain/assessment/queries.server.ts";
import { report } from "#app/domain/assessment/report.server.ts";
import { findSet } from "#app/domain/assessment/set-queries.server.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { assessmentTracks, indicatorKinds } from "#db/schema/vocabulary.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
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
    }),
    answer: z.strictObject({ items: z.array(assessmentItem), nextCursor: z.null() }),
  },
  async ({ ctx, query: { year, track } }) => {
    const published = await publishedCycles(ctx, year, track);
    const own = may(ctx.actor, "assessment.read") ? await listCycles(ctx) : [];
    const fits = own.filter(
      ({ cycle }) =>
        cycle.state !== "published" &&
        (year === undefined || cycle.year === year) &&
        (track === undefined || cycle.track === track),
    );
    return ok({ items: [...fits, ...published].map(answerCycle), nextCursor: null });
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

const draft = endpoint(
  {
    method: "POST",
    path: "/assessments",
    tag: "assessments",
    access: "assessment.run",
    body: cycleInput,
    answer: assessmentAnswer,
    status: 201,
    creates: true,
    problems: { assessment_exists: 409 },
  },
  async ({ ctx, body }) => {
    const made = await draftCycle(ctx, body);
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
    answer: z.strictObject({ items: z.array(proposalItem), nextCursor: z.null() }),
  },
  async ({ ctx, params }) => showProposals(ctx, params.id),
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
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<void>>,
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path,
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

const indicators = endpoint(
  {
    method: "GET",
    path: "/indicator-sets/{id}",
    tag: "assessments",
    access: "public",
    params: one,
    answer: z.strictObject({
      id: z.uuid(),
      track: z.enum(assessmentTracks),
      version: z.int(),
      name: z.string(),
      validFrom: z.string(),
      publishedAt: z.iso.datetime().nullable(),
      indicators: z.array(
        z.strictObject({
          code: z.string(),
          kind: z.enum(indicatorKinds),
          name: z.string(),
          formula: z.string(),
          floor: z.number(),
          ceiling: z.number(),
          points: z.number(),
          sharing: z.boolean(),
        }),
      ),
      differences: z.array(
        z.strictObject({
          indicator: z.string().nullable(),
          field: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    }),
  },
  async ({ ctx, scope, params }) => {
    const page = await findSet(ctx, params.id);
    if (!page) return fail(problems.notFound("indicator_set"));
    const nameOf = (named: { nameZh: string; nameEn: string }) =>
      scope.locale === "en" ? named.nameEn || named.nameZh : named.nameZh;
    const { id, track, version, validFrom, publishedAt } = page.set;
    return ok({
      ...{ id, track, version, validFrom },
      name: nameOf(page.set),
      publishedAt: publishedAt?.toISOString() ?? null,
      indicators: page.indicators.map((indicator) => ({
        code: indicator.code,
        kind: indicator.kind,
        name: nameOf(indicator),
        formula: indicator.formula,
        floor: indicator.floor,
        ceiling: indicator.ceiling,
        points: indicator.points / 100,
        sharing: indicator.sharing,
      })),
      differences: page.differences,
    });
  },
);

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
  decision("/result-objections/{id}/answer", answerInput, answerObjection),
  decision("/assessment-proposals/{id}/adopt", reasonInput, adoptProposal),
  decision("/assessment-proposals/{id}/decline", reasonInput, declineProposal),
  indicators,
];
