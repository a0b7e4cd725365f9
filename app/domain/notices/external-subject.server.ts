import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { externalEntry } from "#db/schema/credit.ts";
import type { Subject } from "./subject.ts";

/** What another authority has published about an organisation, for its owners, who may object. Not once it was taken back. */
export async function loadExternalEntry(tx: Tx, id: string): Promise<Subject | undefined> {
  const [row] = await tx.select().from(externalEntry).where(eq(externalEntry.id, id));
  if (!row || row.withdrawnAt) return undefined;
  return {
    parties: { subject: { action: "case.answer", organization: "organizationId" } },
    row,
    words: () => ({ title: row.documentNo || row.name, authority: row.authority, what: row.reason }),
    href: () => "/organization/credit#external",
  };
}
