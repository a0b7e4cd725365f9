import { and, eq, isNull } from "drizzle-orm";
import { disputeFile, stripeDispute } from "#db/schema/stripe.ts";
import type { StripeFailure } from "#app/integrations/stripe/client.server.ts";
import {
  type EvidencePapers,
  submitEvidence,
  uploadEvidence,
} from "#app/integrations/stripe/disputes.server.ts";
import { readContent } from "#app/runtime/files.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { StripeTrouble } from "../failures.ts";
import { stripe } from "../settings.server.ts";
import type { DisputeRow } from "./on-dispute.server.ts";
import { type EvidenceFile, filesOf } from "./queries.server.ts";

type Ctx = Pick<Context, "db" | "clock">;
type Sent<T> = { ok: true; value: T } | { ok: false; failure: StripeFailure };

const unsent = (id: string) => and(eq(stripeDispute.id, id), isNull(stripeDispute.evidenceSentAt));

/**
 * Job `send-evidence`: gives Stripe the files and then what the payee has said with them, once, however often it runs: a file
 * that Stripe has is not sent again. What Stripe refuses is kept with its code, and the payee is told.
 */
export async function sendEvidence(ctx: Ctx, id: string): Promise<void> {
  const [row] = await ctx.db.select().from(stripeDispute).where(unsent(id));
  if (!row?.evidenceAt || row.evidenceFailure !== "") return;
  const key = `${id}-${row.evidenceAt.getTime()}`;
  const papers = await sendFiles(ctx, id, key);
  const sent = papers.ok
    ? await submitEvidence(
        stripe(),
        { disputeId: row.disputeId, text: row.evidence, papers: papers.value },
        `evidence-${key}`,
      )
    : papers;
  if (sent.ok) await ctx.db.update(stripeDispute).set({ evidenceSentAt: ctx.clock.now() }).where(unsent(id));
  else await refused(ctx, row, sent.failure);
}

/** Sends the files that Stripe does not have yet, one after another; returns its ids by heading. */
async function sendFiles({ db }: Ctx, id: string, key: string): Promise<Sent<EvidencePapers>> {
  const papers: EvidencePapers = {};
  for (const file of await filesOf(db, [id])) {
    const sent = file.externalId === null ? await sendFile(db, file, key) : file.externalId;
    if (typeof sent !== "string") return { ok: false, failure: sent };
    papers[file.kind] = sent;
  }
  return { ok: true, value: papers };
}

async function sendFile(
  db: Context["db"],
  { id, name, mediaType, sha256 }: EvidenceFile,
  key: string,
): Promise<string | StripeFailure> {
  const content = await readContent(db, sha256);
  if (!content) throw new Error(`evidence file ${id} has no content`);
  const sent = await uploadEvidence(stripe(), { name, mediaType, content }, `evidence-file-${id}-${key}`);
  const known = eq(disputeFile.attachmentId, id);
  if (sent.ok) {
    await db.update(disputeFile).set({ externalId: sent.value }).where(known);
    return sent.value;
  }
  const { failure } = sent;
  if (failure.kind === "refused") await db.update(disputeFile).set({ failure: failure.code }).where(known);
  return failure;
}

async function refused({ db }: Ctx, { id, chargeId }: DisputeRow, failure: StripeFailure): Promise<void> {
  if (failure.kind === "unreachable") throw new StripeTrouble(failure);
  await db.transaction(async (tx) => {
    await tx.update(stripeDispute).set({ evidenceFailure: failure.code }).where(unsent(id));
    await enqueue(tx, "notify", {
      ...{ template: "charge-evidence-refused", entity: "charge", entityId: chargeId },
      ...{ parties: ["payee"], reason: failure.code },
    });
  });
}
