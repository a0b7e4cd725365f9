import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { price } from "#db/schema/catalog.ts";
import { charge } from "#db/schema/money.ts";
import { budget, voucher, voucherHold, voucherProgram } from "#db/schema/vouchers.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { amendOrder } from "#app/domain/samples/amend-order.server.ts";
import {
  acceptOrder,
  cancelOrder,
  objectToOrder,
  returnSamples,
} from "#app/domain/samples/answer-order.server.ts";
import { finishOrder } from "#app/domain/samples/finish-order.server.ts";
import { acceptInput, amendInput, finishInput, orderInput } from "#app/domain/samples/inputs.ts";
import { orderFormPage } from "#app/domain/samples/order-page.server.ts";
import { placeOrder } from "#app/domain/samples/place-order.server.ts";
import { stopForbiddenOrders } from "#app/domain/samples/stop-forbidden-orders.server.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { claimsOf, holdsOf } from "#app/domain/vouchers/voucher-queries.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { contextOf, makeFacility, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ledgerFaults } from "../money/world.ts";
import { company, grantedVoucher, openProgram, regulator } from "./world.ts";

let test: TestDatabase;
let provider: Actor;
let program: string;
let facilityId: string;

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  provider = await makeMember(test.db, ["facility_manager"], "university");
  program = await openProgram(test.db, await regulator(test.db, "officer"));
  facilityId = await makeFacility(test.db, provider);
  await test.db.insert(price).values({
    ...{ listingId: facilityId, item: "全谱", unit: "sample", userClass: "enterprise", amount: 38_000 },
    validFrom: "2026-01-01",
  });
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  expect(await differences(test.db)).toBe(0);
  await test.close();
});

const as = (actor: Actor, at?: string) => contextOf(test.db, actor, at ? fixedClock(at) : undefined);
const samples = (count: number) => Array.from({ length: count }, (_, at) => ({ label: `A-${at + 1}` }));
const wish = (voucherId: string | undefined, count = 2, more = {}) =>
  orderInput.parse({
    ...{ facilityId, voucherId, purpose: "元素含量", item: "全谱", samples: samples(count) },
    ...more,
  });
/** A company with a voucher that pays half of every price. */
async function holderOf(fen: number) {
  const holder = await company(test.db);
  return { holder, voucherId: await grantedVoucher(test.db, holder, program, fen) };
}
const purse = async (id: string) => {
  const [row] = await test.db.select().from(voucher).where(eq(voucher.id, id));
  return { reserved: row?.reserved, captured: row?.captured };
};
const holdsFor = (id: string) =>
  test.db
    .select({ state: voucherHold.state, amount: voucherHold.amount, captured: voucherHold.captured })
    .from(voucherHold)
    .where(and(eq(voucherHold.causeType, "sample_order"), eq(voucherHold.causeId, id)));
const chargesFor = (id: string) =>
  test.db
    .select({ amount: charge.amount, paid: charge.paid, state: charge.state })
    .from(charge)
    .where(eq(charge.causeId, id));
const spent = async () => {
  const [row] = await test.db
    .select({ spent: budget.spent })
    .from(budget)
    .innerJoin(voucherProgram, eq(voucherProgram.budgetId, budget.id))
    .where(eq(voucherProgram.id, program));
  return row?.spent ?? 0;
};
const later = "2026-11-25T09:00:00+08:00";
const accepting = acceptInput.parse({});

it("is set aside when samples are ordered, paid of what the work cost, and the rest is owed", async () => {
  const { holder, voucherId } = await holderOf(100_000);
  const { vouchers } = valueOf(await orderFormPage(as(holder), facilityId));
  expect(vouchers).toMatchObject([{ id: voucherId, covers: 19_000, reasons: [], sharePercent: 50 }]);
  const { id } = valueOf(await placeOrder(as(holder), wish(voucherId)));
  expect(await holdsFor(id)).toEqual([{ state: "reserved", amount: 38_000, captured: 0 }]);
  expect(await purse(voucherId)).toEqual({ reserved: 38_000, captured: 0 });
  valueOf(await acceptOrder(as(provider), id, accepting));
  // It took less than was agreed: the voucher pays its half of that.
  const before = await spent();
  valueOf(
    await finishOrder(
      as(provider, later),
      id,
      finishInput.parse({ amount: { amount: 60_000, currency: "CNY" } }),
    ),
  );
  expect(await holdsFor(id)).toEqual([{ state: "captured", amount: 38_000, captured: 30_000 }]);
  expect(await purse(voucherId)).toEqual({ reserved: 0, captured: 30_000 });
  expect(await chargesFor(id)).toEqual([{ amount: 60_000, paid: 30_000, state: "partly_paid" }]);
  expect((await spent()) - before).toBe(30_000);
  // Both sides see what it was for.
  const [use] = await holdsOf(as(holder), voucherId);
  expect(use?.titleZh).toBeTruthy();
  expect(use?.startsAt).toBeInstanceOf(Date);
  expect((await claimsOf(as(provider))).map(({ hold }) => hold.causeId)).toContain(id);
});

