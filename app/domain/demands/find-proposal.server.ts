import { and, asc, desc, eq, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate } from "uuid";
import { demand, listing } from "#db/schema/catalog.ts";
import { demandAward, demandCall, proposal, proposalScore } from "#db/schema/demands.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { endOf } from "./call.server.ts";
import { contentOf } from "./content.server.ts";
import { totalOf, usualCriteria } from "./policy.ts";
import { sealOf } from "#db/proposal-seal.ts";

const client = alias(organization, "client");

const columns = {
  row: proposal,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  organizationZh: organization.nameZh,
  organizationEn: organization.nameEn,
  clientZh: client.nameZh,
  clientEn: client.nameEn,
  call: {
    state: demandCall.state,
    dueAt: demandCall.dueAt,
    openedAt: demandCall.openedAt,
    criteria: demandCall.criteria,
    deadline: demandCall.deadline,
  },
};

export const selectProposals = (tx: Tx) =>
  tx
    .select(columns)
    .from(proposal)
    .innerJoin(listing, eq(listing.id, proposal.demandId))
    .innerJoin(demandCall, eq(demandCall.id, proposal.demandId))
    .innerJoin(organization, eq(organization.id, proposal.organizationId))
    .innerJoin(client, eq(client.id, proposal.clientId));

/**
 * Which proposals the actor may know of: their own organisation's at any time; those to their own demand once they were
 * opened at a time that has come. Nobody else, the platform's operators and regulators included: a regulator reads what a
 * case puts before them.
 */
export function proposalReadable({ actor, clock }: Pick<Context, "actor" | "clock">): SQL | undefined {
  const mine = actor.organization?.id;
  if (!mine) return undefined;
  const own = may(actor, "proposal.write") ? eq(proposal.organizationId, mine) : undefined;
  const received = may(actor, "demand.edit")
    ? and(
        eq(proposal.clientId, mine),
        isNotNull(proposal.openedAt),
        lte(proposal.openedAt, clock.now()),
        lte(demandCall.dueAt, clock.now()),
      )
    : undefined;
  return own || received ? or(own, received) : undefined;
}

export type ListedProposal = Awaited<ReturnType<typeof selectProposals>>[number];

/** A proposal with its content, as its author or, after the opening, its client reads it; else `not_found`. */
export async function findProposal(ctx: Context, id: string) {
  const readable = proposalReadable(ctx);
  const [found] =
    readable && validate(id) ? await selectProposals(ctx.db).where(and(eq(proposal.id, id), readable)) : [];
  if (!found) return fail(problems.notFound("proposal"));
  return ok(await withContent(ctx, found));
}

export type FoundProposal = Extract<Awaited<ReturnType<typeof findProposal>>, { ok: true }>["value"];

async function withContent(ctx: Context, found: ListedProposal) {
  const { row, call } = found;
  const [{ content, files }, scores, [award]] = await Promise.all([
    contentOf(ctx.db, row.id),
    scoresOf(ctx.db, row.id),
    awardOf(ctx.db, row.demandId),
  ]);
  const asAuthor = may(ctx.actor, "proposal.write", { organizationId: row.organizationId });
  const decided = ["awarded", "not_awarded"].includes(row.state);
  // Its author sees the scores with the award, not while they are given.
  const shown = asAuthor && !decided ? [] : scores;
  const hashes = files.map(({ sha256 }) => sha256);
  return {
    ...found,
    content,
    files,
    scope: asAuthor ? ("proposer" as const) : ("client" as const),
    scores: shown,
    total: totalOf(call.criteria, shown),
    award: decided && award ? award : null,
    sealHolds: sealOf(row.sealSalt, content, hashes) === row.seal,
  };
}

export const scoresOf = (tx: Tx, proposalId: string) =>
  tx
    .select({
      criterion: proposalScore.criterion,
      points: proposalScore.points,
      reason: proposalScore.reason,
    })
    .from(proposalScore)
    .where(eq(proposalScore.proposalId, proposalId))
    .orderBy(asc(proposalScore.criterion));

/** The award of a demand that was not revoked: to whom, why, until when it may be objected to. */
export const awardOf = (tx: Tx, demandId: string) =>
  tx
    .select({
      proposalId: demandAward.proposalId,
      reasons: demandAward.reasons,
      awardedAt: demandAward.awardedAt,
      standstillUntil: demandAward.standstillUntil,
      finalAt: demandAward.finalAt,
      winnerId: organization.id,
      winnerZh: organization.nameZh,
      winnerEn: organization.nameEn,
    })
    .from(demandAward)
    .innerJoin(proposal, eq(proposal.id, demandAward.proposalId))
    .innerJoin(organization, eq(organization.id, proposal.organizationId))
    .where(and(eq(demandAward.demandId, demandId), sql`${demandAward.revokedAt} is null`));

/** The actor's organisation's own proposals, latest first. */
export async function listOwnProposals(
  ctx: Context,
  { after, limit }: { after?: string; limit: number },
): Promise<{ items: ListedProposal[]; nextCursor: string | null }> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "proposal.write")) return { items: [], nextCursor: null };
  const earlier = after && validate(after) ? sql`${proposal.id} < ${after}::uuid` : undefined;
  const rows = await selectProposals(ctx.db)
    .where(and(eq(proposal.organizationId, mine), earlier))
    .orderBy(desc(proposal.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.row.id ?? null) : null };
}

export interface Received extends ListedProposal {
  scores: { criterion: number; points: number; reason: string }[];
  total: number | null;
}

/** A demand's call; one that nobody has begun as it would begin, for that nobody has proposed is sealed as well. */
async function callAsShown(tx: Tx, demandId: string) {
  const [found] = await tx
    .select({ call: demandCall, organizationId: listing.organizationId, deadlineOn: demand.deadlineOn })
    .from(listing)
    .innerJoin(demand, eq(demand.listingId, listing.id))
    .leftJoin(demandCall, eq(demandCall.id, listing.id))
    .where(and(eq(listing.id, demandId), isNotNull(listing.publishedAt)));
  if (!found?.deadlineOn) return undefined;
  const { call, organizationId, deadlineOn } = found;
  if (call) return { ...call, begun: true };
  return {
    organizationId,
    openedAt: null,
    dueAt: endOf(deadlineOn),
    criteria: [...usualCriteria],
    begun: false,
  };
}

/**
 * The opened proposals of the actor's own demand with their scores. Refuses with `sealed` before the opening, which says
 * nothing of how many there are.
 */
export async function listReceived(ctx: Context, demandId: string): Promise<Result<Received[]>> {
  const call = validate(demandId) ? await callAsShown(ctx.db, demandId) : undefined;
  if (!call || !may(ctx.actor, "demand.edit", call)) return fail(problems.notFound("demand_call"));
  const unopened = call.openedAt === null && call.begun;
  if (unopened || call.dueAt > ctx.clock.now())
    return fail({ code: "sealed", status: 403, params: { due: call.dueAt.toISOString() } });
  const rows = await selectProposals(ctx.db)
    .where(
      and(eq(proposal.demandId, demandId), eq(proposal.clientId, call.organizationId), proposalReadable(ctx)),
    )
    .orderBy(asc(proposal.id));
  const received = await Promise.all(
    rows.map(async (row) => {
      const scores = await scoresOf(ctx.db, row.row.id);
      return { ...row, scores, total: totalOf(call.criteria, scores) };
    }),
  );
  return ok(received);
}
