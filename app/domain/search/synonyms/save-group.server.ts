import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { holdEdition } from "#search/synonyms.ts";
import { askReprojection, demandUnchanged, nextGroup, writeGroup } from "./group-row.server.ts";
import type { SynonymInput } from "./inputs.ts";
import { objectionsTo } from "./judge.server.ts";
import { sameList } from "./plan.ts";
import { wholeProvince } from "./policy.ts";

/**
 * Adds a group of synonyms (`group` null) or changes one. Queries follow at once, listings by jobs. Refuses with
 * `synonyms_changed` when the group is no longer as the editor saw it, with `synonyms_refused` when a term would break
 * the search, and with `synonyms_doubtful` until doubts are overruled. Returns the group's number.
 */
export async function saveGroup(
  ctx: Context,
  group: number | null,
  { terms, seen, reason, accept }: SynonymInput,
): Promise<Result<number>> {
  if (!may(ctx.actor, "synonym.edit", wholeProvince)) return fail(problems.forbidden("synonym.edit"));
  return transact(ctx.db, async (tx) => {
    await holdEdition(tx);
    const before = group === null ? [] : await demandUnchanged(tx, group, seen);
    if (group !== null && before.length === 0) return refuse(problems.notFound("synonym"));
    if (sameList(before, terms)) return group ?? 0;
    const objections = await objectionsTo(tx, group, terms);
    const fatal = objections.some(({ overridable }) => !overridable);
    if (fatal) return refuse({ code: "synonyms_refused", status: 422, reasons: objections });
    if (objections.length > 0 && !accept)
      return refuse({ code: "synonyms_doubtful", status: 422, reasons: objections });
    const number = group ?? (await nextGroup(tx));
    const act = group === null ? "add_synonyms" : "edit_synonyms";
    await writeGroup(tx, ctx, { group: number, before, after: terms, act, reason });
    await askReprojection(tx, [...before, ...terms]);
    return number;
  });
}
