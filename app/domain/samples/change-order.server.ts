import { and, eq, or } from "drizzle-orm";
import { validate } from "uuid";
import { sampleOrder } from "#db/schema/samples.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";

export type OrderRow = typeof sampleOrder.$inferSelect;

/** What a step leaves behind, as JSON can hold it. */
export interface MovedOrder {
  id: string;
  state: string;
}

/**
 * Runs `work` on one order of the actor's organisation, as user or as provider, with its row locked. Refuses with
 * `not_found` when it is nobody's business of the actor.
 */
export async function changeOrder<T>(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: OrderRow) => Promise<T>,
): Promise<Result<T>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.use")) return fail(problems.forbidden("booking.use"));
  if (!validate(id)) return fail(problems.notFound("sample_order"));
  const manages = may(ctx.actor, "booking.manage") ? eq(sampleOrder.providerId, mine) : undefined;
  const own = and(eq(sampleOrder.id, id), or(eq(sampleOrder.organizationId, mine), manages));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(sampleOrder).where(own).for("update");
    return row ? work(tx, row) : refuse(problems.notFound("sample_order"));
  });
}

/** Whether the actor belongs to the provider's staff who manage orders. */
export const isProvider = ({ actor }: Context, { providerId }: OrderRow): boolean =>
  may(actor, "booking.manage", { organizationId: providerId });

/** Whether the actor belongs to the organisation that ordered. */
export const isOrderer = ({ actor }: Context, { organizationId }: OrderRow): boolean =>
  may(actor, "booking.use", { organizationId });
