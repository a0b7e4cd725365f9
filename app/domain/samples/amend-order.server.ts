import { eq } from "drizzle-orm";
import { sample, sampleOrder } from "#db/schema/samples.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { loadFacility } from "../booking/known-facility.server.ts";
import { againstPolicy } from "../booking/refusals.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { move } from "../move.server.ts";
import { changeOrder, type MovedOrder } from "./change-order.server.ts";
import type { AmendInput } from "./inputs.ts";
import { assessOrder } from "./order-facility.server.ts";
import { answerOrderBy, demandQuote, writeSamples } from "./place-order.server.ts";
import { sampleProcess } from "./states.ts";
import { followPrice } from "./vouchers.server.ts";

/**
 * The booker puts right what the provider objected to and sends the order in again: its samples and price are those of
 * now, its terms those that were accepted. Refuses like a new order.
 */
export async function amendOrder(ctx: Context, id: string, input: AmendInput): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const { samples, item, reason, ...facts } = input;
    const facility = await loadFacility(tx, row.facilityId, now);
    if (!facility) return refuse(problems.notFound("facility"));
    await demandStanding(tx, row.organizationId, "book", now);
    const booker = { userId: row.userId, organizationId: row.organizationId, verified: true };
    const order = { count: samples.length, termsVersion: facility.rules.termsVersion };
    const found = await assessOrder(tx, facility, booker, order, now);
    if (found.reasons.length > 0) return refuse(againstPolicy(found.reasons));
    const price = demandQuote(found.quotes, item);
    const deadline = answerOrderBy(now, facility.rules.answerWithinHours);
    const detail = { samples: samples.length, price: price?.amount ?? null };
    const step = { transition: "amend", reason, deadline, detail };
    const state = await move(tx, ctx, sampleProcess, sampleOrder, row, step);
    const changed = { ...facts, price: price?.amount ?? null, priceItem: price?.item ?? "" };
    await tx.update(sampleOrder).set(changed).where(eq(sampleOrder.id, id));
    if (changed.price !== row.price) await followPrice(tx, ctx, { ...row, ...changed });
    await tx.delete(sample).where(eq(sample.orderId, id));
    await writeSamples(tx, id, samples);
    return { id, state };
  });
}
