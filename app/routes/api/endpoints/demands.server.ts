import { z } from "zod";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { findListing, type ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { createInput } from "#app/domain/catalog/inputs.ts";
import { listingSteps } from "#app/domain/catalog/take-step.server.ts";
import type { Context } from "#app/domain/context.ts";
import { acceptConfidentiality } from "#app/domain/demands/confidentiality.server.ts";
import { closeCall, extendCall, type MovedCall, reopenCall } from "#app/domain/demands/direct-call.server.ts";
import { setCriteria } from "#app/domain/demands/set-criteria.server.ts";
import {
  acceptTermsInput,
  answerQuestionInput,
  awardToInput,
  closeInput,
  criteriaInput,
  extendInput,
  questionInput,
  reasonInput,
} from "#app/domain/demands/inputs.ts";
import { findProposal } from "#app/domain/demands/find-proposal.server.ts";
import { awardProposal, revokeAward } from "#app/domain/demands/judge.server.ts";
import { type DemandLine, demandSides, listDemands } from "#app/domain/demands/market.server.ts";
import { callPage } from "#app/domain/demands/page.server.ts";
import { answerQuestion, askQuestion, listQuestions } from "#app/domain/demands/questions.server.ts";
import { demandCallProcess } from "#app/domain/demands/states.ts";
import { confidentialityTerms } from "#app/domain/demands/terms.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { demandWays } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { money, moneyShape } from "../money.ts";
import { answerListing } from "./listing-answer.server.ts";
import { createBody, listingAnswer } from "./listing-schemas.server.ts";
import { stepBody, stepProblems, takeListingStep } from "./listing-step.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "demands" as const;

const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

const demandItem = z.strictObject({
  id: z.uuid(),
  titleZh: z.string(),
  titleEn: z.string(),
  summaryZh: z.string(),
  summaryEn: z.string(),
  regionCode: z.string(),
  fieldCodes: z.array(z.string()),
  keywords: z.array(z.string()),
  organization: party,
  problem: z.string(),
  target: z.string(),
  budgetMin: moneyShape.nullable(),
  budgetMax: moneyShape.nullable(),
  deadlineOn: z.string().nullable(),
  ways: z.array(z.enum(demandWays)),
  ...lifecycleShape,
  /** Where its call for proposals stands; nothing tells whether anybody has proposed. */
  callState: z.string(),
  version: z.int(),
  url: z.string(),
});

const question = z.strictObject({
  id: z.uuid(),
  askedAt: z.iso.datetime(),
  text: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
});

/** A demand: its listing, and where its call for proposals stands. */
const demandAnswer = listingAnswer.extend({
  /** Whether there is a confidential part that the caller does not see. */
  confidentialWithheld: z.boolean(),
  confidentialTermsVersion: z.int(),
  questions: z.array(question),
  call: z.strictObject({
    ...lifecycleShape,
    dueAt: z.iso.datetime().nullable(),
    criteria: z.array(z.strictObject({ name: z.string(), weight: z.int() })),
    outcome: z.string().nullable(),
    outcomeNote: z.string(),
    award: z
      .strictObject({
        proposalId: z.uuid(),
        winner: party,
        reasons: z.string(),
        awardedAt: z.iso.datetime(),
        standstillUntil: z.iso.datetime(),
        finalAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    ownProposal: z.strictObject({ id: z.uuid(), state: z.string() }).nullable(),
  }),
});

const answerItem = ({ actor }: Context, line: DemandLine): z.input<typeof demandItem> => {
  const { organizationId, ownerZh, ownerEn, budgetMin, budgetMax, callState, updatedAt: _, ...rest } = line;
  return {
    ...rest,
    ...lifecycleOf(listingProcesses.demand, actor, line),
    callState: callState ?? "receiving",
    organization: { id: organizationId, nameZh: ownerZh, nameEn: ownerEn },
    budgetMin: money(budgetMin),
    budgetMax: money(budgetMax),
    url: `/demands/${line.id}`,
  };
};

async function show(ctx: Context, id: string): Promise<Result<z.input<typeof demandAnswer>>> {
  const found = await findListing(ctx, id, "demand");
  return found.ok ? ok(await answerDemand(ctx, found.value)) : found;
}

async function answerDemand(ctx: Context, detail: ListingDetail): Promise<z.input<typeof demandAnswer>> {
  const { listing, demand } = detail;
  const [call, questions] = await Promise.all([
    callPage(ctx, { id: listing.id, deadlineOn: demand?.deadlineOn ?? null }),
    listQuestions(ctx, listing.id, listing.organizationId),
  ]);
  const row = call.row ?? { ...listing, state: call.state };
  const stand = lifecycleOf(demandCallProcess, ctx.actor, {
    ...row,
    ...{ state: call.state, deadline: call.deadline },
  });
  // Whether anything was proposed is nobody's to know: a call begins with the first act, but what may be done hangs on the listing.
  const begins = listing.publishedAt !== null;
  const { award } = call;
  return {
    ...answerListing(ctx.actor, detail),
    confidentialWithheld: detail.withheld,
    confidentialTermsVersion: confidentialityTerms.version,
    questions: questions.map(({ id, createdAt, text, answer, answeredAt }) => ({
      ...{ id, text, answer },
      askedAt: createdAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
    })),
    call: {
      ...stand,
      allowed: begins ? stand.allowed : [],
      dueAt: call.dueAt?.toISOString() ?? null,
      criteria: call.criteria.map(({ name, weight }) => ({ name, weight })),
      outcome: call.outcome,
      outcomeNote: call.outcomeNote,
      award: award && {
        proposalId: award.proposalId,
        winner: { id: award.winnerId, nameZh: award.winnerZh, nameEn: award.winnerEn },
        reasons: award.reasons,
        awardedAt: award.awardedAt.toISOString(),
        standstillUntil: award.standstillUntil.toISOString(),
        finalAt: award.finalAt?.toISOString() ?? null,
      },
      ownProposal: call.ownProposal,
    },
  };
}

const showDemands = endpoint(
  {
    ...{ method: "GET", path: "/demands", tag, access: "public" },
    query: z.strictObject({
      side: z.enum(demandSides).default("market"),
      region: z
        .string()
        .regex(/^\d{2,6}$/)
        .optional(),
      field: z
        .string()
        .regex(/^\d{3}$/)
        .optional(),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(demandItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query }) => {
    const { items, nextCursor } = await listDemands(ctx, query);
    return ok({ items: items.map((line) => answerItem(ctx, line)), nextCursor });
  },
);

const showDemand = endpoint(
  { method: "GET", path: "/demands/{id}", tag, access: "public", params: oneThing, answer: demandAnswer },
  async ({ ctx, params }) => show(ctx, params.id),
);

/** A demand is a listing of that kind: its fields are the listing's, without what only others have. */
const demandBody = createBody
  .omit({ kind: true, facility: true, technology: true, service: true })
  .omit({ units: true, openings: true, prices: true });

const newDemand = endpoint(
  {
    ...{ method: "POST", path: "/demands", tag, access: "demand.edit" },
    ...{ body: demandBody, answer: demandAnswer, status: 201, creates: true },
    example: {
      ...{ titleZh: "抗冲击 PVC 改性配方", titleEn: "Impact-modified PVC", summaryZh: "冬季冷弯不开裂。" },
      ...{ regionCode: "330106", fieldCodes: ["430"], keywords: ["PVC"] },
      demand: {
        ...{ problem: "冬季弯曲时开裂。", target: "抗冲击韧性 ≥ 67%", ways: ["commission"] },
        ...{ budgetMax: { amount: 30_000_000, currency: "CNY" }, deadlineOn: "2027-01-15" },
      },
    },
  },
  async ({ ctx, body }) => {
    const input = createInput.safeParse({ ...body, kind: "demand" }, { error: codeErrorMap });
    if (!input.success) return fail(problems.invalid(fieldErrors(input.error)));
    const made = await createListing(ctx, input.data);
    return made.ok ? show(ctx, made.value.id) : made;
  },
);

/** The award, said of the demand: of one of its own proposals. */
async function awardTo(
  ctx: Context,
  id: string,
  { proposalId, reasons }: z.output<typeof awardToInput>,
): Promise<Result<{ id: string }>> {
  const found = await findProposal(ctx, proposalId);
  if (!found.ok) return found;
  if (found.value.row.demandId !== id) return fail(problems.notFound("proposal"));
  return awardProposal(ctx, proposalId, { reasons });
}

/** One step of a demand's call; the answer is the demand as it is afterwards. */
function act<B extends z.ZodType>(
  name: string,
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<MovedCall | { id: string }>>,
  access: "demand.edit" | "demand.ask" | "user" = "demand.edit",
  refusals: Record<string, number> = { not_allowed_now: 409 },
): Endpoint {
  const path = `/demands/{id}/${name}`;
  return endpoint(
    { method: "POST", path, tag, access, params: oneThing, body, answer: demandAnswer, problems: refusals },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? show(ctx, params.id) : done;
    },
  );
}

/** A demand is a listing as well: it goes through those steps at its own address too. */
export const stepDemand = endpoint(
  {
    ...{ method: "POST", path: "/demands/{id}/{transition}", tag, access: "user" },
    params: z.strictObject({ id: z.uuid(), transition: z.enum(listingSteps) }),
    body: stepBody,
    answer: demandAnswer,
    problems: stepProblems,
  },
  async ({ ctx, params: { id, transition }, body }) => {
    const found = await findListing(ctx, id, "demand");
    if (!found.ok) return found;
    const moved = await takeListingStep(ctx, id, transition, body);
    return moved.ok ? show(ctx, id) : moved;
  },
);

export const demandEndpoints: readonly Endpoint[] = [
  showDemands,
  showDemand,
  newDemand,
  act("extend", extendInput, extendCall),
  act("reopen", extendInput, reopenCall, "demand.edit", { not_allowed_now: 409, proposals_received: 409 }),
  act("close", closeInput, closeCall),
  act("criteria", criteriaInput, setCriteria, "demand.edit", { not_allowed_now: 409, criteria_fixed: 409 }),
  act("award", awardToInput, awardTo, "demand.edit", {
    ...{ not_allowed_now: 409, conflict_of_interest: 403, award_policy: 422, standing: 403 },
  }),
  act("revoke_award", reasonInput, revokeAward),
  {
    ...act("questions", questionInput, askQuestion, "demand.ask", { standing: 403, own_demand: 403 }),
    creates: true,
  },
  act("answer", answerQuestionInput, answerQuestion, "demand.edit", { answered_already: 409 }),
  act("confidentiality", acceptTermsInput, acceptConfidentiality, "user", {
    ...{ terms_changed: 409, nothing_confidential: 409, standing: 403 },
  }),
];
