import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { contract, contractDispute } from "#db/schema/contracts.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type ContractRow, sideOf } from "./scene.server.ts";

/**
 * A contract, if the actor may read it: both sides, and, once a dispute was raised, those who mediate where it lies. To
 * everybody else there is none: what two organisations agree on is theirs.
 */
export async function contractRowFor(ctx: Context, id: string): Promise<ContractRow | undefined> {
  if (!validate(id) || !ctx.actor.user) return undefined;
  const [row] = await ctx.db.select().from(contract).where(eq(contract.id, id));
  if (!row) return undefined;
  if (sideOf(ctx.actor, row)) return row;
  return (await mediates(ctx, id)) ? row : undefined;
}

/** Whether the actor mediates, or has mediated, in this contract. */
export async function mediates(ctx: Context, contractId: string): Promise<boolean> {
  if (!may(ctx.actor, "contract.mediate")) return false;
  const raised = await ctx.db
    .select({ regionCode: contractDispute.regionCode })
    .from(contractDispute)
    .where(eq(contractDispute.contractId, contractId));
  return raised.some((dispute) => may(ctx.actor, "contract.mediate", dispute));
}
