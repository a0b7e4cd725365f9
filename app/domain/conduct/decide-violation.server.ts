import { and, eq, inArray } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { violation } from "#db/schema/conduct.ts";
import type { ViolationCode } from "#db/schema/vocabulary.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../context.ts";
import { withdrawUsageEvents } from "../credit/record-usage.server.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { releaseUndeserved } from "./draw-consequence.server.ts";
import { lockConduct } from "./lock.server.ts";
import { chargedCodes, creditCodes } from "./policy.ts";
import { violationProcess } from "./states.ts";

type Row = typeof violation.$inferSelect;
type Actorly = Pick<Context, "actor" | "clock">;

/** Staff answer a contest: the violation stands, for a reason that its subject reads. */
export const upholdViolation = (ctx: Context, id: string, input: { reason: string }): Promise<Result<void>> =>
  decide(ctx, id, async (tx, row) => {
    await move(tx, ctx, violationProcess, violation, row, { transition: "uphold", ...input });
    await tx.update(violation).set(input).where(eq(violation.id, row.id));
  });

/**
 * Staff waive a violation, contested or not, for a reason. The charge and the credit event go with it, and so does every
 * block that the rest would not have led to.
 */
export const waiveViolation = (ctx: Context, id: string, input: { reason: string }): Promise<Result<void>> =>
  decide(ctx, id, (tx, row) => waive(tx, ctx, ctx, row, "waive", input.reason));

/**
 * Takes back what was recorded for a booking because it turned out otherwise: it was used after all, or somebody else
 * used its time. Does nothing where nothing stands. Call in the transaction that shows it.
 */
export async function withdrawViolation(
  tx: Tx,
  ctx: Actorly,
  { bookingId, code, reason }: { bookingId: string; code: ViolationCode; reason: string },
): Promise<void> {
  const [row] = await tx
    .select()
    .from(violation)
    .where(
      and(
        eq(violation.bookingId, bookingId),
        eq(violation.code, code),
        inArray(violation.state, ["recorded", "contested", "upheld"]),
      ),
    );
  if (!row) return;
  await lockConduct(tx, row.facilityId);
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  await waive(tx, ctx, timer, row, "withdraw", reason);
}

/** Runs `work` on a violation at a facility of the actor's organisation, under the facility's lock. */
async function decide(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: Row) => Promise<void>,
): Promise<Result<void>> {
  const providerId = ctx.actor.organization?.id;
  if (!providerId || !may(ctx.actor, "booking.manage")) return fail(problems.forbidden("booking.manage"));
  const own = and(eq(violation.id, id), eq(violation.providerId, providerId));
  return transact(ctx.db, async (tx) => {
    const [known] = await tx.select({ facilityId: violation.facilityId }).from(violation).where(own);
    if (!known) return refuse(problems.notFound("violation"));
    await lockConduct(tx, known.facilityId);
    const [row] = await tx.select().from(violation).where(own);
    return row ? work(tx, row) : refuse(problems.notFound("violation"));
  });
}

async function waive(
  tx: Tx,
  ctx: Actorly,
  mover: Actorly,
  row: Row,
  transition: "waive" | "withdraw",
  reason: string,
): Promise<void> {
  await move(tx, mover, violationProcess, violation, row, { transition, reason });
  await tx.update(violation).set({ reason }).where(eq(violation.id, row.id));
  const [booked] = await tx.select().from(booking).where(eq(booking.id, row.bookingId));
  if (!booked) throw new Error(`violation ${row.id} is of no booking`);
  const code = creditCodes.find((known) => known === row.code);
  if (code) await withdrawUsageEvents(tx, ctx.clock.now(), code, booked);
  if (chargedCodes.includes(row.code) && booked.charge !== null) {
    await tx.update(booking).set({ charge: null, chargeWaiver: reason }).where(eq(booking.id, booked.id));
    await enqueue(tx, "settle-booking-charges", { bookingId: booked.id });
  }
  await releaseUndeserved(tx, ctx, row, reason);
}
