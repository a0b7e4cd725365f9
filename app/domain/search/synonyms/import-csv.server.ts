import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { asc } from "drizzle-orm";
import { searchSynonym } from "#db/schema/search.ts";
import type { Tx } from "#db/client.ts";
import { decode, detectEncoding } from "#app/runtime/tables/encoding.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { readRecords } from "#app/domain/read-records.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { fail, ok, type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { holdEdition } from "#search/synonyms.ts";
import { askReprojection, nextGroup, writeGroup } from "./group-row.server.ts";
import { type Plan, planEdits } from "./plan.ts";
import { wholeProvince } from "./policy.ts";

/** The text comes back in a form, and no form without files is longer. */
const mostBytes = 900_000;
const mostLines = 5000;
const unreadable: Problem = { code: "synonyms_unreadable", status: 422 };

/** The text of an uploaded file in UTF-8 or GB18030; refuses with `synonyms_unreadable`. */
export function textOfFile(bytes: Uint8Array): Result<string> {
  const encoding = bytes.length > mostBytes ? undefined : detectEncoding(bytes);
  return encoding && bytes.length > 0 ? ok([...decode(bytes, encoding)].join("")) : fail(unreadable);
}

/** A plan with a mark that changes whenever the plan does. */
export interface MarkedPlan extends Plan {
  mark: string;
}

/** What importing this text would change now. Refuses with `synonyms_unreadable`. */
export async function planImport(tx: Tx, text: string): Promise<Result<MarkedPlan>> {
  const rows = await readRows(text);
  if (!rows) return fail(unreadable);
  const plan = planEdits(rows, await readGroups(tx));
  const mark = encodeHexLowerCase(sha256(new TextEncoder().encode(JSON.stringify(plan.edits))));
  return ok({ ...plan, mark });
}

/**
 * Imports what was previewed under `mark`, all or nothing, and notes each group in the log. Refuses with
 * `synonyms_plan_changed` when it would be something else by now. Returns how many groups changed.
 */
export async function importSynonyms(
  ctx: Context,
  { text, mark, reason }: { text: string; mark: string; reason: string },
): Promise<Result<number>> {
  if (!may(ctx.actor, "synonym.edit", wholeProvince)) return fail(problems.forbidden("synonym.edit"));
  return transact(ctx.db, async (tx) => {
    await holdEdition(tx);
    const plan = await planImport(tx, text);
    if (!plan.ok) return refuse(plan.problem);
    const { edits, errors } = plan.value;
    if (plan.value.mark !== mark || errors.length > 0)
      return refuse({ code: "synonyms_plan_changed", status: 409 });
    let fresh = await nextGroup(tx);
    for (const edit of edits) {
      const group = edit.group ?? fresh++;
      const { before, after } = edit;
      await writeGroup(tx, ctx, { group, before, after, act: "import_synonyms", reason });
    }
    await askReprojection(
      tx,
      edits.flatMap(({ before, after }) => [...before, ...after]),
    );
    return edits.length;
  });
}

async function readRows(text: string): Promise<string[][] | undefined> {
  const rows: string[][] = [];
  try {
    for await (const row of readRecords(new TextEncoder().encode(text), { encoding: "utf-8" })) {
      rows.push(row);
      if (rows.length > mostLines) return undefined;
    }
  } catch (error) {
    if (error instanceof UnreadableTable) return undefined;
    throw error;
  }
  return rows;
}

async function readGroups(tx: Tx): Promise<Map<number, string[]>> {
  const rows = await tx
    .select()
    .from(searchSynonym)
    .orderBy(asc(searchSynonym.groupNo), asc(searchSynonym.position), asc(searchSynonym.term));
  const grouped = Map.groupBy(rows, ({ groupNo }) => groupNo);
  return new Map([...grouped].map(([group, terms]) => [group, terms.map(({ term }) => term)]));
}
