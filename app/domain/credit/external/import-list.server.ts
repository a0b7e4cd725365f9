import { createHash } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { externalEntry, externalList, type ExternalRowIssue } from "#db/schema/credit.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { readRecords } from "../../read-records.server.ts";
import { transact } from "../../transact.server.ts";
import { findSubjects } from "./subjects.server.ts";
import { tellListed } from "./tell.server.ts";
import { type Columns, columnsOf, type ExternalRow, isIssue, readRow } from "./rows.ts";

/** Rows of one list, and how many of the wrong ones are kept with their reasons. */
export const mostRows = 20_000;
const mostRejected = 1000;
const headWithin = 5;
const perStatement = 500;

export interface ListFile {
  name: string;
  fileName: string;
  /** Whose list it is. */
  source: string;
  bytes: Uint8Array;
}

interface Numbered extends ExternalRow {
  row: number;
}

interface Read {
  total: number;
  rows: Numbered[];
  rejected: ExternalRowIssue[];
}

/**
 * An officer takes in a list that another authority has published, whole or not at all; each wrong row alone is left out
 * with its reason, and what is there already stays. Organisations of the officer's territory are matched by their credit
 * code; by name only as a suggestion to a person. Nothing of it is a measure: it is shown as what it is. Refuses
 * `unreadable` with the reader's code.
 */
export async function importExternalList(ctx: Context, file: ListFile): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "external_list.import"))
    return fail(problems.forbidden("external_list.import"));
  const read = await readList(file.bytes, file.source);
  if (!read.ok) return read;
  const { total, rows, rejected } = read.value;
  return transact(ctx.db, async (tx) => {
    const [list] = await tx
      .insert(externalList)
      .values({
        ...{ source: file.source, name: file.name, fileName: file.fileName, importedById: user.id },
        ...{ regionCode: organization.regionCode, total, rejected: rejected.slice(0, mostRejected) },
        sha256: createHash("sha256").update(file.bytes).digest("hex"),
        createdAt: ctx.clock.now(),
      })
      .returning({ id: externalList.id });
    if (!list) throw new Error("the list was not written");
    let known = 0;
    for (let at = 0; at < rows.length; at += perStatement)
      known += await keepRows(tx, ctx, list.id, rows.slice(at, at + perStatement));
    await tx.update(externalList).set({ known }).where(eq(externalList.id, list.id));
    const detail = { source: file.source, total, known, rejected: rejected.length };
    await recordAudit(tx, ctx, {
      entity: "external_list",
      entityId: list.id,
      transition: "import_list",
      detail,
    });
    return list;
  });
}

async function readList(bytes: Uint8Array, source: string): Promise<Result<Read>> {
  try {
    return ok(await readRows(bytes, source));
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    return fail({ code: "unreadable", status: 422, params: { reason: error.code } });
  }
}

async function readRows(bytes: Uint8Array, source: string): Promise<Read> {
  const read: Read = { total: 0, rows: [], rejected: [] };
  let [row, columns]: [number, Columns | undefined] = [0, undefined];
  for await (const cells of readRecords(bytes)) {
    row++;
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (!columns) {
      columns = columnsOf(cells);
      if (!columns && row >= headWithin) throw new UnreadableTable("no_table");
      continue;
    }
    if (++read.total > mostRows) throw new UnreadableTable("too_many_rows");
    const one = readRow(cells, columns, source);
    if (isIssue(one)) read.rejected.push({ row, ...one });
    else read.rows.push({ row, ...one });
  }
  if (!columns) throw new UnreadableTable("no_table");
  return read;
}

/** Writes what is new; of what is there already, the end of its publication follows the newer list. Returns how many were there. */
async function keepRows(tx: Tx, ctx: Context, listId: string, rows: readonly Numbered[]): Promise<number> {
  const there = await liveEntries(tx, rows);
  const fresh = new Map<string, Numbered>();
  for (const row of rows) {
    const old = there.get(keyOf(row));
    if (!old) fresh.set(keyOf(row), fresh.get(keyOf(row)) ?? row);
    else if (old.removedOn !== row.removedOn)
      await tx.update(externalEntry).set({ removedOn: row.removedOn }).where(eq(externalEntry.id, old.id));
  }
  const news = [...fresh.values()];
  const subjects = await findSubjects(tx, ctx, news);
  const values = news.map(({ uscc, ...row }) => ({
    ...{ ...row, listId, uscc: uscc || null },
    ...(subjects.get(row.row) ?? { organizationId: null, match: "none" as const }),
  }));
  if (values.length > 0) {
    const kept = await tx
      .insert(externalEntry)
      .values(values)
      .onConflictDoNothing()
      .returning({ id: externalEntry.id, match: externalEntry.match });
    await tellListed(
      tx,
      kept.flatMap(({ id, match }) => (match === "by_code" ? [id] : [])),
    );
  }
  return rows.length - news.length;
}

/** The same row of the same authority: by its document number, else by the day of listing. */
const keyOf = (row: {
  authority: string;
  name: string;
  documentNo: string;
  listedOn: string | null;
}): string => JSON.stringify([row.authority, row.name, row.documentNo || row.listedOn]);

async function liveEntries(tx: Tx, rows: readonly Numbered[]) {
  const names = [...new Set(rows.map(({ name }) => name))];
  const found = await tx
    .select()
    .from(externalEntry)
    .where(and(inArray(externalEntry.name, names), isNull(externalEntry.withdrawnAt)));
  return new Map(found.map((row) => [keyOf(row), row]));
}
