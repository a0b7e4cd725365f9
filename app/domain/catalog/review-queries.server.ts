import { and, asc, desc, eq, lt, lte } from "drizzle-orm";
import { listingVersion, review } from "#db/schema/catalog.ts";
import { appUser } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { fail, ok, problems } from "#app/runtime/problem.ts";
import { discreet, discreetChanges, opensConfidential } from "./confidential.server.ts";
import { findListing } from "./detail-queries.server.ts";
import { type Difference, differences } from "./diff.ts";
import { loadFacts } from "./facts.server.ts";
import { needsPublicNotice, publishingReasons } from "./policy.ts";
import { loadSnapshot } from "./snapshot.server.ts";

/**
 * A listing with all that its owner and its moderator need to decide: what it says, what changed since a moderator last
 * looked, which rules it breaks, decisions so far and the way it has gone. To anybody else it does not exist.
 */
export async function loadDossier(ctx: Context, id: string) {
  const found = await findListing(ctx, id);
  if (!found.ok) return found;
  const detail = found.value;
  if (!may(ctx.actor, "listing.read_unpublished", detail.listing)) return fail(problems.notFound("listing"));
  const { db } = ctx;
  const [snapshot, facts, reviews, trail] = await Promise.all([
    loadSnapshot(db, id),
    loadFacts(db, ctx.clock, detail.listing),
    listReviews(ctx, id),
    listTrail(ctx, detail.listing.kind, id),
  ]);
  const open = detail.listing.kind === "demand" && (await opensConfidential(ctx, detail.listing));
  const changes = await changesSinceSeen(ctx, id, reviews, snapshot);
  if (snapshot.demand) snapshot.demand = (await discreet(ctx, detail.listing, snapshot.demand)).part;
  return ok({
    ...detail,
    snapshot,
    reasons: publishingReasons(facts),
    needsNotice: needsPublicNotice(facts),
    reviews,
    trail,
    changes: changes && discreetChanges(changes, open),
  });
}

type Reviews = Awaited<ReturnType<typeof listReviews>>;

/** What is different from what a moderator last had before them; null when none ever looked. */
async function changesSinceSeen(
  { db }: Context,
  id: string,
  reviews: Reviews,
  now: Record<string, unknown>,
): Promise<Difference[] | null> {
  const seen = Math.max(0, ...reviews.map(({ seenVersion }) => seenVersion));
  const [version] = await db
    .select({ snapshot: listingVersion.snapshot })
    .from(listingVersion)
    .where(and(eq(listingVersion.listingId, id), lte(listingVersion.n, Math.max(seen, 1))))
    .orderBy(desc(listingVersion.n))
    .limit(1);
  return version && reviews.length > 0 ? differences(version.snapshot, now) : null;
}

function listReviews({ db }: Context, listingId: string) {
  return db
    .select({
      id: review.id,
      at: review.createdAt,
      outcome: review.outcome,
      reasons: review.reasons,
      seenVersion: review.seenVersion,
      by: appUser.name,
    })
    .from(review)
    .leftJoin(appUser, eq(appUser.id, review.decidedBy))
    .where(eq(review.listingId, listingId))
    .orderBy(desc(review.createdAt), desc(review.id));
}

/** The changes of state, oldest first. */
function listTrail({ db }: Context, entity: string, entityId: string) {
  return db
    .select({
      at: auditEntry.at,
      toState: auditEntry.toState,
      actorName: auditEntry.actorName,
      reason: auditEntry.reason,
      transition: auditEntry.transition,
    })
    .from(auditEntry)
    .where(and(eq(auditEntry.entity, entity), eq(auditEntry.entityId, entityId)))
    .orderBy(asc(auditEntry.seq));
}

/** The versions of a listing, newest first, each with what it changed; for its owner and its moderator. */
export async function listVersions(ctx: Context, id: string, before?: number, limit = 20) {
  const found = await findListing(ctx, id);
  if (!found.ok) return found;
  if (!may(ctx.actor, "listing.read_unpublished", found.value.listing))
    return fail(problems.notFound("listing"));
  const rows = await ctx.db
    .select({
      n: listingVersion.n,
      at: listingVersion.at,
      snapshot: listingVersion.snapshot,
      by: appUser.name,
    })
    .from(listingVersion)
    .leftJoin(appUser, eq(appUser.id, listingVersion.by))
    .where(
      and(eq(listingVersion.listingId, id), before === undefined ? undefined : lt(listingVersion.n, before)),
    )
    .orderBy(desc(listingVersion.n))
    .limit(limit + 1);
  const open = await opensConfidential(ctx, found.value.listing);
  const versions = rows.slice(0, limit).map(({ n, at, by, snapshot }, i) => {
    const previous = rows[i + 1]?.snapshot;
    return { n, at, by, changes: previous ? discreetChanges(differences(previous, snapshot), open) : null };
  });
  return ok({
    detail: found.value,
    versions,
    next: rows.length > limit ? (versions.at(-1)?.n ?? null) : null,
  });
}
