import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { closeDispute, openDispute } from "#app/domain/money/refunds/dispute.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { charge } from "#db/schema/money.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { regulator } from "../cases/world.ts";
import { ledgerFaults } from "../money/world.ts";
import {
  at,
  clockAt,
  contractRow,
  funded,
  inForce,
  milestoneRow,
  pay,
  type Sides,
  sides,
  take,
  takeOn,
} from "./world.ts";

let test: TestDatabase;
let both: Sides;
let client: Actor;
let developer: Actor;
let mediator: Actor;

beforeAll(async () => {
  test = await testDatabase();
  both = await sides(test.db);
  ({ client, developer } = both);
  mediator = await regulator(test.db, "officer");
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await test.close();
});

const chargesOf = async (id: string, n: number) => {
  const { id: causeId } = await milestoneRow(test.db, id, n);
  return test.db.select().from(charge).where(eq(charge.causeId, causeId)).orderBy(charge.id);
};

/** The client funds a milestone by card; returns what the payment service calls the payment. */
async function fundedByCard(id: string, n: number, day: string): Promise<string> {
  valueOf(await takeOn(at(test.db, client, day), id, n, "fund"));
  const [owed] = (await chargesOf(id, n)).filter(({ state }) => state === "open");
  if (!owed) throw new Error("there is no charge");
  const externalId = `pi_${randomUUID()}`;
  valueOf(
    await transact(test.db, (tx) =>
      payCharge(tx, at(test.db, developer, day), owed.id, {
        ...{ method: "stripe", externalId, amount: owed.amount },
      }),
    ),
  );
  return externalId;
}

const takeBackByBank = async (paymentExternalId: string, amount: number, day: string) => {
  const externalId = `dp_${randomUUID()}`;
  valueOf(
    await transact(test.db, (tx) =>
      openDispute(tx, clockAt(test.db, day), { paymentExternalId, externalId, amount }),
    ),
  );
  return externalId;
};

const win = async (externalId: string, day: string) =>
  valueOf(await transact(test.db, (tx) => closeDispute(tx, clockAt(test.db, day), externalId, "won")));

it("work whose money the bank took back waits for it again, with its time and its delay kept", async () => {
  const id = await inForce(test.db, both);
  const payment = await fundedByCard(id, 1, "2026-12-05");
  // Ten days before the day of delivery a part of the money goes.
  await takeBackByBank(payment, 1_000_000, "2027-03-22");
  const waiting = await milestoneRow(test.db, id, 1);
  expect(waiting).toMatchObject({ state: "awaiting_payment", funded: 0, lateDays: 0 });
  const [old, anew] = await chargesOf(id, 1);
  expect(old).toMatchObject({ state: "refunded", paid: 6_000_000, refunded: 6_000_000 });
  expect(anew).toMatchObject({ state: "open", amount: 6_000_000, held: true, dueAt: waiting.deadline });
  // Twenty days later it comes; the time that was left goes on.
  await pay(test.db, both, id, 1, "2027-04-11");
  const again = await milestoneRow(test.db, id, 1);
  expect(again).toMatchObject({ state: "funded", funded: 6_000_000 });
  expect(again.lateFrom?.toISOString()).toBe("2027-04-20T16:00:00.000Z");
  valueOf(await takeOn(at(test.db, developer, "2027-04-22"), id, 1, "deliver", { note: "交付" }));
  valueOf(await takeOn(at(test.db, client, "2027-04-23"), id, 1, "accept"));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({
    state: "accepted",
    lateDays: 2,
    damages: 6_000,
  });
});

it("the developer may end a contract whose money was taken back and does not come again", async () => {
  const id = await inForce(test.db, both);
  const payment = await fundedByCard(id, 1, "2026-12-05");
  await takeBackByBank(payment, 6_000_000, "2027-01-10");
  valueOf(await takeOn(at(test.db, developer, "2027-01-25"), id, 1, "remind-payment"));
  valueOf(
    await take(at(test.db, developer, "2027-03-10"), id, "terminate", {
      ground: "unpaid",
      reason: "催告后仍未付款",
    }),
  );
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "terminated", released: 0 });
});

