import { sample, sampleOrder } from "#db/schema/samples.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { storeDefaultRules } from "../booking/facility.server.ts";
import type { BookableFacility } from "../booking/bookable-facility.ts";
import { loadFacility } from "../booking/known-facility.server.ts";
import { lockFacilities } from "../booking/lock.server.ts";
import type { Booker } from "../booking/plan.server.ts";
import { againstPolicy } from "../booking/refusals.ts";
import { mayKnow } from "../booking/reserve.server.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import type { MovedOrder } from "./change-order.server.ts";
import type { OrderInput, SampleInput } from "./inputs.ts";
import { assessOrder, type OrderAssessment } from "./order-facility.server.ts";
import { quoteFor } from "./policy.ts";
import { payByVoucher } from "./vouchers.server.ts";

/**
 * Orders work on samples at a facility that takes such work. It takes no time on the calendar; the provider says what it
 * thinks of the samples, then works by its queue. Refuses with `policy` and every reason (also why a voucher does not pay), `standing`, or `not_found`.
 */
export async function placeOrder(ctx: Context, input: OrderInput): Promise<Result<MovedOrder>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "booking.use"))
    return fail(problems.forbidden("booking.use"));
  const booker = { userId: user.id, organizationId: organization.id, verified: organization.verified };
  return transact(ctx.db, async (tx) => {
    const now = ctx.clock.now();
    await lockFacilities(tx, [input.facilityId]);
    const facility = await loadFacility(tx, input.facilityId, now);
    if (!facility || !mayKnow(booker, facility)) return refuse(problems.notFound("facility"));
    await demandStanding(tx, booker.organizationId, "book", now);
    if (!facility.rulesStored) await storeDefaultRules(tx, facility.id);
    const termsVersion = input.termsVersion ?? facility.rules.termsVersion;
    const found = await assessOrder(tx, facility, booker, { count: input.samples.length, termsVersion }, now);
    if (found.reasons.length > 0) return refuse(againstPolicy(found.reasons));
    const id = await writeOrder(tx, ctx, facility, booker, { ...input, termsVersion }, found);
    return { id, state: "submitted" };
  });
}

async function writeOrder(
  tx: Tx,
  ctx: Context,
  { id: facilityId, providerId, rules }: BookableFacility,
  { userId, organizationId }: Booker,
  { samples, item, voucherId, termsVersion, ...facts }: OrderInput & { termsVersion: number },
  { userClass, quotes }: OrderAssessment,
): Promise<string> {
  const now = ctx.clock.now();
  const price = demandQuote(quotes, item);
  const [row] = await tx
    .insert(sampleOrder)
    .values({
      ...facts,
      ...{ facilityId, providerId, organizationId, userId, userClass, termsVersion },
      createdAt: now,
      stateSince: now,
      policyVersion: rules.version,
      price: price?.amount ?? null,
      priceItem: price?.item ?? "",
      deadline: answerOrderBy(now, rules.answerWithinHours),
    })
    .returning();
  if (!row) throw new Error("an order was not returned by its insert");
  await writeSamples(tx, row.id, samples);
  if (voucherId) await payByVoucher(tx, ctx, voucherId, row);
  const entity = { entity: "sample_order", entityId: row.id };
  const detail = { samples: samples.length, price: price?.amount ?? null };
  await recordAudit(tx, ctx, { ...entity, transition: "order", toState: "submitted", detail });
  await enqueue(tx, "notify", { template: "sample-submitted", ...entity, parties: ["provider"], reason: "" });
  return row.id;
}

/** When the provider should have answered: the facility's time to answer requests. */
export const answerOrderBy = (now: Date, hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

/** The quote for the item that was named, none when none was. Refuses an item that the list does not have. */
export function demandQuote(quotes: OrderAssessment["quotes"], item: string | undefined) {
  if (!item) return null;
  return quoteFor(quotes, item) ?? refuse(problems.invalid([{ path: "item", code: "not_an_option" }]));
}

/** Writes the samples of an order, numbered from 1 in the order they were given. */
export async function writeSamples(tx: Tx, orderId: string, samples: readonly SampleInput[]): Promise<void> {
  await tx.insert(sample).values(samples.map((one, index) => ({ ...one, orderId, number: index + 1 })));
}