it("never pays above its cap, whatever the work cost in the end, however many orders want it at once", async () => {
  const { holder, voucherId } = await holderOf(50_000);
  const made = await Promise.all([1, 2, 3].map(() => placeOrder(as(holder), wish(voucherId))));
  const ids = made.flatMap((one) => (one.ok ? [one.value.id] : []));
  // Half of 760 yuan, then what is left of 500; the third finds nothing and is not made at all.
  const sums = await Promise.all(ids.map(async (id) => (await holdsFor(id))[0]?.amount ?? 0));
  expect(sums.toSorted()).toEqual([12_000, 38_000]);
  const refused = made.find((one) => !one.ok);
  expect(refused && problemOf(refused).reasons).toMatchObject([{ rule: "voucher_used_up" }]);
  for (const id of ids) {
    valueOf(await acceptOrder(as(provider), id, accepting));
    const amount = { amount: 200_000, currency: "CNY" };
    valueOf(await finishOrder(as(provider, later), id, finishInput.parse({ amount })));
  }
  expect(await purse(voucherId)).toEqual({ reserved: 0, captured: 50_000 });
  const paid = (await Promise.all(ids.map(chargesFor))).flat().map((one) => one.paid);
  expect(paid.toSorted()).toEqual([12_000, 38_000]);
});

it("comes back when the order is cancelled, its samples go back, or a measure stops it; an objection keeps it", async () => {
  const { holder, voucherId } = await holderOf(400_000);
  const order = async () => valueOf(await placeOrder(as(holder), wish(voucherId))).id;
  const [cancelled, returned, kept, stopped] = [await order(), await order(), await order(), await order()];
  valueOf(await cancelOrder(as(holder), cancelled, { reason: "" }));
  valueOf(await acceptOrder(as(provider), returned, accepting));
  valueOf(await returnSamples(as(provider), returned, { reason: "离子源故障" }));
  valueOf(await objectToOrder(as(provider), kept, { reason: "请补一个样品" }));
  expect((await holdsFor(kept))[0]?.state).toBe("reserved");
  // Put right, it costs more: what is set aside follows; by quotation the voucher would not pay.
  const amended = (item?: string) =>
    amendInput.parse({ purpose: "元素含量", samples: samples(4), item, reason: "已补" });
  const unpriced = problemOf(await amendOrder(as(holder), kept, amended()));
  expect(unpriced.reasons).toMatchObject([{ rule: "voucher_quotation" }]);
  valueOf(await amendOrder(as(holder), kept, amended("全谱")));
  expect(await holdsFor(kept)).toEqual([{ state: "reserved", amount: 76_000, captured: 0 }]);
  const measure = {
    organizationId: holder.organization?.id ?? "",
    kind: "blacklist" as const,
    from: as(holder).clock.now(),
  };
  const measureId = await layMeasure(test.db, measure);
  const job = { ...as(holder), actor: systemActor("job") };
  await stopForbiddenOrders(job, measureId);
  for (const id of [cancelled, returned, kept, stopped])
    expect((await holdsFor(id)).map(({ state }) => state)).toEqual(["released"]);
  expect(await purse(voucherId)).toEqual({ reserved: 0, captured: 0 });
});

it("is refused with every reason: somebody else's, by quotation, too late for its results", async () => {
  const { holder, voucherId } = await holderOf(100_000);
  const stranger = await company(test.db);
  expect(problemOf(await placeOrder(as(stranger), wish(voucherId))).code).toBe("not_found");
  expect(
    problemOf(await placeOrder(as(holder), wish(voucherId, 2, { item: undefined }))).reasons,
  ).toMatchObject([{ rule: "voucher_quotation" }]);
  const [granted] = await test.db.select().from(voucher).where(eq(voucher.id, voucherId));
  const last = new Date((granted?.validUntil ?? new Date()).getTime() - 3_600_000).toISOString();
  expect(problemOf(await placeOrder(as(holder, last), wish(voucherId))).reasons).toMatchObject([
    { rule: "voucher_too_late" },
  ]);
  expect(await purse(voucherId)).toEqual({ reserved: 0, captured: 0 });
});
