import { and, eq } from "drizzle-orm";
import { auditEntry } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { holdEdition } from "#search/synonyms.ts";
import { readDetail } from "./detail.ts";
import { askReprojection, demandUnchanged, writeGroup } from "./group-row.server.ts";
import { wholeProvince } from "./policy.ts";

/**
 * Takes back one edit by the number of its log entry: the group is again what it was before. Refuses with
 * `synonyms_changed` when it was edited since. Returns the group's number.
 */
export async function undoEdit(ctx: Context, seq: number): Promise<Result<number>> {
  if (!may(ctx.actor, "synonym.edit", wholeProvince)) return fail(problems.forbidden("synonym.edit"));
  return transact(ctx.db, async (tx) => {
    await holdEdition(tx);
    const [entry] = await tx
      .select({ detail: auditEntry.detail })
      .from(auditEntry)
      .where(and(eq(auditEntry.entity, "synonym"), eq(auditEntry.seq, seq)));
    const edit = readDetail(entry?.detail);
    if (!edit) return refuse(problems.notFound("synonym"));
    const { group, before: restored, after } = edit;
    const before = await demandUnchanged(tx, group, after);
    await writeGroup(tx, ctx, { group, before, after: restored, act: "undo_synonyms", reason: `#${seq}` });
    await askReprojection(tx, [...before, ...restored]);
    return group;
  });
}
