import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { announceDeal, concludeDeal } from "#app/domain/deals/negotiation/conclude.server.ts";
import { enquire } from "#app/domain/deals/negotiation/enquire.server.ts";
import {
  announceDealInput,
  enquireInput,
  noInput,
  offerInput,
  openInput,
  reasonInput,
} from "#app/domain/deals/negotiation/inputs.ts";
import { changedTerms, confidentialityTerms } from "#app/domain/deals/negotiation/policy.ts";
import {
  findNegotiation,
  type ListedNegotiation,
  listNegotiations,
  type NegotiationView,
} from "#app/domain/deals/negotiation/queries.server.ts";
import { negotiationProcess } from "#app/domain/deals/negotiation/states.ts";
import {
  acceptOffer,
  breakOff,
  declineEnquiry,
  makeOffer,
  openNegotiation,
  renegotiate,
} from "#app/domain/deals/negotiation/talk.server.ts";
import { fen } from "#app/domain/values.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { dealPayments, improvementRules, royaltyBases, transferModes } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "deals" as const;
const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });
const cny = (amount: number) => ({ amount, currency: "CNY" }) as const;
const cnyShape = z.strictObject({ amount: z.int(), currency: z.literal("CNY") });

const facts = {
  id: z.uuid(),
  technology: z.strictObject({ id: z.uuid(), titleZh: z.string(), titleEn: z.string() }),
  seller: party,
  buyer: party,
  offers: z.int(),
};

const item = z.strictObject({ ...facts, ...lifecycleShape });

/** One version of the terms. */
const version = z.strictObject({
  n: z.int(),
  side: z.enum(["seller", "buyer"]),
  by: z.string(),
  at: z.iso.datetime(),
  mode: z.enum(transferModes),
  payment: z.enum(dealPayments),
  amount: cnyShape,
  instalments: z.array(z.strictObject({ amount: fen, due: z.string() })),
  royaltyBasis: z.enum(royaltyBases).nullable(),
  royaltyRate: z.int().nullable(),
  territory: z.string(),
  termMonths: z.int().nullable(),
  sublicence: z.boolean(),
  improvements: z.enum(improvementRules),
  other: z.string(),
  message: z.string(),
  /** Which terms differ from the version before. */
  changed: z.array(z.string()),
});

const negotiationAnswer = z.strictObject({
  ...facts,
  ...lifecycleShape,
  side: z.enum(["seller", "buyer"]),
  enquiry: z.string(),
  confidentialTermsVersion: z.int(),
  versions: z.array(version),
  agreedOffer: z.int().nullable(),
  needsNotice: z.boolean(),
  noticeId: z.uuid().nullable(),
  /** Why it cannot be concluded yet. */
  waiting: z.array(z.string()),
  ending: z.string(),
});

const answerFacts = ({ row, titleZh, titleEn, seller, buyer }: ListedNegotiation) => ({
  id: row.id,
  technology: { id: row.technologyId, titleZh, titleEn },
  ...{ seller, buyer, offers: row.offers },
});

function answer(ctx: Context, view: NegotiationView): z.input<typeof negotiationAnswer> {
  const { row, offers } = view;
  return {
    ...answerFacts(view),
    ...lifecycleOf(negotiationProcess, ctx.actor, row),
    ...{ side: view.side, enquiry: row.enquiry, agreedOffer: row.agreedOffer, ending: row.ending },
    confidentialTermsVersion: confidentialityTerms.version,
    versions: offers.map(({ offer: { negotiationId: _, userId: __, ...one }, by }, i) => ({
      ...one,
      ...{ by, at: one.at.toISOString(), amount: cny(one.amount) },
      changed: changedTerms(offers[i - 1]?.offer, one),
    })),
    needsNotice: view.needed,
    noticeId: view.noticeId,
    waiting: view.waiting.map(({ rule }) => rule),
  };
}

async function show(ctx: Context, id: string): Promise<Result<z.input<typeof negotiationAnswer>>> {
  const found = await findNegotiation(ctx, id);
  return found.ok ? ok(answer(ctx, found.value)) : found;
}

const page = z.strictObject({
  ...pageInput,
});

const showMany = endpoint(
  {
    ...{ method: "GET", path: "/negotiations", tag, access: "user", query: page },
    answer: z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, limit } }) => {
    const { items, nextCursor } = await listNegotiations(ctx, { after: cursor, limit });
    return ok({
      items: items.map((one) => ({
        ...answerFacts(one),
        ...lifecycleOf(negotiationProcess, ctx.actor, one.row),
      })),
      nextCursor,
    });
  },
);

const showOne = endpoint(
  {
    ...{ method: "GET", path: "/negotiations/{id}", tag, access: "user" },
    ...{ params: oneThing, answer: negotiationAnswer },
  },
  async ({ ctx, params }) => show(ctx, params.id),
);

const begin = endpoint(
  {
    ...{ method: "POST", path: "/negotiations", tag, access: "deal.buy", status: 201, creates: true },
    body: enquireInput.extend({ technologyId: z.uuid() }),
    answer: negotiationAnswer,
    problems: {
      terms_changed: 409,
      own_technology: 403,
      negotiating_already: 409,
      standing: 403,
      technology_gone: 409,
    },
  },
  async ({ ctx, body: { technologyId, ...input } }) => {
    const made = await enquire(ctx, technologyId, input);
    return made.ok ? show(ctx, made.value.id) : made;
  },
);

/** One step of a negotiation; the answer is the negotiation as it is afterwards. */
function act<B extends z.ZodType>(
  [name, ...transitions]: [string, ...string[]],
  access: "deal.sell" | "deal.buy",
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<unknown>>,
): Endpoint {
  const path = `/negotiations/{id}/${name}`;
  const refusals = {
    technology_gone: 409,
    not_allowed_now: 409,
    negotiation_lapsed: 409,
    standing: 403,
    deal_policy: 422,
  };
  return endpoint(
    {
      ...{ method: "POST", path, tag, access, params: oneThing, body, transitions },
      ...{ answer: negotiationAnswer, problems: refusals },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? show(ctx, params.id) : done;
    },
  );
}

export const negotiationEndpoints: readonly Endpoint[] = [
  showMany,
  showOne,
  begin,
  act(["open", "open_negotiation"], "deal.sell", openInput, openNegotiation),
  act(["offer", "seller_offer", "buyer_offer"], "deal.buy", offerInput, makeOffer),
  act(["accept", "buyer_accept", "seller_accept"], "deal.buy", noInput, (ctx, id) => acceptOffer(ctx, id)),
  act(["announce", "announce_deal"], "deal.sell", announceDealInput, announceDeal),
  act(["conclude", "conclude_deal"], "deal.sell", noInput, (ctx, id) => concludeDeal(ctx, id)),
  act(["renegotiate"], "deal.sell", reasonInput, renegotiate),
  act(["decline", "not_take_up"], "deal.sell", reasonInput, declineEnquiry),
  act(["break_off"], "deal.buy", reasonInput, breakOff),
];
