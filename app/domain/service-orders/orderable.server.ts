import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { listing, service } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import type { UserClass } from "#db/schema/vocabulary.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, type Reason, refuse, type Result } from "#app/runtime/problem.ts";
import { priceRows } from "../booking/facility.server.ts";
import { userClassOf } from "../booking/policy.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { transact } from "../transact.server.ts";
import { today } from "../working-days.ts";
import { reviewServiceOrder, type ServiceQuote, serviceQuotes } from "./policy.ts";

/** A service as somebody's organisation can order it at one moment. */
export interface OrderableService {
  providerId: string;
  turnaroundDays: number | null;
  userClass: UserClass;
  quotes: ServiceQuote[];
  /** Why it cannot be ordered; empty when it can. */
  reasons: Reason[];
}

/**
 * A published service that no measure hides, with its prices for the actor's organisation; undefined when there is none
 * or the actor acts for nobody. With `lock`, its row is held against a withdrawal beside an order.
 */
export async function findOrderable(
  tx: Tx,
  { actor, clock }: Pick<Context, "actor" | "clock">,
  id: string,
  lock?: "lock",
): Promise<OrderableService | undefined> {
  if (!actor.organization) return undefined;
  const now = clock.now();
  const asked = tx
    .select({ providerId: listing.organizationId, turnaroundDays: service.turnaroundDays })
    .from(listing)
    .innerJoin(service, eq(service.listingId, listing.id))
    .where(and(eq(listing.id, id), eq(listing.state, "published"), mayAppear(listing.organizationId, now)));
  const [found] = await (lock ? asked.for("share", { of: listing }) : asked);
  const [own] = await tx
    .select({ id: organization.id, kind: organization.kind })
    .from(organization)
    .where(eq(organization.id, actor.organization.id));
  if (!found || !own) return undefined;
  const userClass = userClassOf(own, found.providerId);
  const quotes = serviceQuotes(await priceRows(tx, id), userClass, today(now));
  const organizationVerified = actor.organization.verified;
  return {
    ...found,
    userClass,
    quotes,
    reasons: reviewServiceOrder({ userClass, organizationVerified, quotes }),
  };
}

/** What the reader should know before ordering: prices, and every reason against it. Refuses like an order. */
export async function orderFormPage(ctx: Context, id: string): Promise<Result<OrderableService>> {
  const { organization: acting } = ctx.actor;
  if (!acting) return fail(problems.signInRequired());
  if (!validate(id)) return fail(problems.notFound("service"));
  return transact(ctx.db, async (tx) => {
    const found = await findOrderable(tx, ctx, id);
    if (!found) return refuse(problems.notFound("service"));
    await demandStanding(tx, acting.id, "book", ctx.clock.now());
    return found;
  });
}
