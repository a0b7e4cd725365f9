import { and, eq } from "drizzle-orm";
import { demand, listing } from "#db/schema/catalog.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { createListing } from "../../catalog/create-listing.server.ts";
import { limits } from "../../catalog/limits.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { readRecords } from "../../read-records.server.ts";
import { keywordsFor } from "../post-demand.server.ts";
import {
  type Columns,
  columnsOf,
  columnsWithoutHead,
  isIssue,
  type ReadDemand,
  readRow,
  type RowIssue,
} from "./rows.ts";

/** What became of a list of demands; `rejected` names row (as a spreadsheet counts), column and code. */
export interface ImportedDemands {
  total: number;
  created: string[];
  unchanged: number;
  rejected: (RowIssue & { row: number })[];
}

/** Rows of one list. */
export const mostDemands = 2000;

/**
 * Imports a list of demands (CSV in UTF-8 or GB18030, XLSX, XLS, or values in single quotes) as drafts of the actor's
 * organisation; each row alone, so that one that is wrong does not hold up the others. A demand of the same title,
 * problem and target that is there already stays. Refuses `unreadable` with the reader's code.
 */
export async function importDemands(ctx: Context, bytes: Uint8Array): Promise<Result<ImportedDemands>> {
  const owner = ctx.actor.organization;
  if (!owner || !may(ctx.actor, "demand.edit", { organizationId: owner.id }))
    return fail(problems.forbidden("demand.edit"));
  const rows = await readRows(bytes);
  if (!rows.ok) return rows;
  const done: ImportedDemands = { total: 0, created: [], unchanged: 0, rejected: [] };
  for (const { row, cells, columns } of rows.value) {
    done.total++;
    const read = readRow(cells, columns);
    if (isIssue(read)) done.rejected.push({ row, ...read });
    else await keep(ctx, owner, row, read, done);
  }
  return ok(done);
}

async function keep(
  ctx: Context,
  owner: { id: string; regionCode: string },
  row: number,
  read: ReadDemand,
  done: ImportedDemands,
): Promise<void> {
  const { title, budgetMax, deadlineOn, ...texts } = read;
  if (await isThere(ctx, owner.id, read)) {
    done.unchanged++;
    return;
  }
  const made = await createListing(ctx, {
    ...{ kind: "demand", titleZh: title, regionCode: owner.regionCode },
    summaryZh: (texts.problem || texts.target).slice(0, limits.summary),
    keywords: (await keywordsFor(ctx, title, [texts.problem, texts.target])).map((word) =>
      word.slice(0, limits.keyword),
    ),
    demand: { ...texts, budgetMax, deadlineOn },
  });
  if (made.ok) done.created.push(made.value.id);
  else {
    const [first] = made.problem.errors ?? [];
    done.rejected.push({ row, column: first?.path ?? "", code: first?.code ?? made.problem.code });
  }
}

async function isThere(
  { db }: Context,
  organizationId: string,
  { title, problem, target }: ReadDemand,
): Promise<boolean> {
  const [same] = await db
    .select({ id: listing.id })
    .from(listing)
    .innerJoin(demand, eq(demand.listingId, listing.id))
    .where(
      and(
        eq(listing.organizationId, organizationId),
        eq(listing.titleZh, title),
        eq(demand.problem, problem),
        eq(demand.target, target),
      ),
    )
    .limit(1);
  return same !== undefined;
}

interface NumberedRow {
  row: number;
  cells: string[];
  columns: Columns;
}

async function readRows(bytes: Uint8Array): Promise<Result<NumberedRow[]>> {
  try {
    return ok(await rowsOf(bytes));
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    return fail({ code: "unreadable", status: 422, params: { reason: error.code } });
  }
}

async function rowsOf(bytes: Uint8Array): Promise<NumberedRow[]> {
  const records: { row: number; cells: string[] }[] = [];
  let row = 0;
  for await (const cells of readRecords(bytes, { quotedLists: true })) {
    row++;
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (records.length > mostDemands) throw new UnreadableTable("too_many_demands");
    records.push({ row, cells });
  }
  const first = records[0]?.cells ?? [];
  const headed = columnsOf(first);
  const columns = headed ?? columnsWithoutHead(first);
  if (!columns) throw new UnreadableTable("no_table");
  return records.slice(headed ? 1 : 0).map((one) => ({ ...one, columns }));
}
