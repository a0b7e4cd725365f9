import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { ahead } from "#app/runtime/ahead.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { loadCurrent } from "./current.server.ts";
import { makeLens, planChange } from "./examine.ts";
import { isWarning } from "./issues.ts";
import type { ImportResult } from "./queries.server.ts";
import { readRows } from "./read-rows.server.ts";
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
  const result: ImportResult = {
    id: "",
    state: "done",
    total: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    failure: null,
    rejected: [],
  };
  try {
    const table = await settleTable(ctx.db, owner.id, content, { format, encoding, delimiter });
    const lens = makeLens(table.format, table.mapping, await loadWords(ctx.db));
    for await (const rows of ahead(readRows(ctx.db, owner.id, table.rows, lens))) {
      const current = await loadCurrent(
        ctx.db,
        owner.id,
        rows.map(({ innerId }) => innerId),
      );
      for (const row of rows) {
        result.total++;
        if (row.outcome === "error") {
          const errors = row.issues.filter(({ code }) => !isWarning(code));
          result.rejected.push(...errors.map((issue) => ({ row: row.row, ...issue })));
          continue;
        }
        const { kind } = planChange(row, current.get(row.innerId)?.record, lens, owner.regionCode);
        result[kind === "create" ? "created" : kind === "update" ? "updated" : "unchanged"]++;
      }
      told(result.total);
    }
    return ok(result);
  } catch (error) {
    if (error instanceof UnreadableTable) return fail(unreadableProblem(error));
    throw error;
  }
}
