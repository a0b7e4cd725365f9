import { asc, eq } from "drizzle-orm";
import { stripeDispute } from "#db/schema/stripe.ts";
import type { Context } from "#app/domain/context.ts";
import { evidenceStage, type EvidenceStage } from "./policy.ts";
import type { DisputeRow } from "./give-evidence.server.ts";

/** A dispute as the payee sees it. */
export type ShownDispute = Pick<
  DisputeRow,
  "id" | "createdAt" | "reason" | "state" | "evidenceBy" | "evidence" | "evidenceAt" | "evidenceFailure"
> & { stage: EvidenceStage };

/** What payers' banks have disputed of a charge, oldest first. The caller has checked that its reader is of the payee. */
export async function disputesOf(
  { db, clock }: Pick<Context, "db" | "clock">,
  chargeId: string,
): Promise<ShownDispute[]> {
  const rows = await db
    .select()
    .from(stripeDispute)
    .where(eq(stripeDispute.chargeId, chargeId))
    .orderBy(asc(stripeDispute.id));
  return rows.map((row) => ({
    ...{ id: row.id, createdAt: row.createdAt, reason: row.reason, state: row.state },
    ...{ evidenceBy: row.evidenceBy, evidence: row.evidence, evidenceAt: row.evidenceAt },
    ...{ evidenceFailure: row.evidenceFailure, stage: evidenceStage(row, clock.now()) },
  }));
}
