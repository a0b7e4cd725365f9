import { and, eq, inArray, isNull } from "drizzle-orm";
import { listing, noticeObjection } from "#db/schema/catalog.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { editAction } from "./states.ts";

/** How many listings that the actor may edit were returned to be put right, and how many objections to them lack an answer. */
export async function countOwnWaiting({
  db,
  actor,
}: Context): Promise<{ returned: number; objections: number }> {
  const mine = actor.organization?.id;
  const kinds = listingKinds.filter((kind) => may(actor, editAction[kind]));
  if (!mine || kinds.length === 0) return { returned: 0, objections: 0 };
  const own = and(eq(listing.organizationId, mine), inArray(listing.kind, kinds));
  const unanswered = db
    .select({ id: noticeObjection.id })
    .from(noticeObjection)
    .innerJoin(listing, eq(listing.id, noticeObjection.listingId))
    .where(and(own, isNull(noticeObjection.answeredAt)));
  const [returned, objections] = await Promise.all([
    db.$count(listing, and(own, eq(listing.state, "returned"))),
    db.$count(unanswered.as("unanswered")),
  ]);
  return { returned, objections };
}
