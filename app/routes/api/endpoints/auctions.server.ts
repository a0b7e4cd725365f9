import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { announceAuction } from "#app/domain/deals/bidding/announce.server.ts";
import { enterAuction } from "#app/domain/deals/bidding/enter.server.ts";
import {
  callOff,
  concludeSale,
  contestDefault,
  decideDefault,
  declareDefault,
} from "#app/domain/deals/bidding/finish.server.ts";
import {
  announceInput,
  bidInput,
  decideDefaultInput,
  enterInput,
  noInput,
  reasonInput,
} from "#app/domain/deals/bidding/inputs.ts";
import { placeBid } from "#app/domain/deals/bidding/place-bid.server.ts";
import {
  type AuctionView,
  auctionSides,
  findAuction,
  type ListedAuction,
  listAuctions,
} from "#app/domain/deals/bidding/queries.server.ts";
import { auctionProcess } from "#app/domain/deals/bidding/states.ts";
import { dealLimits } from "#app/domain/deals/limits.ts";
import type { Action } from "#app/domain/identity/permissions.ts";
import { momentText, someText } from "#app/domain/values.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { transferModes } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { money, moneyInput, moneyShape } from "../money.ts";

const cny = (amount: number) => ({ amount, currency: "CNY" }) as const;

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "deals" as const;
const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

