import { eq } from "drizzle-orm";
import { negotiation } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { may } from "../../identity/permissions.ts";
import { move, type Move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { lockNegotiation, type NegotiationRow } from "../lock.server.ts";
import type { MovedNegotiation } from "./enquire.server.ts";
import { negotiationProcess } from "./states.ts";

export type Side = "seller" | "buyer";

/** For which side of the negotiation the actor acts; null for everybody else. */
export function sideOf(
  { actor }: Pick<Context, "actor">,
  { sellerId, buyerId }: Pick<NegotiationRow, "sellerId" | "buyerId">,
): Side | null {
  if (may(actor, "deal.sell", { organizationId: sellerId })) return "seller";
  return may(actor, "deal.buy", { organizationId: buyerId }) ? "buyer" : null;
}

/**
 * Runs `work` on a negotiation of the actor's organisation, locked, while both sides stand well enough to deal: to
 * everybody else it does not exist (`not_found`). Nothing that was said goes into the log.
 */
export async function inNegotiation(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: NegotiationRow, side: Side) => Promise<MovedNegotiation>,
  { ending = false }: { ending?: boolean } = {},
): Promise<Result<MovedNegotiation>> {
  if (!may(ctx.actor, "deal.sell") && !may(ctx.actor, "deal.buy"))
    return fail(problems.forbidden("deal.buy"));
  return transact(ctx.db, async (tx) => {
    const row = await lockNegotiation(tx, id);
    const side = row && sideOf(ctx, row);
    if (!side) return refuse(problems.notFound("negotiation"));
    // Whoever may no longer deal may still leave.
    if (!ending) {
      await demandStanding(tx, row.sellerId, "list", ctx.clock.now());
      await demandStanding(tx, row.buyerId, "propose", ctx.clock.now());
    }
    return work(tx, row, side);
  });
}

/** Takes one step of the table; refuses `negotiation_lapsed` when the time for an answer is over but not yet noted. */
export async function step(
  tx: Tx,
  ctx: Context,
  row: NegotiationRow,
  taken: Omit<Move, "reason">,
): Promise<MovedNegotiation> {
  const late = row.state !== "deal_notice" && row.deadline !== null && row.deadline <= ctx.clock.now();
  if (late) return refuse({ code: "negotiation_lapsed", status: 409 });
  return { id: row.id, state: await move(tx, ctx, negotiationProcess, negotiation, row, taken) };
}

/** Keeps why it ended, or was reopened, for the two sides. */
export const writeEnding = (tx: Tx, id: string, ending: string) =>
  tx.update(negotiation).set({ ending }).where(eq(negotiation.id, id));
