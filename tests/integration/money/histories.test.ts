import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { charge as chargeTable, payment, refund } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { charge } from "#app/domain/money/charges/charge.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { releaseHeld, returnHeld } from "#app/domain/money/holds/release-held.server.ts";
import { post } from "#app/domain/money/ledger/post.server.ts";
import { closeDispute, openDispute } from "#app/domain/money/refunds/dispute.server.ts";
import { failRefund, settleRefund } from "#app/domain/money/refunds/make-refunds.server.ts";
import { endCharge, refundCharge } from "#app/domain/money/refunds/refund-charge.server.ts";
import { registerSettlements } from "#app/domain/money/settlement.server.ts";
import { platformSettlements } from "#app/domain/settlements.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { ledgerFaults, moneyWorld } from "./world.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  // No payment service here: refunds wait until a step of the history sends them.
  const nothing = { paid: async () => {}, late: async () => false };
  registerSettlements({ settlements: { contract: nothing, milestone: nothing }, senders: {} });
});

afterAll(async () => {
  registerSettlements(platformSettlements);
  await test.close();
});

const things = 3;
const thing = fc.nat(things - 1);
const amount = fc.integer({ min: 1, max: 900 });
const method = fc.constantFrom("stripe" as const, "transfer" as const, "voucher" as const);

/** One step of a history; notices name one of a few payments, so that they repeat, out of order, with other amounts. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("charge" as const), thing, amount, held: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant("pay" as const), thing, method, notice: fc.nat(3), amount }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund" as const), thing, amount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("end" as const),
      thing,
      by: fc.constantFrom("drop" as const, "expire" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("dispute" as const), thing, notice: fc.nat(3), amount }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("close" as const), thing, notice: fc.nat(3), won: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("release" as const), thing, amount, sets: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("return" as const), thing }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("send" as const), fails: fc.boolean() }) },
);

type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) & { crash?: boolean };

class Crash extends Error {}

/** A history in a world of its own: what each step does, whatever of it is refused. */
async function run(history: readonly { step: Step; crash: boolean }[]): Promise<void> {
  const world = await moneyWorld(test.db);
  const ctx = world.as(world.payee);
  const causes = Array.from({ length: things }, () => ({ type: "milestone", id: randomUUID() }));
  const [payerId, payeeId] = [world.payer.organization?.id ?? "", world.payee.organization?.id ?? ""];
  const grant = [
    { organizationId: payeeId, purpose: "budget" as const, amount: 2_000 },
    { organizationId: null, purpose: "bank" as const, amount: -2_000 },
    { organizationId: payeeId, purpose: "budget" as const, amount: -1_000 },
    { organizationId: payerId, purpose: "voucher" as const, amount: 1_000 },
  ];
  await test.db.transaction((tx) =>
    post(tx, ctx, { cause: { type: "grant", id: randomUUID() }, legs: grant }),
  );
  const run = randomUUID();
  const latest = async (tx: Tx, at: number) => {
    const rows = await tx
      .select()
      .from(chargeTable)
      .where(eq(chargeTable.causeId, causes[at]?.id ?? ""))
      .orderBy(chargeTable.id);
    return rows.at(-1)?.id ?? randomUUID();
  };
  const act = async (tx: Tx, one: Step): Promise<unknown> => {
    switch (one.do) {
      case "charge": {
        const cause = causes[one.thing] ?? { type: "milestone", id: run };
        return charge(tx, ctx, world.wanted(one.amount, { cause, purpose: "milestone", held: one.held }));
      }
      case "pay": {
        const externalId = `${run} ${one.thing} ${one.notice}`;
        return payCharge(tx, ctx, await latest(tx, one.thing), {
          method: one.method,
          externalId,
          amount: one.amount,
        });
      }
      case "refund":
        return refundCharge(tx, ctx, await latest(tx, one.thing), { amount: one.amount, reason: "" });
      case "end":
        return endCharge(tx, ctx, await latest(tx, one.thing), { transition: one.by, reason: "" });
      case "dispute": {
        const paymentExternalId = `${run} ${one.thing} ${one.notice}`;
        return openDispute(tx, ctx, {
          paymentExternalId,
          externalId: `d ${paymentExternalId}`,
          amount: one.amount,
        });
      }
      case "close":
        return closeDispute(tx, ctx, `d ${run} ${one.thing} ${one.notice}`, one.won ? "won" : "lost");
      case "release": {
        const setOff = one.sets ? { amount: one.amount, reason: "" } : undefined;
        return releaseHeld(tx, ctx, causes[one.thing] ?? { type: "milestone", id: run }, { setOff });
      }
      case "return":
        return returnHeld(tx, ctx, causes[one.thing] ?? { type: "milestone", id: run }, { reason: "" });
      case "send": {
        const [due] = await tx.select().from(refund).where(eq(refund.state, "approved")).limit(1);
        if (!due) return undefined;
        return one.fails
          ? failRefund(tx, ctx, due.id, "closed")
          : settleRefund(tx, ctx, due.id, { externalId: due.id });
      }
    }
  };
  for (const [at, cause] of causes.entries())
    await test.db.transaction((tx) =>
      charge(tx, ctx, world.wanted(500, { cause, purpose: "milestone", held: at === 0 })),
    );
  for (const { step: one, crash } of history) {
    try {
      await transact(test.db, async (tx) => {
        await act(tx, one);
        if (crash) throw new Crash();
      });
    } catch (error) {
      // A voucher that is used up is refused by the ledger itself: its caller should have known.
      const refused = String(error instanceof Error ? error.cause : error).includes(
        "there is no more on the voucher account",
      );
      if (!(error instanceof Crash) && !refused) throw error;
    }
  }
}

it("adds up after any history of charges, notices, refunds, disputes, holds and crashes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step, crash: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) }), {
        minLength: 5,
        maxLength: 30,
      }),
      async (history) => {
        await run(history);
        expect(await ledgerFaults(test.db)).toEqual([]);
      },
    ),
    { numRuns: 14 },
  );
  const twice =
    await test.db.execute(sql`select cause_id from charge where state not in ('cancelled', 'expired')
      group by cause_type, cause_id, purpose having count(*) > 1`);
  expect(twice).toHaveLength(0);
  // The histories did reach what they are about.
  expect((await test.db.select({ id: payment.id }).from(payment)).length).toBeGreaterThan(10);
  expect((await test.db.select({ id: refund.id }).from(refund)).length).toBeGreaterThan(3);
}, 60_000);
