import { eq, max } from "drizzle-orm";
import { caseEntry } from "#db/schema/cases.ts";
import type { CaseAudience, CaseEntryKind } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";

/** A page of the file of a case. */
export interface NewEntry {
  kind: CaseEntryKind;
  text: string;
  /** Who reads it beside the handlers; nobody unless said. */
  audience?: CaseAudience;
  detail?: Record<string, unknown>;
}

/** Adds a page to the file under its next number and returns its id. Call it with the case's row locked. */
export async function writeEntry(
  tx: Tx,
  { actor, clock }: Pick<Context, "actor" | "clock">,
  caseId: string,
  { kind, text, audience = "handlers", detail }: NewEntry,
): Promise<string> {
  const [last] = await tx
    .select({ n: max(caseEntry.n) })
    .from(caseEntry)
    .where(eq(caseEntry.caseId, caseId));
  const [row] = await tx
    .insert(caseEntry)
    .values({
      caseId,
      n: (last?.n ?? 0) + 1,
      kind,
      audience,
      text,
      at: clock.now(),
      byId: actor.user?.id ?? null,
      detail,
    })
    .returning({ id: caseEntry.id });
  if (!row) throw new Error("an entry was not written");
  return row.id;
}
