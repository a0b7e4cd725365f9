import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { ahead } from "#app/runtime/ahead.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { loadCurrent } from "./current.server.ts";
import { type Change, makeLens, planChange } from "./examine.ts";
import { ignoredColumns } from "./headers.ts";
import { isWarning } from "./issues.ts";
import type { Table } from "./open-table.server.ts";
import type { ImportResult } from "./queries.server.ts";
import { type ReadRow, readRows } from "./read-rows.server.ts";
import { settleTable } from "./settle-table.server.ts";
import { type Upload, unreadableProblem } from "./upload-import.server.ts";
import { loadWords } from "./words.server.ts";

/** What an import would do, without doing it or keeping anything. Refuses like `uploadImport`. */
export async function tryImport(
  ctx: Context,
  upload: Upload,
  told: (rows: number) => void = () => {},
): Promise<Result<ImportResult>> {
  const owner = ctx.actor.organization;
  if (!owner || !may(ctx.actor, "import.run", { organizationId: owner.id }))
    return fail(problems.forbidden("import.run"));
  const { format, encoding, delimiter, content } = upload;
  try {
    const table = await settleTable(ctx.db, owner.id, content, { format, encoding, delimiter });
    return ok(await readThrough(ctx, owner, table, told));
  } catch (error) {
    if (error instanceof UnreadableTable) return fail(unreadableProblem(error));
    throw error;
  }
}

async function readThrough(
  { db }: Context,
  owner: { id: string; regionCode: string },
  table: Table,
  told: (rows: number) => void,
): Promise<ImportResult> {
  const result: ImportResult = { ...nothing, ignored: [], rejected: [] };
  const filled = new Set<string>();
  const lens = makeLens(table.format, table.mapping, await loadWords(db));
  for await (const rows of ahead(readRows(db, owner.id, table.rows, lens))) {
    const ids = rows.map(({ innerId }) => innerId);
    const current = await loadCurrent(db, owner.id, ids);
    for (const row of rows) {
      for (const [header, cell] of Object.entries(row.raw)) if (cell.trim() !== "") filled.add(header);
      foresee(result, row, (one) =>
        planChange(one, current.get(one.innerId)?.record, lens, owner.regionCode),
      );
    }
    told(result.total);
  }
  return { ...result, ignored: ignoredColumns(table, (header) => filled.has(header)) };
}

const nothing = {
  ...{ id: "", state: "done" as const, failure: null },
  ...{ total: 0, created: 0, updated: 0, unchanged: 0 },
};

const counted = { create: "created", update: "updated", unchanged: "unchanged" } as const;

function foresee(result: ImportResult, row: ReadRow, plan: (row: ReadRow) => Change): void {
  result.total++;
  if (row.outcome === "error") {
    const errors = row.issues.filter(({ code }) => !isWarning(code));
    result.rejected.push(...errors.map((issue) => ({ row: row.row, ...issue })));
  } else result[counted[plan(row).kind]]++;
}
