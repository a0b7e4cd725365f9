import { asc, eq, inArray } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import { disputeFile, stripeDispute } from "#db/schema/stripe.ts";
import type { EvidenceKind } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import type { DisputeRow } from "./on-dispute.server.ts";
import { evidenceStage, type EvidenceStage } from "./policy.ts";

/** A file of the evidence; `failure` is Stripe's code where it did not take it. */
export interface EvidenceFile {
  id: string;
  disputeId: string;
  kind: EvidenceKind;
  name: string;
  bytes: number;
  mediaType: string;
  sha256: string;
  /** Stripe's id, once it has the file. */
  externalId: string | null;
  failure: string;
}

/** A dispute as the payee sees it. */
export type ShownDispute = Pick<
  DisputeRow,
  "id" | "createdAt" | "reason" | "state" | "evidenceBy" | "evidence" | "evidenceAt" | "evidenceFailure"
> & { stage: EvidenceStage; files: EvidenceFile[] };

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
  const ids = rows.map(({ id }) => id);
  const files = ids.length > 0 ? await filesOf(db, ids) : [];
  return rows.map((row) => ({
    ...{ id: row.id, createdAt: row.createdAt, reason: row.reason, state: row.state },
    ...{ evidenceBy: row.evidenceBy, evidence: row.evidence, evidenceAt: row.evidenceAt },
    ...{ evidenceFailure: row.evidenceFailure, stage: evidenceStage(row, clock.now()) },
    files: files.filter(({ disputeId }) => disputeId === row.id),
  }));
}

/** The files that were put to the evidence in these disputes, in the order in which they came. */
export const filesOf = (tx: Tx, disputeIds: readonly string[]): Promise<EvidenceFile[]> =>
  tx
    .select({
      ...{ id: attachment.id, disputeId: disputeFile.disputeId, kind: disputeFile.kind },
      ...{ name: attachment.name, bytes: attachment.bytes, mediaType: attachment.mediaType },
      ...{ sha256: attachment.sha256, externalId: disputeFile.externalId, failure: disputeFile.failure },
    })
    .from(disputeFile)
    .innerJoin(attachment, eq(attachment.id, disputeFile.attachmentId))
    .where(inArray(disputeFile.disputeId, [...disputeIds]))
    .orderBy(asc(attachment.createdAt), asc(attachment.id));
