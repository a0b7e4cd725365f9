import { and, eq, or } from "drizzle-orm";
import { validate } from "uuid";
import { serviceOrder } from "#db/schema/service-orders.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type Move, move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { serviceOrderProcess } from "./states.ts";

export type OrderRow = typeof serviceOrder.$inferSelect;

/** What a step leaves behind, as JSON can hold it. */
export interface MovedOrder {
  id: string;
  state: string;
}

/**
 * Runs `work` on one order of the actor's organisation, as client or as provider, with its row locked. Refuses with
 * `not_found` when it is nobody's business of the actor.
 */
export async function changeOrder<T>(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: OrderRow) => Promise<T>,
): Promise<Result<T>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.use")) return fail(problems.forbidden("booking.use"));
  if (!validate(id)) return fail(problems.notFound("service_order"));
  const manages = may(ctx.actor, "service.edit") ? eq(serviceOrder.providerId, mine) : undefined;
  const own = and(eq(serviceOrder.id, id), or(eq(serviceOrder.organizationId, mine), manages));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(serviceOrder).where(own).for("update");
    return row ? work(tx, row) : refuse(problems.notFound("service_order"));
  });
}

/** Refuses with `not_allowed_now` what comes after the deadline: silence has decided, also before the timer comes round. */
export function refuseDecided({ clock }: Pick<Context, "clock">, row: OrderRow, transition: string): void {
  if (row.deadline !== null && row.deadline <= clock.now())
    refuse(problems.notAllowedNow(transition, row.state));
}

/** Takes a locked order through a step and writes what goes with it. */
export async function takeStep(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: OrderRow,
  step: Move,
  changed: Partial<typeof serviceOrder.$inferInsert> = {},
): Promise<MovedOrder> {
  const state = await move(tx, ctx, serviceOrderProcess, serviceOrder, row, step);
  if (Object.keys(changed).length > 0)
    await tx.update(serviceOrder).set(changed).where(eq(serviceOrder.id, row.id));
  return { id: row.id, state };
}

/** Whether the actor belongs to the provider's staff who look after its services. */
export const isProvider = (
  { actor }: Pick<Context, "actor">,
  { providerId }: { providerId: string },
): boolean => may(actor, "service.edit", { organizationId: providerId });
