import { and, eq, inArray, sql } from "drizzle-orm";
import { rectification } from "#db/schema/cases.ts";
import { creditEvent, creditEventChange, measure, measureChange } from "#db/schema/credit.ts";
import type { MeasureChangeKind, WithdrawalReason } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { move } from "../move.server.ts";
import { withdrawPublished } from "./publication/withdraw.server.ts";
import { rectificationProcess } from "./rectification/states.ts";

export interface Ending {
  at: Date;
  kind: "revoke" | "repair";
  withdrawal: Exclude<WithdrawalReason, "expired">;
  reason: string;
  byId: string | null;
  /** The decision of the review that ends it; null for a repair. */
  decisionId: string | null;
}

/**
 * Ends all that a decision did, together: its measures, its event in the integrity record, its publication. Rows are
 * added, none removed; the register drops it at once, where the law gives three working days (Administrative Penalty Law,
 * Art. 48). Call under `lockStanding`.
 */
export async function endSanction(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  ofDecision: string,
  ending: Ending,
): Promise<void> {
  const { at, reason, byId, kind } = ending;
  await changeMeasures(tx, ofDecision, kind, ending);
  const events = await tx
    .select({ id: creditEvent.id })
    .from(creditEvent)
    .where(and(eq(creditEvent.causeType, "decision"), eq(creditEvent.causeId, ofDecision)));
  for (const { id } of events)
    await tx.insert(creditEventChange).values({ eventId: id, kind, from: at, reason, byId });
  await withdrawPublished(tx, ctx, ofDecision, { reason: ending.withdrawal, note: reason });
}

/** Adds a change to every measure of a decision that was not ended before and has not run out; returns how many. Only what was stayed resumes. */
export async function changeMeasures(
  tx: Tx,
  ofDecision: string,
  kind: MeasureChangeKind,
  { at, reason, byId, decisionId }: Omit<Ending, "kind" | "withdrawal">,
): Promise<number> {
  const standing = await tx
    .select({ id: measure.id, organizationId: measure.organizationId })
    .from(measure)
    .where(
      and(
        eq(measure.decisionId, ofDecision),
        sql`(${measure.until} is null or ${measure.until} > ${at.toISOString()}::timestamptz)`,
        sql`not exists (select 1 from ${measureChange} c where c.measure_id = ${measure.id}
          and c.kind in ('lift', 'repair', 'revoke'))`,
        kind === "resume"
          ? sql`exists (select 1 from ${measureChange} c where c.measure_id = ${measure.id} and c.kind = 'stay')`
          : undefined,
      ),
    );
  for (const { id, organizationId } of standing) {
    await tx.insert(measureChange).values({ measureId: id, kind, from: at, reason, byId, decisionId });
    await enqueue(
      tx,
      "index-owned",
      { organizationId },
      { key: `standing:${id}:${kind}:${at.getTime()}`, runAt: at },
    );
  }
  return standing.length;
}

/** What a decision ordered to be put right is no longer asked for. */
export async function voidRectifications(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  ofDecision: string,
): Promise<void> {
  const open = await tx
    .select()
    .from(rectification)
    .where(
      and(
        eq(rectification.decisionId, ofDecision),
        inArray(rectification.state, ["ordered", "submitted", "returned", "missed"]),
      ),
    )
    .for("update");
  for (const row of open)
    await move(tx, ctx, rectificationProcess, rectification, row, { transition: "void" });
}
