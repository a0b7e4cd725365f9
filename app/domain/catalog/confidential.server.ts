import { and, eq } from "drizzle-orm";
import { confidentialityAcceptance } from "#db/schema/demands.ts";
import type { Context } from "#app/domain/context.ts";
import { recordView } from "#app/domain/audit/record-view.server.ts";
import { measureAgainst } from "#app/domain/credit/standing.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import type { Difference } from "./diff.ts";
import type { ListingRow } from "./listing-row.server.ts";

/** The field of a demand that only its owner and those who accepted the terms read. */
const secretPath = "demand.confidentialPart";

type Thing = Pick<ListingRow, "id" | "organizationId" | "kind">;

/**
 * Whether the actor may read the confidential part of a demand: its own organisation, and organisations that accepted the
 * terms while no measure keeps them from proposing. A regulator who reviews accepts them like everybody else; operators and
 * auditors have no way around.
 */
export async function opensConfidential(ctx: Context, { id, organizationId }: Thing): Promise<boolean> {
  const mine = ctx.actor.organization?.id;
  if (!mine) return false;
  if (mine === organizationId) return true;
  if (!may(ctx.actor, "proposal.write") && !may(ctx.actor, "listing.moderate")) return false;
  const [accepted] = await ctx.db
    .select({ id: confidentialityAcceptance.id })
    .from(confidentialityAcceptance)
    .where(
      and(eq(confidentialityAcceptance.demandId, id), eq(confidentialityAcceptance.organizationId, mine)),
    );
  if (!accepted) return false;
  return (await measureAgainst(ctx.db, mine, "propose", ctx.clock.now())) === undefined;
}

/** A demand's part as the actor may read it: without the confidential text, or with it and the view written down. */
export async function discreet<T extends { confidentialPart: string }>(
  ctx: Context,
  listing: Thing,
  part: T,
): Promise<{ part: T; hidden: boolean }> {
  if (part.confidentialPart === "") return { part, hidden: false };
  if (!(await opensConfidential(ctx, listing)))
    return { part: { ...part, confidentialPart: "" }, hidden: true };
  if (ctx.actor.organization?.id !== listing.organizationId)
    await recordView(ctx.db, ctx, { entity: "demand", entityId: listing.id });
  return { part, hidden: false };
}

/** Differences between versions as the actor may read them: that the confidential text changed, not how. */
export const discreetChanges = (changes: readonly Difference[], open: boolean): Difference[] =>
  open
    ? [...changes]
    : changes.map((one) => (one.path === secretPath ? { path: one.path, before: "•••", after: "•••" } : one));
