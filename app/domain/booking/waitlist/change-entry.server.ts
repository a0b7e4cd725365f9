import { and, eq, type SQL } from "drizzle-orm";
import { validate } from "uuid";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { cancel } from "../cancel.server.ts";
import { confirmHold } from "../confirm-hold.server.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { lockFacilities } from "../lock.server.ts";
import { type Moved, moved } from "../moved.ts";
import type { EntryRow } from "./entry-row.ts";
import { effectiveWait, waitlistProcess } from "./states.ts";

/** Leaves the waiting list. Refuses with `not_allowed_now` once a time is offered: that is passed, not left. */
export async function stopWaiting(ctx: Context, id: string): Promise<Result<Moved>> {
  const known = await ownEntry(ctx, ctx.db, id);
  if (!known) return fail(problems.notFound("waitlist_entry"));
  return transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [known.facilityId]);
    const row = await ownEntry(ctx, tx, id);
    if (!row) return refuse(problems.notFound("waitlist_entry"));
    const state = effectiveWait(row, ctx.clock.now());
    if (state !== "waiting") return refuse(problems.notAllowedNow("stop-waiting", state));
    const now = await move(tx, ctx, waitlistProcess, waitlistEntry, row, { transition: "stop-waiting" });
    return moved({ id, state: now });
  });
}

/** Takes the offered time: confirms its held booking, or sends it in where the provider approves. Returns that booking. */
export const takeOffer = (ctx: Context, id: string): Promise<Result<Moved>> =>
  answerOffer(ctx, id, "take", confirmHold);

/** Passes the offered time to whoever waits next; the entry is at its end. Returns the booking that is let go. */
export const passOffer = (ctx: Context, id: string): Promise<Result<Moved>> =>
  answerOffer(ctx, id, "pass", (own, bookingId) => cancel(own, bookingId, { reason: "" }));

async function answerOffer(
  ctx: Context,
  id: string,
  transition: "take" | "pass",
  command: (ctx: Context, bookingId: string) => Promise<Result<Moved>>,
): Promise<Result<Moved>> {
  const row = await ownEntry(ctx, ctx.db, id);
  if (!row) return fail(problems.notFound("waitlist_entry"));
  const state = effectiveWait(row, ctx.clock.now());
  if (state !== "offered" || !row.bookingId) return fail(problems.notAllowedNow(transition, state));
  return command(ctx, row.bookingId);
}

/** The entry, where it is the actor's own: nobody answers an offer for somebody else. */
async function ownEntry(ctx: Context, tx: Tx, id: string): Promise<EntryRow | undefined> {
  const mine = ownedBy(ctx);
  if (!mine || !validate(id)) return undefined;
  const [row] = await tx
    .select()
    .from(waitlistEntry)
    .where(and(eq(waitlistEntry.id, id), mine));
  return row;
}

/** Entries of the actor, made for the organisation they act for. */
export function ownedBy({ actor }: Context): SQL | undefined {
  const { user, organization } = actor;
  if (!user || !organization || !may(actor, "booking.use")) return undefined;
  return and(eq(waitlistEntry.userId, user.id), eq(waitlistEntry.organizationId, organization.id));
}
