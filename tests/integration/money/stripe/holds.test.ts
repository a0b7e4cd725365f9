import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { charge } from "#db/schema/money.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { systemActor } from "#app/domain/context.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { listHolds } from "#app/domain/money/holds/list-holds.server.ts";
import { warnOfHolds } from "#app/domain/money/holds/warn-of-holds.server.ts";
import { checkoutPage } from "#app/domain/money/stripe/checkout/checkout-page.server.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { proposeRefund } from "#app/domain/money/refunds/propose-refund.server.ts";
import { today } from "#app/domain/working-days.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { makeMember } from "../../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../../support/database.ts";
import { openPayments } from "../../../support/payments.ts";
import { problemOf, valueOf } from "../../../support/results.ts";
import {
  chargeOf,
  goodTerms,
  inForce,
  milestone,
  milestoneRow,
  type Sides,
  sides,
  takeOn,
  at,
} from "../../contracts/world.ts";
import { ledgerFaults } from "../world.ts";

let test: TestDatabase;
let pay: Awaited<ReturnType<typeof openPayments>>;
let both: Sides;
let operator: Actor;

beforeAll(async () => {
  test = await testDatabase();
  pay = await openPayments(test);
  both = await sides(test.db);
  operator = await makeMember(test.db, ["operator"], "government");
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await pay.close();
  await test.close();
});

const on = (actor: Actor, time: string) => ({ db: test.db, actor, clock: fixedClock(time) });
const timer = (time: string) => on(systemActor("clock"), time);

/** What the client owes for the first milestone of a contract, due on a day, asked for on 1 December. */
async function asked(dueOn: string, acceptanceDays: number | null) {
  const terms = goodTerms({
    acceptanceDays,
    amount: 6_000_000,
    milestones: [milestone("小试", dueOn, 6_000_000)],
  });
  const id = await inForce(test.db, both, terms);
  valueOf(await takeOn(at(test.db, both.client), id, 1, "fund"));
  const owed = await chargeOf(test.db, (await milestoneRow(test.db, id, 1)).id);
  return { id, chargeId: owed?.id ?? "" };
}

const book = (chargeId: string, method: "stripe" | "transfer", time: string) =>
  transact(test.db, (tx) =>
    payCharge(tx, timer(time), chargeId, { method, externalId: randomUUID(), amount: 6_000_000 }),
  );

const jobsFor = (id: string) =>
  test.db.execute<{ template: string; people: string[] }>(sql`
    select payload->>'template' as template, payload->'people' as people from graphile_worker._private_jobs
    where payload->>'entityId' = ${id} and payload->>'template' like 'charge-hold-%' order by id`);

it("is not taken by card when delivery and acceptance come after what payment services allow; by transfer it is", async () => {
  const payer = { ...pay.ctx, actor: both.client };
  const day = (ahead: number) => today(new Date(Date.now() + ahead * 86_400_000));
  // Ninety days end within the 90th day after today: a milestone of that day, or accepted in it, is too long.
  for (const [ahead, days, fits] of [
    [75, 14, true],
    [76, 14, false],
    [89, null, true],
    [90, null, false],
  ] as const) {
    const { chargeId } = await asked(day(ahead), days);
    const opened = await openCheckout(payer, chargeId, { locale: "zh" });
    const page = valueOf(await checkoutPage(payer, chargeId));
    expect(page.tooLong === null, String(ahead)).toBe(fits);
    if (fits) expect(valueOf(opened).url).toContain("http");
    else
      expect(problemOf(opened)).toMatchObject({ code: "held_too_long", status: 422, params: { days: 90 } });
  }
  const { chargeId } = await asked("2027-06-30", 14);
  valueOf(await book(chargeId, "transfer", "2026-12-01T10:00:00+08:00"));
  const [row] = await test.db.select().from(charge).where(eq(charge.id, chargeId));
  expect(row).toMatchObject({ state: "paid", holdUntil: null });
});

it("nearing its limit is told to both sides and the operators once, and once more beyond it; nothing moves", async () => {
  const { id, chargeId } = await asked("2027-02-10", 14);
  valueOf(await book(chargeId, "stripe", "2026-12-02T10:00:00+08:00"));
  const held = async () => (await test.db.select().from(charge).where(eq(charge.id, chargeId)))[0];
  expect((await held())?.holdUntil).toEqual(new Date("2027-03-02T10:00:00+08:00"));
  const others = valueOf(await listHolds(on(operator, "2026-12-02T11:00:00+08:00")));
  expect(others).toMatchObject([{ id: chargeId, amount: 6_000_000, stage: null }]);
  expect(problemOf(await listHolds(on(both.client, "2026-12-02T11:00:00+08:00"))).code).toBe("forbidden");

  expect(await warnOfHolds(timer("2027-02-23T02:33:00+08:00"))).toBe(0);
  const ending = await Promise.all([1, 2].map(() => warnOfHolds(timer("2027-02-26T02:33:00+08:00"))));
  expect(ending.toSorted()).toEqual([0, 1]);
  expect(await warnOfHolds(timer("2027-02-27T02:33:00+08:00"))).toBe(0);
  // The machine stood still on the last day: it is told as soon as it runs again.
  expect(await warnOfHolds(timer("2027-03-09T02:33:00+08:00"))).toBe(1);
  expect(await warnOfHolds(timer("2027-03-10T02:33:00+08:00"))).toBe(0);
  expect(await jobsFor(chargeId)).toMatchObject([
    { template: "charge-hold-ending", people: [operator.user?.id] },
    { template: "charge-hold-over", people: [operator.user?.id] },
  ]);
  expect(await listHolds(on(operator, "2027-03-10T09:00:00+08:00"))).toMatchObject({
    value: [{ id: chargeId, stage: "over" }],
  });
  expect(await held()).toMatchObject({ state: "paid", refunded: 0, releasedAt: null });
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ funded: 6_000_000, released: 0, returned: 0 });

  // Nor does the payee give it back past the milestone; acceptance ends the hold.
  const back = { amount: 1, reason: "提前退回" };
  expect(
    problemOf(await proposeRefund(on(both.developer, "2027-03-10T09:00:00+08:00"), chargeId, back)).code,
  ).toBe("refund_of_held");
  valueOf(await takeOn(at(test.db, both.developer, "2027-03-10"), id, 1, "deliver", { note: "小试报告" }));
  valueOf(await takeOn(at(test.db, both.client, "2027-03-11"), id, 1, "accept"));
  expect(valueOf(await listHolds(on(operator, "2027-03-11T11:00:00+08:00")))).toEqual([]);
  const told = await test.db
    .select({ transition: auditEntry.transition })
    .from(auditEntry)
    .where(and(eq(auditEntry.entityId, chargeId), sql`transition like 'hold-%'`))
    .orderBy(auditEntry.seq);
  expect(told.map(({ transition }) => transition)).toEqual(["hold-ending", "hold-over"]);
});
