import { and, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { operatorIds } from "../operators.server.ts";
import { type ChargeRow, lockCharge } from "../charges/find-charge.server.ts";
import { holdLimit, holdStage, type HoldStage } from "./policy.ts";

/** Money that came by card and is held: it has a limit. */
export const isHolding = and(
  eq(charge.held, true),
  isNull(charge.releasedAt),
  isNotNull(charge.holdUntil),
  sql`${charge.paid} > ${charge.refunded}`,
);

/**
 * Job `warn-of-holds`: both sides and the operators hear, once each, that money has nearly been held for as long as payment
 * services keep it, and that it has been. Moves nothing: whose it is people decide. Run once a day. Returns how many were told of.
 */
export async function warnOfHolds(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const noticeDays = await readParameter(ctx.db, "held_money_notice_days", "", today(now));
  const near = await ctx.db
    .select({ id: charge.id })
    .from(charge)
    .where(and(isHolding, lte(charge.holdUntil, holdLimit(now, noticeDays))))
    .orderBy(charge.holdUntil, charge.id);
  let told = 0;
  for (const { id } of near)
    await ctx.db.transaction(async (tx) => {
      const row = await lockCharge(tx, id);
      const stage = row.holdUntil && row.releasedAt === null && holdStage(row.holdUntil, now, noticeDays);
      if (!stage || (await hasTold(tx, row, stage))) return;
      await tell(tx, ctx, row, stage);
      told += 1;
    });
  return told;
}

const transitions = { ending: "hold-ending", over: "hold-over" } as const;

async function hasTold(tx: Tx, { id }: ChargeRow, stage: HoldStage): Promise<boolean> {
  const [entry] = await tx
    .select({ seq: auditEntry.seq })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.entity, "charge"),
        eq(auditEntry.entityId, id),
        eq(auditEntry.transition, transitions[stage]),
      ),
    )
    .limit(1);
  return entry !== undefined;
}

async function tell(tx: Tx, ctx: Context, { id, holdUntil }: ChargeRow, stage: HoldStage): Promise<void> {
  const detail = { until: holdUntil?.toISOString() };
  await recordAudit(tx, ctx, { entity: "charge", entityId: id, transition: transitions[stage], detail });
  await enqueue(tx, "notify", {
    ...{ template: `charge-${transitions[stage]}`, entity: "charge", entityId: id, reason: "" },
    ...{ parties: ["payer", "payee"], people: await operatorIds(tx) },
  });
}
