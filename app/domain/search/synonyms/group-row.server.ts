import { asc, eq, max, sql } from "drizzle-orm";
import { v5 as uuidv5 } from "uuid";
import { searchSynonym } from "#db/schema/search.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { type Problem, refuse } from "#app/runtime/problem.ts";
import { sameList } from "./plan.ts";
import { fold } from "#search/language/normalise.ts";

const termsAJob = 500;

/** Makes the audit log's id of a group from its number. */
const groupNamespace = "c2b7c1c4-53f5-4a0e-9a53-6d1f0f6a9b1e";

/** What the audit log calls a group. */
export const auditIdOf = (group: number): string => uuidv5(String(group), groupNamespace);

/** What a log entry of an edit keeps: enough to show it and to take it back. */
export interface EditDetail extends Record<string, unknown> {
  group: number;
  before: string[];
  after: string[];
}

/** The terms of a group in their order; empty when there is no such group. */
export async function termsOf(tx: Tx, group: number): Promise<string[]> {
  const rows = await tx
    .select({ term: searchSynonym.term })
    .from(searchSynonym)
    .where(eq(searchSynonym.groupNo, group))
    .orderBy(asc(searchSynonym.position), asc(searchSynonym.term));
  return rows.map(({ term }) => term);
}

/**
 * The number of a new group: none that a group ever had, since the log speaks of it. Only while the edition is held, or
 * two would take the same.
 */
export async function nextGroup(tx: Tx): Promise<number> {
  const [row] = await tx.select({ last: max(searchSynonym.groupNo) }).from(searchSynonym);
  const [past] = await tx
    .select({ last: sql<number | null>`max((${auditEntry.detail}->>'group')::int)` })
    .from(auditEntry)
    .where(eq(auditEntry.entity, "synonym"));
  return Math.max(row?.last ?? 0, past?.last ?? 0) + 1;
}

/** Somebody else has changed the group since the editor saw it; `details.terms` are what it holds now. */
export const changedMeanwhile = (terms: readonly string[]): Problem => ({
  code: "synonyms_changed",
  status: 409,
  details: { terms: [...terms] },
});

type Act = "add_synonyms" | "edit_synonyms" | "delete_synonyms" | "undo_synonyms" | "import_synonyms";

/**
 * Replaces the terms of a group (none: deletes it), notes it in the log, and asks for new index entries of the listings
 * that name any of them. The caller holds the edition and has read `before`.
 */
export async function writeGroup(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  edit: EditDetail & { act: Act; reason: string },
): Promise<void> {
  const { group, before, after, act, reason } = edit;
  await tx.delete(searchSynonym).where(eq(searchSynonym.groupNo, group));
  if (after.length > 0)
    await tx
      .insert(searchSynonym)
      .values(after.map((term, position) => ({ groupNo: group, term, position })));
  const detail: EditDetail = { group, before, after };
  await recordAudit(tx, ctx, {
    entity: "synonym",
    entityId: auditIdOf(group),
    transition: act,
    reason,
    detail,
  });
}

/** Asks for new index entries of the listings that name any of the terms. */
export async function askReprojection(tx: Tx, terms: readonly string[]): Promise<void> {
  const once = [...new Map(terms.map((term) => [fold(term).trim(), term])).values()];
  for (let from = 0; from < once.length; from += termsAJob)
    await enqueue(tx, "reproject-synonyms", { terms: once.slice(from, from + termsAJob) });
}

/** Refuses unless the group still holds what the editor saw. Returns its terms. */
export async function demandUnchanged(tx: Tx, group: number, seen: readonly string[]): Promise<string[]> {
  const now = await termsOf(tx, group);
  return sameList(now, seen) ? now : refuse(changedMeanwhile(now));
}
