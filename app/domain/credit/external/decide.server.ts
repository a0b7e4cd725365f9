import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { externalEntry, externalList } from "#db/schema/credit.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { isUuid } from "#app/runtime/id.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { tellListed } from "./tell.server.ts";

/** A person says whether the organisation of this name is the one that the entry means. Refuses `not_suggested`. */
export const decideMatch = (
  ctx: Context,
  listId: string,
  { entryId, same }: { entryId: string; same: boolean },
): Promise<Result<void>> =>
  onList(ctx, listId, async (tx, userId) => {
    const match = same ? ("confirmed" as const) : ("refused" as const);
    const decided = await tx
      .update(externalEntry)
      .set({ match, matchedById: userId, ...(!same && { organizationId: null }) })
      .where(and(liveEntry(listId, entryId), eq(externalEntry.match, "suggested")))
      .returning({ id: externalEntry.id });
    if (decided.length === 0) refuse({ code: "not_suggested", status: 409 });
    if (same) await tellListed(tx, [entryId]);
    await note(tx, ctx, entryId, same ? "confirm_match" : "refuse_match");
  });

/** Takes one entry back, for a reason: from then on nobody is shown it. Refuses `not_found` when it is not there any more. */
export const withdrawEntry = (
  ctx: Context,
  listId: string,
  { entryId, reason }: { entryId: string; reason: string },
): Promise<Result<void>> =>
  onList(ctx, listId, async (tx, userId) => {
    const done = await withdraw(tx, ctx, liveEntry(listId, entryId), userId, reason);
    if (done === 0) refuse(problems.notFound("external_entry"));
    await note(tx, ctx, entryId, "withdraw_entry", reason);
  });

/** Takes the whole list back. */
export const withdrawList = (
  ctx: Context,
  listId: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  onList(ctx, listId, async (tx, userId) => {
    const live = and(eq(externalEntry.listId, listId), isNull(externalEntry.withdrawnAt));
    const done = await withdraw(tx, ctx, live, userId, reason);
    if (done === 0) refuse(problems.notFound("external_list"));
    const fact = { entity: "external_list", entityId: listId, transition: "withdraw_list" };
    await recordAudit(tx, ctx, { ...fact, reason, detail: { entries: done } });
  });

const liveEntry = (listId: string, entryId: string) =>
  and(eq(externalEntry.id, entryId), eq(externalEntry.listId, listId), isNull(externalEntry.withdrawnAt));

async function withdraw(
  tx: Tx,
  ctx: Context,
  which: ReturnType<typeof liveEntry>,
  userId: string,
  reason: string,
): Promise<number> {
  const values = { withdrawnAt: ctx.clock.now(), withdrawnById: userId, withdrawnReason: reason };
  const done = await tx.update(externalEntry).set(values).where(which).returning({ id: externalEntry.id });
  return done.length;
}

const note = (tx: Tx, ctx: Context, entityId: string, transition: string, reason = ""): Promise<void> =>
  recordAudit(tx, ctx, { entity: "external_entry", entityId, transition, reason });

/** A list of the actor's territory; to others it is not there. */
const onList = (
  ctx: Context,
  listId: string,
  work: (tx: Tx, userId: string) => Promise<void>,
): Promise<Result<void>> =>
  transact(ctx.db, async (tx) => {
    const [list] = isUuid(listId)
      ? await tx.select().from(externalList).where(eq(externalList.id, listId)).for("update")
      : [];
    const { user } = ctx.actor;
    if (!list || !user || !may(ctx.actor, "case.read", list))
      return refuse(problems.notFound("external_list"));
    if (!may(ctx.actor, "external_list.import", list))
      return refuse(problems.forbidden("external_list.import"));
    return work(tx, user.id);
  });
