import { validate } from "uuid";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { againstPolicy } from "../booking/refusals.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { today } from "../working-days.ts";
import type { MovedOrder } from "./change-order.server.ts";
import type { OrderInput } from "./inputs.ts";
import { findOrderable } from "./orderable.server.ts";
import { answerWorkingDays, quoteFor } from "./policy.ts";

/**
 * Orders a published service at the price that its list has now for the actor's organisation; that price stays. The
 * provider answers within five working days. Refuses with `policy` and every reason, `standing`, `not_found`, or
 * `invalid` for a line or a rate that the list does not have.
 */
export async function placeOrder(
  ctx: Context,
  serviceId: string,
  input: OrderInput,
): Promise<Result<MovedOrder>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "booking.use"))
    return fail(problems.forbidden("booking.use"));
  if (!validate(serviceId)) return fail(problems.notFound("service"));
  return transact(ctx.db, async (tx) => {
    const now = ctx.clock.now();
    const found = await findOrderable(tx, ctx, serviceId, "lock");
    if (!found) return refuse(problems.notFound("service"));
    await demandStanding(tx, organization.id, "book", now);
    if (found.reasons.length > 0) return refuse(againstPolicy(found.reasons));
    const quote = quoteFor(found.quotes, input);
    if (!quote) return refuse(problems.invalid([{ path: "item", code: "not_an_option" }]));
    if (input.wishedOn && input.wishedOn < today(now))
      return refuse(problems.invalid([{ path: "wishedOn", code: "day_over" }]));
    const { quantity, wanted, wishedOn } = input;
    const price = quote.rate * quantity;
    const [row] = await tx
      .insert(serviceOrder)
      .values({
        ...{ serviceId, providerId: found.providerId, organizationId: organization.id, userId: user.id },
        ...{ ...quote, quantity, price, wanted, wishedOn, userClass: found.userClass },
        ...{ createdAt: now, stateSince: now, deadline: await workingDeadline(tx, now, answerWorkingDays) },
      })
      .returning({ id: serviceOrder.id, state: serviceOrder.state });
    if (!row) throw new Error("an order was not returned by its insert");
    const entity = { entity: "service_order", entityId: row.id };
    const detail = { item: quote.item, quantity, price };
    await recordAudit(tx, ctx, { ...entity, transition: "place-order", toState: row.state, detail });
    await enqueue(tx, "notify", { template: "service-placed", ...entity, parties: ["provider"], reason: "" });
    return row;
  });
}