it("a delivery stays acceptable without its money, which the client then owes, and no other contract waits", async () => {
  const id = await inForce(test.db, both);
  const other = await inForce(test.db, both);
  const payment = await fundedByCard(id, 1, "2026-12-05");
  await funded(test.db, both, other, 1, "2026-12-05");
  for (const one of [id, other])
    valueOf(await takeOn(at(test.db, developer, "2027-01-05"), one, 1, "deliver", { note: "交付" }));
  await takeBackByBank(payment, 6_000_000, "2027-01-06");
  await settleContracts(clockAt(test.db, "2027-02-01"));
  expect((await milestoneRow(test.db, other, 1)).state).toBe("accepted");
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({
    ...{ state: "accepted", released: 0, returned: 6_000_000 },
  });
  const [old, missing] = await chargesOf(id, 1);
  expect(old).toMatchObject({ state: "refunded", releasedAt: null });
  expect(missing).toMatchObject({ state: "open", amount: 6_000_000, held: false });
  // The next milestone goes on.
  expect((await milestoneRow(test.db, id, 2)).deadline).not.toBeNull();
});

it("what is really held is released, and the rest charged, when a part is gone", async () => {
  const id = await inForce(test.db, both);
  const payment = await fundedByCard(id, 1, "2026-12-05");
  valueOf(await takeOn(at(test.db, developer, "2027-04-02"), id, 1, "deliver", { note: "交付" }));
  await takeBackByBank(payment, 1_000_000, "2027-04-03");
  valueOf(await takeOn(at(test.db, client, "2027-04-04"), id, 1, "accept"));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({
    ...{ state: "accepted", lateDays: 2, damages: 6_000, released: 5_000_000, returned: 1_000_000 },
  });
  const missing = (await chargesOf(id, 1)).find(({ held }) => !held);
  expect(missing).toMatchObject({ state: "open", amount: 994_000 });
});

it("a delivery that is sent back while its money is gone waits for it; a dispute that is withdrawn likewise", async () => {
  const id = await inForce(test.db, both);
  const payment = await fundedByCard(id, 1, "2026-12-05");
  valueOf(await takeOn(at(test.db, developer, "2027-03-01"), id, 1, "deliver", { note: "交付" }));
  await takeBackByBank(payment, 1_000_000, "2027-03-02");
  expect((await milestoneRow(test.db, id, 1)).state).toBe("delivered");
  valueOf(await takeOn(at(test.db, client, "2027-03-03"), id, 1, "request-changes", { reason: "补数据" }));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "awaiting_payment", funded: 0 });

  const second = await inForce(test.db, both);
  const paid = await fundedByCard(second, 1, "2026-12-05");
  const grounds = "与验收标准不符，请求调解。";
  const raise = { grounds, wanted: "return" };
  valueOf(await takeOn(at(test.db, client, "2027-01-10"), second, 1, "raise-dispute", raise));
  await takeBackByBank(paid, 6_000_000, "2027-01-11");
  expect((await milestoneRow(test.db, second, 1)).state).toBe("disputed");
  valueOf(await takeOn(at(test.db, client, "2027-01-12"), second, 1, "withdraw-dispute"));
  expect(await milestoneRow(test.db, second, 1)).toMatchObject({ state: "awaiting_payment", funded: 0 });
});

