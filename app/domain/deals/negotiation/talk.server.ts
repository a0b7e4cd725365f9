import { and, eq, isNull } from "drizzle-orm";
import { technology } from "#db/schema/catalog.ts";
import { dealNotice, negotiation, offer } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "../../catalog/days.ts";
import type { Context } from "../../context.ts";
import { readParameter } from "../../parameters.server.ts";
import { dealLimits } from "../limits.ts";
import type { NegotiationRow } from "../lock.server.ts";
import { answerBy, type MovedNegotiation } from "./enquire.server.ts";
import type { OfferInput } from "./inputs.ts";
import { confidentialityTerms } from "./policy.ts";
import { inNegotiation, type Side, step, writeEnding } from "./step.server.ts";

/** The seller takes an enquiry up, on the same confidentiality terms; the first offer is its turn. */
export function openNegotiation(
  ctx: Context,
  id: string,
  { termsVersion }: { termsVersion: number },
): Promise<Result<MovedNegotiation>> {
  if (termsVersion !== confidentialityTerms.version)
    return Promise.resolve(fail({ code: "terms_changed", status: 409 }));
  return inNegotiation(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const moved = await step(tx, ctx, row, {
      transition: "open_negotiation",
      deadline: await answerBy(tx, now),
    });
    await tx.update(negotiation).set({ sellerAcceptedAt: now }).where(eq(negotiation.id, id));
    return moved;
  });
}

/** Puts terms to the other side: the next version, which stays. It is the other side's turn then. */
export function makeOffer(ctx: Context, id: string, input: OfferInput): Promise<Result<MovedNegotiation>> {
  return inNegotiation(ctx, id, async (tx, row, side) => {
    await demandOffered(tx, row, input);
    const now = ctx.clock.now();
    const moved = await step(tx, ctx, row, {
      transition: `${side}_offer`,
      deadline: await answerBy(tx, now),
      detail: { n: row.offers + 1 },
    });
    const userId = ctx.actor.user?.id ?? row.buyerUserId;
    await tx.insert(offer).values({ ...input, negotiationId: id, n: row.offers + 1, side, userId, at: now });
    await tx
      .update(negotiation)
      .set({ offers: row.offers + 1 })
      .where(eq(negotiation.id, id));
    return moved;
  });
}

async function demandOffered(tx: Tx, row: NegotiationRow, { mode }: OfferInput): Promise<void> {
  if (row.offers >= dealLimits.offers) refuse({ code: "too_many_offers", status: 409 });
  const [offered] = await tx
    .select({ modes: technology.transferModes })
    .from(technology)
    .where(eq(technology.listingId, row.technologyId));
  if (!offered?.modes.includes(mode)) refuse(problems.invalid([{ path: "mode", code: "mode_not_offered" }]));
}

/** Accepts the other side's latest version as it stands. Refuses `no_offer_to_accept` when there is none of theirs. */
export function acceptOffer(ctx: Context, id: string): Promise<Result<MovedNegotiation>> {
  return inNegotiation(ctx, id, async (tx, row, side) => {
    if (!(await isTheirs(tx, row, side))) return refuse({ code: "no_offer_to_accept", status: 409 });
    const now = ctx.clock.now();
    const days = await readParameter(tx, "negotiation_conclude_days", "", calendarDay(now));
    await tx
      .update(negotiation)
      .set({ agreedOffer: row.offers, agreedAt: now })
      .where(eq(negotiation.id, id));
    return step(tx, ctx, row, {
      transition: `${side}_accept`,
      deadline: endOfDay(now, days),
      detail: { n: row.offers },
    });
  });
}

async function isTheirs(tx: Tx, row: NegotiationRow, side: Side): Promise<boolean> {
  const [last] = await tx
    .select({ side: offer.side })
    .from(offer)
    .where(and(eq(offer.negotiationId, row.id), eq(offer.n, row.offers)));
  return last !== undefined && last.side !== side;
}

/** The seller does not take the enquiry up, and says why. */
export function declineEnquiry(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedNegotiation>> {
  return leave(ctx, id, "not_take_up", reason);
}

/** Either side ends it before it is concluded, and says why; a running notice is withdrawn with it. */
export function breakOff(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedNegotiation>> {
  return leave(ctx, id, "break_off", reason);
}

function leave(ctx: Context, id: string, transition: "not_take_up" | "break_off", reason: string) {
  const work = async (tx: Tx, row: NegotiationRow) => {
    await writeEnding(tx, id, reason);
    await withdrawNotice(tx, id, ctx.clock.now());
    return step(tx, ctx, row, { transition });
  };
  return inNegotiation(ctx, id, work, { ending: true });
}

/** Takes agreed terms back to the table, because an objection holds or something changed. It is the seller's turn. */
export function renegotiate(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedNegotiation>> {
  return inNegotiation(ctx, id, async (tx, row) => {
    await writeEnding(tx, id, reason);
    await withdrawNotice(tx, id, ctx.clock.now());
    const deadline = await answerBy(tx, ctx.clock.now());
    const moved = await step(tx, ctx, row, { transition: "renegotiate", deadline });
    await tx.update(negotiation).set({ agreedOffer: null, agreedAt: null }).where(eq(negotiation.id, id));
    return moved;
  });
}

const withdrawNotice = (tx: Tx, negotiationId: string, at: Date) =>
  tx
    .update(dealNotice)
    .set({ withdrawnAt: at })
    .where(and(eq(dealNotice.negotiationId, negotiationId), isNull(dealNotice.withdrawnAt)));
