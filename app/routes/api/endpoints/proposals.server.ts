import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { editProposal, withdrawProposal } from "#app/domain/demands/change-proposal.server.ts";
import { listOwnProposals, listReceived } from "#app/domain/demands/find-proposal.server.ts";
import { awardInput, noInput, proposalInput, scoresInput } from "#app/domain/demands/inputs.ts";
import { awardProposal, scoreProposal } from "#app/domain/demands/judge.server.ts";
import { type MovedProposal, propose } from "#app/domain/demands/propose.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { pageInput, pageOf } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import {
  answerProposalItem,
  proposalAnswer,
  proposalBody,
  proposalItem,
  showProposal,
} from "./proposal-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "demands" as const;

const checked = (body: z.output<typeof proposalBody>) => {
  const parsed = proposalInput.safeParse(body, { error: codeErrorMap });
  return parsed.success ? ok(parsed.data) : fail(problems.invalid(fieldErrors(parsed.error)));
};

const after = async (ctx: Context, done: Result<MovedProposal>) =>
  done.ok ? showProposal(ctx, done.value.id) : done;

const amount = { amount: 20_000_000, currency: "CNY" };

const sendProposal = endpoint(
  {
    ...{ method: "POST", path: "/demands/{id}/proposals", tag, access: "proposal.write" },
    ...{ params: oneThing, body: proposalBody, answer: proposalAnswer, status: 201, creates: true },
    example: {
      ...{ method: "先小试，再中试。", team: "三名研究人员。", plan: "六个月。", amount },
      milestones: [
        { title: "小试", deliverable: "样品 2 kg", acceptance: "达到指标", dueOn: "2027-04-30", amount },
      ],
    },
    problems: { proposals_over: 409, proposed_already: 409, own_demand: 403, standing: 403 },
  },
  async ({ ctx, params, body }) => {
    const input = checked(body);
    return input.ok ? after(ctx, await propose(ctx, params.id, input.value)) : input;
  },
);

const showReceived = endpoint(
  {
    ...{ method: "GET", path: "/demands/{id}/proposals", tag, access: "demand.edit", params: oneThing },
    answer: z.strictObject({
      items: z.array(proposalItem.extend({ total: z.number().nullable() })),
      nextCursor: z.string().nullable(),
    }),
    query: z.strictObject(pageInput),
    problems: { sealed: 403 },
  },
  async ({ ctx, params, query }) => {
    const found = await listReceived(ctx, params.id);
    if (!found.ok) return found;
    const items = found.value.map(({ scores: _, total, ...one }) => ({
      ...answerProposalItem(ctx, one),
      total,
    }));
    return ok(pageOf(items, query));
  },
);

const showOwn = endpoint(
  {
    ...{ method: "GET", path: "/proposals", tag, access: "proposal.write" },
    query: z.strictObject({
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(proposalItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, limit } }) => {
    const { items, nextCursor } = await listOwnProposals(ctx, { after: cursor, limit });
    return ok({ items: items.map((item) => answerProposalItem(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  { method: "GET", path: "/proposals/{id}", tag, access: "user", params: oneThing, answer: proposalAnswer },
  async ({ ctx, params }) => showProposal(ctx, params.id),
);

/** Its whole content anew; under its own name as well, as its lifecycle calls it. */
const change = (method: "PATCH" | "POST", path: string): Endpoint =>
  endpoint(
    {
      ...{ method, path, tag, access: "proposal.write", params: oneThing },
      body: proposalBody.extend({ version: z.int().min(1).optional() }),
      answer: proposalAnswer,
      problems: { proposals_over: 409, changed_meanwhile: 409, standing: 403 },
    },
    async ({ ctx, params, body: { version, ...body } }) => {
      const input = checked(body);
      return input.ok ? after(ctx, await editProposal(ctx, params.id, input.value, version)) : input;
    },
  );

/** One step of a proposal; the answer is the proposal as it is afterwards. */
function act<B extends z.ZodType>(
  name: string,
  access: "proposal.write" | "demand.edit",
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<MovedProposal>>,
  refusals: Record<string, number>,
): Endpoint {
  const path = `/proposals/{id}/${name}`;
  return endpoint(
    { method: "POST", path, tag, access, params: oneThing, body, answer: proposalAnswer, problems: refusals },
    async ({ ctx, params, body: input }) => after(ctx, await command(ctx, params.id, input)),
  );
}

const judging = { not_allowed_now: 409, conflict_of_interest: 403 };

export const proposalEndpoints: readonly Endpoint[] = [
  sendProposal,
  showReceived,
  showOwn,
  showOne,
  change("PATCH", "/proposals/{id}"),
  change("POST", "/proposals/{id}/edit"),
  act("withdraw", "proposal.write", noInput, withdrawProposal, { proposals_over: 409 }),
  act("score", "demand.edit", scoresInput, scoreProposal, judging),
  act("award", "demand.edit", awardInput, awardProposal, { ...judging, award_policy: 422, standing: 403 }),
];
