import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { voucher } from "#db/schema/vouchers.ts";
import { voucherStates } from "#db/schema/vocabulary.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { publicPrograms } from "#app/domain/vouchers/program-queries.server.ts";
import { loadDemoMarket, loadReferenceData } from "#db/seed/index.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ max: 3 });
  await loadReferenceData(test.db);
  await loadDemoMarket(test.db, { now: new Date("2026-11-26T04:00:00Z") });
});

afterAll(() => test.close());

describe("the demonstration's vouchers", () => {
  it("stand in the ledger to the fen", async () => {
    expect(await differences(test.db)).toBe(0);
  });

  it("are in every state, and one budget is used up", async () => {
    const found = await test.db.selectDistinct({ state: voucher.state }).from(voucher);
    expect(found.map(({ state }) => state).toSorted()).toEqual([...voucherStates].toSorted());
    const programs = await publicPrograms(test);
    expect(programs.map(({ budget }) => budget.amount - budget.committed > 0).toSorted()).toEqual([
      false,
      true,
    ]);
    expect(programs.some(({ reserved }) => reserved > 0)).toBe(true);
  });
});