it("a dispute that is won funds the milestone again, or is what the client still owed, or goes back", async () => {
  // Nothing else came meanwhile: the work goes on with it.
  const id = await inForce(test.db, both);
  const whole = await takeBackByBank(await fundedByCard(id, 1, "2026-12-05"), 6_000_000, "2027-01-10");
  await win(whole, "2027-02-10");
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "funded", funded: 6_000_000 });
  expect((await chargesOf(id, 1)).map(({ state }) => state)).toEqual(["paid", "cancelled"]);

  // It has been paid again: the client has its money back.
  const twice = await inForce(test.db, both);
  const first = await takeBackByBank(await fundedByCard(twice, 1, "2026-12-05"), 6_000_000, "2027-01-10");
  await pay(test.db, both, twice, 1, "2027-01-15");
  await win(first, "2027-02-10");
  const [old, now] = await chargesOf(twice, 1);
  expect(old).toMatchObject({ state: "refunded" });
  expect(now).toMatchObject({ state: "paid", refunded: 0 });

  // Accepted meanwhile: what comes back is the developer's, who asks for so much less.
  const done = await inForce(test.db, both);
  const part = await takeBackByBank(await deliveredByCard(done), 1_000_000, "2027-01-06");
  valueOf(await takeOn(at(test.db, client, "2027-01-07"), done, 1, "accept"));
  await win(part, "2027-02-10");
  expect(await milestoneRow(test.db, done, 1)).toMatchObject({ released: 6_000_000, returned: 0 });
  expect((await chargesOf(done, 1)).map(({ state }) => state)).toEqual(["paid", "cancelled"]);

  // All of it was gone, and what was missing has been paid: it goes back.
  const paid = await inForce(test.db, both);
  const gone = await takeBackByBank(await deliveredByCard(paid), 6_000_000, "2027-01-06");
  valueOf(await takeOn(at(test.db, client, "2027-01-07"), paid, 1, "accept"));
  const missing = (await chargesOf(paid, 1)).find(({ held }) => !held);
  valueOf(
    await transact(test.db, (tx) =>
      payCharge(tx, at(test.db, developer, "2027-01-08"), missing?.id ?? "", {
        ...{ method: "transfer", externalId: randomUUID(), amount: 6_000_000 },
      }),
    ),
  );
  await win(gone, "2027-02-10");
  expect((await chargesOf(paid, 1)).map(({ state, refunded }) => [state, refunded])).toEqual([
    ["refunded", 6_000_000],
    ["paid", 0],
  ]);
});

async function deliveredByCard(id: string): Promise<string> {
  const payment = await fundedByCard(id, 1, "2026-12-05");
  valueOf(await takeOn(at(test.db, developer, "2027-01-05"), id, 1, "deliver", { note: "交付" }));
  return payment;
}

it("a mediator's division pays what is held and charges the rest; a contract that has ended keeps nothing", async () => {
  const id = await inForce(test.db, both);
  const payment = await deliveredByCard(id);
  const raise = { grounds: "与验收标准不符，请求调解。", wanted: "split" };
  valueOf(await takeOn(at(test.db, client, "2027-01-06"), id, 1, "raise-dispute", raise));
  const dispute = await takeBackByBank(payment, 5_000_000, "2027-01-07");
  valueOf(
    await takeOn(at(test.db, mediator, "2027-01-20"), id, 1, "resolve", {
      ...{ outcome: "split", toDeveloper: 3_000_000, reasons: "部分可用，按比例分割金额。" },
    }),
  );
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({
    ...{ state: "settled", released: 1_000_000, returned: 5_000_000 },
  });
  // Won: two million more for the developer, three back to the client.
  await win(dispute, "2027-02-10");
  const [held, missing] = await chargesOf(id, 1);
  expect(held).toMatchObject({ paid: 6_000_000, refunded: 3_000_000 });
  expect(missing).toMatchObject({ state: "cancelled" });
  expect((await contractRow(test.db, id)).state).toBe("in_force");
  expect(problemOf(await takeOn(at(test.db, client, "2027-02-11"), id, 1, "accept")).code).toBe(
    "not_allowed_now",
  );
  const rows = await test.db
    .select()
    .from(charge)
    .where(and(eq(charge.causeId, held?.causeId ?? ""), eq(charge.held, true)));
  expect(rows).toHaveLength(1);
});
