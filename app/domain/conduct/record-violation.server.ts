import { violation } from "#db/schema/conduct.ts";
import type { booking } from "#db/schema/booking.ts";
import type { ViolationCode } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { drawConsequence } from "./draw-consequence.server.ts";
import { lockConduct } from "./lock.server.ts";
import { countsUntil, isLate } from "./policy.ts";
import { conductRulesOf } from "./rules.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** A booking as far as conduct is concerned. */
export type Booked = Pick<
  typeof booking.$inferSelect,
  "id" | "facilityId" | "providerId" | "organizationId" | "userId" | "policyVersion" | "startsAt" | "endsAt"
>;

/**
 * Writes down what went wrong with a booking by its booker's doing, tells them, and draws the consequence that the rules
 * it was made under foresee. The provider's own people are no exception. The same for the same booking is recorded
 * once. Call it in the transaction of the act that shows it.
 */
export async function recordViolation(
  tx: Tx,
  ctx: Actorly,
  { booking: row, code, at }: { booking: Booked; code: ViolationCode; at: Date },
): Promise<void> {
  const rules = await conductRulesOf(tx, row.facilityId, row.policyVersion);
  await lockConduct(tx, row.facilityId);
  const { facilityId, providerId, organizationId, userId } = row;
  const who = { facilityId, providerId, organizationId, userId };
  const [made] = await tx
    .insert(violation)
    .values({ ...who, bookingId: row.id, code, at, until: countsUntil(at, rules), stateSince: at })
    .onConflictDoNothing()
    .returning({ id: violation.id });
  if (!made) return;
  const entity = { entity: "violation", entityId: made.id };
  await recordAudit(tx, ctx, {
    ...entity,
    transition: "record_violation",
    toState: "recorded",
    detail: { code },
  });
  await enqueue(tx, "notify", {
    template: "violation-recorded",
    ...entity,
    parties: ["subject"],
    reason: "",
  });
  await drawConsequence(tx, ctx, who, rules);
}

/** Records a check-in that is later than the rules forgive. */
export async function recordIfLate(tx: Tx, ctx: Actorly, row: Booked, at: Date): Promise<void> {
  const rules = await conductRulesOf(tx, row.facilityId, row.policyVersion);
  if (isLate(at, row.startsAt, rules)) await recordViolation(tx, ctx, { booking: row, code: "late", at });
}

/** Records a use that ended later than the rules forgive. */
export async function recordIfOverrun(tx: Tx, ctx: Actorly, row: Booked, endedAt: Date): Promise<boolean> {
  const rules = await conductRulesOf(tx, row.facilityId, row.policyVersion);
  const overran = isLate(endedAt, row.endsAt, rules);
  if (overran) await recordViolation(tx, ctx, { booking: row, code: "overrun", at: endedAt });
  return overran;
}
