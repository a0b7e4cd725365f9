import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { holdEdition } from "#search/synonyms.ts";
import { askReprojection, demandUnchanged, writeGroup } from "./group-row.server.ts";
import { wholeProvince } from "./policy.ts";

/** Deletes a group that still holds what the editor saw; else refuses with `synonyms_changed`. The log can bring it back. */
export async function deleteGroup(
  ctx: Context,
  group: number,
  { seen, reason }: { seen: readonly string[]; reason: string },
): Promise<Result<void>> {
  if (!may(ctx.actor, "synonym.edit", wholeProvince)) return fail(problems.forbidden("synonym.edit"));
  return transact(ctx.db, async (tx) => {
    await holdEdition(tx);
    const before = await demandUnchanged(tx, group, seen);
    if (before.length === 0) return refuse(problems.notFound("synonym"));
    await writeGroup(tx, ctx, { group, before, after: [], act: "delete_synonyms", reason });
    await askReprojection(tx, before);
  });
}