const facts = {
  id: z.uuid(),
  technology: z.strictObject({ id: z.uuid(), titleZh: z.string(), titleEn: z.string() }),
  seller: party,
  mode: z.enum(transferModes),
  startPrice: moneyShape,
  step: moneyShape,
  deposit: moneyShape,
  /** Whether there is a reserve price; how high it is nobody is told. */
  hasReserve: z.boolean(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  bids: z.int(),
  price: moneyShape.nullable(),
  url: z.string(),
};

const auctionItem = z.strictObject({ ...facts, ...lifecycleShape });

const auctionAnswer = z.strictObject({
  ...facts,
  ...lifecycleShape,
  terms: z.string(),
  termsSha256: z.string(),
  priceBasis: z.string(),
  plannedEnd: z.iso.datetime(),
  extendWithinMinutes: z.int(),
  extendByMinutes: z.int(),
  /** The least that the next bid must be. */
  least: moneyShape,
  bidders: z.int(),
  /** The number of the highest bidder. */
  leader: z.int().nullable(),
  history: z.array(
    z.strictObject({
      n: z.int(),
      bidder: z.int(),
      amount: moneyShape,
      at: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      mine: z.boolean(),
    }),
  ),
  own: z
    .strictObject({
      number: z.int(),
      leading: z.boolean(),
      depositPaid: z.boolean(),
      charge: z
        .strictObject({ id: z.uuid(), reference: z.string(), amount: moneyShape, state: z.string() })
        .nullable(),
    })
    .nullable(),
  /** For the seller and the winner. */
  winner: party.nullable(),
  note: z.string(),
});

const answerFacts = ({
  row,
  titleZh,
  titleEn,
  seller,
}: Omit<ListedAuction, "standing" | "bidderId" | "winnerId">) => ({
  id: row.id,
  technology: { id: row.technologyId, titleZh, titleEn },
  seller,
  mode: row.mode,
  startPrice: cny(row.startPrice),
  step: cny(row.step),
  deposit: cny(row.deposit),
  hasReserve: row.hasReserve,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  bids: row.bids,
  price: money(row.price),
  url: `/technologies/${row.technologyId}/bidding`,
});

function standOf({ actor }: Context, { row, standing, bidderId, winnerId, regionCode }: ListedAuction) {
  const staged = { ...row, state: standing, bidderId, winnerId, regionCode };
  return lifecycleOf(auctionProcess, actor, staged);
}

function answer(ctx: Context, view: AuctionView): z.input<typeof auctionAnswer> {
  const { row, own } = view;
  return {
    ...answerFacts(view),
    ...standOf(ctx, view),
    ...{ terms: row.terms, termsSha256: row.termsSha256, priceBasis: row.priceBasis, note: row.note },
    plannedEnd: row.plannedEnd.toISOString(),
    extendWithinMinutes: row.extendWithin,
    extendByMinutes: row.extendBy,
    least: cny(view.least),
    bidders: view.entered,
    leader: view.leader,
    history: view.shown.map(({ at, endsAt, amount, ...one }) => ({
      ...one,
      ...{ at: at.toISOString(), endsAt: endsAt.toISOString(), amount: cny(amount) },
    })),
    own: own && {
      ...{ number: own.number, leading: own.leading, depositPaid: own.depositPaid },
      charge: own.charge && { ...own.charge, amount: cny(own.charge.amount) },
    },
    winner: view.winner,
  };
}

async function show(ctx: Context, id: string): Promise<Result<z.input<typeof auctionAnswer>>> {
  const found = await findAuction(ctx, id);
  return found.ok ? ok(answer(ctx, found.value)) : found;
}

const showMany = endpoint(
  {
    ...{ method: "GET", path: "/auctions", tag, access: "public" },
    query: z.strictObject({
      side: z.enum(auctionSides).default("market"),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(auctionItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { side, cursor, limit } }) => {
    const { items, nextCursor } = await listAuctions(ctx, { side, after: cursor, limit });
    return ok({ items: items.map((one) => ({ ...answerFacts(one), ...standOf(ctx, one) })), nextCursor });
  },
);

const showOne = endpoint(
  { method: "GET", path: "/auctions/{id}", tag, access: "public", params: oneThing, answer: auctionAnswer },
  async ({ ctx, params }) => show(ctx, params.id),
);

const minutes = z.int().min(0).max(dealLimits.extension).optional();

const announce = endpoint(
  {
    ...{ method: "POST", path: "/auctions", tag, access: "deal.sell", status: 201, creates: true },
    body: z.strictObject({
      technologyId: z.uuid(),
      mode: z.enum(transferModes),
      terms: someText(dealLimits.terms),
      priceBasis: someText(dealLimits.prose),
      ...{ startPrice: moneyInput, step: moneyInput, deposit: moneyInput },
      reserve: moneyInput.nullable().optional(),
      startsAt: momentText,
      endsAt: momentText,
      extendWithin: minutes,
      extendBy: minutes,
    }),
    answer: auctionAnswer,
    problems: { bidding_exists: 409, technology_gone: 409, standing: 403, not_verified: 403 },
  },
  async ({ ctx, body }) => {
    const input = announceInput.safeParse(body, { error: codeErrorMap });
    if (!input.success) return fail(problems.invalid(fieldErrors(input.error)));
    const made = await announceAuction(ctx, input.data);
    return made.ok ? show(ctx, made.value.id) : made;
  },
);

/** One step of a bidding; the answer is the bidding as it is afterwards. */
function act<B extends z.ZodType>(
  name: string,
  access: Action,
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<unknown>>,
  refusals: Record<string, number>,
): Endpoint {
  const path = `/auctions/{id}/${name}`;
  return endpoint(
    { method: "POST", path, tag, access, params: oneThing, body, answer: auctionAnswer, problems: refusals },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? show(ctx, params.id) : done;
    },
  );
}

const closed = { bidding_over: 409, own_technology: 403, standing: 403 };

export const auctionEndpoints: readonly Endpoint[] = [
  showMany,
  showOne,
  announce,
  {
    ...act("enter", "deal.buy", enterInput, enterAuction, {
      ...closed,
      terms_changed: 409,
      not_verified: 403,
    }),
    creates: true,
  },
  {
    ...act("bid", "deal.buy", bidInput, placeBid, {
      ...{ ...closed, bid_too_low: 409, leading_already: 409, not_entered: 409, deposit_unpaid: 409 },
    }),
    creates: true,
  },
  act("conclude_sale", "deal.sell", noInput, (ctx, id) => concludeSale(ctx, id), { not_allowed_now: 409 }),
  act("declare_default", "deal.sell", reasonInput, declareDefault, {
    contract_time_left: 409,
    winner_signed: 409,
  }),
  act("contest_default", "deal.buy", reasonInput, contestDefault, { not_allowed_now: 409 }),
  act("decide_default", "contract.mediate", decideDefaultInput, decideDefault, {
    not_allowed_now: 409,
    own_organization: 403,
  }),
  act("call_off_bidding", "deal.sell", reasonInput, callOff, { has_bids: 409, not_allowed_now: 409 }),
];
