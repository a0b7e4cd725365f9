import { and, desc, eq, ne } from "drizzle-orm";
import { validate } from "uuid";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { sideOf } from "./scene.server.ts";

/** An award as its page shows it: final once `finalAt` is set. */
interface ShownAward {
  winnerId: string;
  finalAt: Date | null;
}

/**
 * Where client and winner of a demand go on once the award is final: to the contract that one of them has begun, else to
 * beginning it; null for everybody else, and before. Only a side learns whether there is a contract.
 */
export async function contractStep(
  ctx: Context,
  { demandId, clientId, award }: { demandId: string; clientId: string; award: ShownAward | null },
): Promise<{ path: string; begun: boolean } | null> {
  if (!award?.finalAt) return null;
  const sides = [clientId, award.winnerId];
  if (!sides.some((organizationId) => may(ctx.actor, "contract.edit", { organizationId }))) return null;
  const [known] = await ctx.db
    .select({ id: contract.id })
    .from(contract)
    .where(and(eq(contract.demandId, demandId), ne(contract.state, "withdrawn")))
    .orderBy(desc(contract.id))
    .limit(1);
  return known
    ? { path: `/contracts/${known.id}`, begun: true }
    : { path: `/contracts/new?demand=${demandId}`, begun: false };
}

/** The page of the contract that a period of a royalty belongs to, for its two sides; undefined for everybody else. */
export async function royaltyPath(ctx: Context, id: string): Promise<string | undefined> {
  if (!validate(id)) return undefined;
  const [found] = await ctx.db
    .select({ row: contract, n: royaltyPeriod.n })
    .from(royaltyPeriod)
    .innerJoin(contract, eq(contract.id, royaltyPeriod.contractId))
    .where(eq(royaltyPeriod.id, id));
  if (!found || !sideOf(ctx.actor, found.row)) return undefined;
  return `/contracts/${found.row.id}#royalty-${found.n}`;
}

/** The page of the contract that a milestone belongs to, for its two sides; undefined for everybody else. */
export async function milestonePath(ctx: Context, id: string): Promise<string | undefined> {
  if (!validate(id)) return undefined;
  const [found] = await ctx.db
    .select({ row: contract, n: contractMilestone.n })
    .from(contractMilestone)
    .innerJoin(contract, eq(contract.id, contractMilestone.contractId))
    .where(eq(contractMilestone.id, id));
  if (!found || !sideOf(ctx.actor, found.row)) return undefined;
  return `/contracts/${found.row.id}#milestone-${found.n}`;
}
