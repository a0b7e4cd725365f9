import { and, eq } from "drizzle-orm";
import { demandCall } from "#db/schema/demands.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";

/** How many demands of the actor's organisation have opened proposals to judge; 0 for who may not look after demands. */
export async function countOwnScoring({ db, actor }: Context): Promise<number> {
  const mine = actor.organization?.id;
  if (!mine || !may(actor, "demand.edit")) return 0;
  return db.$count(demandCall, and(eq(demandCall.organizationId, mine), eq(demandCall.state, "scoring")));
}
