import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessmentProposal } from "#db/schema/assessment.ts";
import { budget, subsidyPayment } from "#db/schema/vouchers.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { balanceOf } from "#app/domain/money/ledger/post.server.ts";
import { paySubsidy, prepareSubsidy, stopSubsidy } from "#app/domain/subsidies/pay-subsidy.server.ts";
import { listSubsidies } from "#app/domain/subsidies/queries.server.ts";
import { openBudget } from "#app/domain/vouchers/budgets.server.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { contextOf } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { demoActor } from "../../support/demo-actor.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ledgerFaults } from "../money/world.ts";

let test: TestDatabase;
let officer: Actor;
let second: Actor;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  const province = { regionPrefixes: ["33"] };
  officer = { ...(await demoActor(test, "officer")), ...province };
  second = { ...(await demoActor(test, "adjudicator")), ...province };
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  expect(await differences(test.db)).toBe(0);
  await test.close();
});

const as = (actor: Actor): Context => contextOf(test.db, actor, systemClock);

/** What a published assessment gives and nobody has prepared. */
async function given() {
  const item = (await listSubsidies(as(officer))).find(({ payment }) => payment === null);
  if (!item?.amount) throw new Error("the demonstration market has no subsidy that waits");
  const [{ organizationId } = { organizationId: "" }] = await test.db
    .select({ organizationId: assessmentProposal.organizationId })
    .from(assessmentProposal)
    .where(eq(assessmentProposal.id, item.proposalId));
  return { ...item, amount: item.amount, organizationId };
}

/** A budget of `fen` of the province. */
const budgetOf = (fen: number, regionCode: string) =>
  test.db.transaction((tx) =>
    openBudget(tx, as(officer), {
      ...{ purpose: "subsidy", regionCode, organizationId: officer.organization?.id ?? "", year: 2026 },
      ...{ nameZh: "测试补助资金", nameEn: "Test subsidies", amount: fen },
    }),
  );
const rowOf = async (id: string) => (await test.db.select().from(budget).where(eq(budget.id, id)))[0];
const stands = (organizationId: string, purpose: "subsidy" | "bank" | "budget") =>
  balanceOf(test.db, organizationId, purpose);

describe("a subsidy", () => {
  it("is prepared by one person within the budget, stopped with the money back, and paid on the word of another", async () => {
    const { proposalId, amount, organizationId, regionCode } = await given();
    const before = {
      subsidy: await stands(organizationId, "subsidy"),
      bank: await stands(organizationId, "bank"),
    };
    const free = await stands(officer.organization?.id ?? "", "budget");
    const short = await budgetOf(amount - 1, regionCode);
    expect(problemOf(await prepareSubsidy(as(officer), { proposalId, budgetId: short }))).toMatchObject({
      code: "budget_short",
    });
    const elsewhere = await budgetOf(amount, "340000");
    expect(problemOf(await prepareSubsidy(as(officer), { proposalId, budgetId: elsewhere })).code).toBe(
      "invalid",
    );
    const budgetId = await budgetOf(amount, regionCode);

    const { id } = valueOf(await prepareSubsidy(as(officer), { proposalId, budgetId }));
    expect(await rowOf(budgetId)).toMatchObject({ committed: amount, spent: 0 });
    expect(await stands(organizationId, "subsidy")).toBe(before.subsidy + amount);
    expect(problemOf(await prepareSubsidy(as(second), { proposalId, budgetId })).code).toBe(
      "subsidy_prepared_already",
    );
    valueOf(await stopSubsidy(as(officer), id, { reason: "账户信息有误" }));
    expect(await rowOf(budgetId)).toMatchObject({ committed: 0, spent: 0 });
    expect(await stands(organizationId, "subsidy")).toBe(before.subsidy);
    expect(problemOf(await paySubsidy(as(second), id, { reference: "GK-0" })).code).toBe("not_allowed_now");

    const again = valueOf(await prepareSubsidy(as(officer), { proposalId, budgetId })).id;
    expect(problemOf(await paySubsidy(as(officer), again, { reference: "GK-1" })).code).toBe(
      "other_payer_needed",
    );
    const stranger = { ...second, regionPrefixes: ["3302"] };
    expect(problemOf(await paySubsidy(as(stranger), again, { reference: "GK-1" })).code).toBe("not_found");
    valueOf(await paySubsidy(as(second), again, { reference: "GK-1" }));
    expect(problemOf(await paySubsidy(as(second), again, { reference: "GK-2" })).code).toBe(
      "not_allowed_now",
    );
    expect(problemOf(await stopSubsidy(as(second), again, { reason: "过迟" })).code).toBe("not_allowed_now");
    expect(await rowOf(budgetId)).toMatchObject({ committed: amount, spent: amount });
    expect(await stands(organizationId, "subsidy")).toBe(before.subsidy);
    expect(await stands(organizationId, "bank")).toBe(before.bank + amount);
    // Three budgets were opened, and one of them was spent.
    expect(await stands(officer.organization?.id ?? "", "budget")).toBe(free + 2 * amount - 1);
    const paid = await test.db.select().from(subsidyPayment).where(eq(subsidyPayment.id, again));
    expect(paid).toMatchObject([
      { state: "paid", reference: "GK-1", preparedBy: officer.user?.id, paidBy: second.user?.id },
    ]);
  });
});
