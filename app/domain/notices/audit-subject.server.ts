import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { auditVerification } from "#db/schema/audit.ts";
import type { Subject } from "./subject.ts";

/** A verification of the audit log; its readers are named by the job. */
export async function loadAuditRun(tx: Tx, id: string): Promise<Subject | undefined> {
  const [run] = await tx.select().from(auditVerification).where(eq(auditVerification.id, id));
  if (!run) return undefined;
  const { faults, through, head, checked } = run;
  return {
    parties: {},
    row: run,
    words: () => ({ faults: String(faults), seal: String(through), hash: head, checked: String(checked) }),
    href: () => "/oversight/audit/integrity",
  };
}
