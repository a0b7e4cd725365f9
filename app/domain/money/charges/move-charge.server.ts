import { eq } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "#app/domain/context.ts";
import { type Move, move } from "#app/domain/move.server.ts";
import { findTransition } from "#app/domain/process.ts";
import type { ChargeRow } from "./find-charge.server.ts";
import { chargeProcess } from "./states.ts";

type Change = Partial<
  Pick<ChargeRow, "paid" | "refunded" | "waived" | "paidAt" | "holdUntil" | "releasedAt" | "expiresAt">
>;

/**
 * Takes a charge through one transition, and its sums with it. What only the platform may say is said by it, whoever
 * brought it about; who that was is in the detail. Returns the row as it then is.
 */
export async function moveCharge(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: ChargeRow,
  step: Move,
  change: Change = {},
): Promise<ChargeRow> {
  await move(tx, actingFor(ctx, step.transition), chargeProcess, charge, row, step);
  return changeCharge(tx, row.id, change);
}

/** Sums change and the state does not. */
export async function changeCharge(tx: Tx, id: string, change: Change): Promise<ChargeRow> {
  const empty = Object.keys(change).length === 0;
  const [changed] = empty
    ? await tx.select().from(charge).where(eq(charge.id, id))
    : await tx.update(charge).set(change).where(eq(charge.id, id)).returning();
  if (!changed) throw new Error(`charge ${id} vanished while it was moved`);
  return changed;
}

function actingFor(ctx: Pick<Context, "actor" | "clock">, transition: string) {
  const byPlatform = findTransition(chargeProcess, transition)?.by.every((party) => party === "clock");
  return byPlatform ? { actor: systemActor(ctx.actor.requestId), clock: ctx.clock } : ctx;
}
