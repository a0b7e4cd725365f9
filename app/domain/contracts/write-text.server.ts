import { desc, eq } from "drizzle-orm";
import { contractText } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { unprintable } from "#app/integrations/pdf.server.ts";
import { refuse } from "#app/runtime/problem.ts";
import { contractProblems } from "./problems.ts";
import { idOf, readParties, type Scene, type TextRow } from "./scene.server.ts";
import type { Terms } from "./terms.ts";
import { canonicalText, englishText, hashOf } from "./text/canonical.ts";

/** The latest version of a contract's text; undefined before the first. */
export async function latestText(tx: Tx, contractId: string): Promise<TextRow | undefined> {
  const [text] = await tx
    .select()
    .from(contractText)
    .where(eq(contractText.contractId, contractId))
    .orderBy(desc(contractText.n))
    .limit(1);
  return text;
}

/**
 * Writes a new version of the text from terms; versions are only added. Refuses with `contract_unprintable` what the
 * document's font cannot show: a signed text and its PDF say the same.
 */
export async function writeText(
  { tx, row, side, user, now }: Scene,
  terms: Terms,
  note: string,
): Promise<TextRow> {
  const parties = await readParties(tx, row);
  const canonical = canonicalText(terms, parties);
  const missing = unprintable(canonical);
  if (missing.length > 0) refuse(contractProblems.unprintable(missing));
  const before = await latestText(tx, row.id);
  const [text] = await tx
    .insert(contractText)
    .values({
      contractId: row.id,
      n: (before?.n ?? 0) + 1,
      terms,
      canonical,
      english: englishText(terms, parties),
      sha256: hashOf(canonical),
      byId: user.id,
      organizationId: idOf(row, side),
      note,
      createdAt: now,
    })
    .returning();
  if (!text) throw new Error("the text was not written");
  return text;
}
