import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contract, contractRegistration, inventorReward } from "#db/schema/contracts.ts";
import { conversionCsv } from "#app/domain/contracts/registration/conversion-csv.ts";
import { conversionsOf } from "#app/domain/contracts/registration/conversion.server.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { at, inForce, type Sides, sides } from "./world.ts";

let test: TestDatabase;
let both: Sides;

beforeAll(async () => {
  test = await testDatabase();
  both = await sides(test.db);
});

afterAll(() => test.close());

const report = async (actor = both.developer, year = 2026) =>
  valueOf(await conversionsOf(at(test.db, actor), year));

it("names what an organisation put to use in a year, by the platform's days, with registration and reward", async () => {
  const id = await inForce(test.db, both);
  const organizationId = both.developer.organization?.id ?? "";
  const lastMinute = new Date("2026-12-31T23:59:00+08:00");
  await test.db.update(contract).set({ inForceAt: lastMinute }).where(eq(contract.id, id));
  expect(await report()).toMatchObject([
    {
      id,
      kind: "commissioned",
      way: "direct",
      amount: 10_000_000,
      inForceOn: "2026-12-31",
      registration: null,
    },
  ]);
  expect(await report(both.developer, 2027)).toEqual([]);
  expect(await report(both.client)).toEqual([]);

  const amounts = { totalAmount: 10_000_000, technologyAmount: 9_000_000, technicalIncome: 8_000_000 };
  const registered = { contractId: id, sellerId: organizationId, declaredKind: "commissioned" as const };
  await test.db
    .insert(contractRegistration)
    .values({ ...registered, ...amounts, number: "2026330106001234", state: "registered" });
  const basis = { income: 10_000_000, cost: 3_000_000, tax: 1_000_000, percent: 70, pool: 4_200_000 };
  const notice = { noticeFrom: new Date("2027-01-04"), noticeUntil: new Date("2027-01-20") };
  const by = { contractId: id, organizationId, byId: both.developer.user?.id ?? "", shares: [] };
  await test.db.insert(inventorReward).values({ ...basis, ...notice, ...by });
  const rows = await report();
  expect(rows).toMatchObject([
    { technologyAmount: 9_000_000, technicalIncome: 8_000_000, netIncome: 6_000_000, reward: 4_200_000 },
  ]);
  const table = conversionCsv(rows, translatorFor("zh-CN").t, false).split("\r\n");
  expect(table[1]).toContain("委托开发");
  expect(table[1]).toContain(
    "2026-12-31,已登记,2026330106001234,100000.00,90000.00,80000.00,60000.00,42000.00",
  );
  expect(table[2]).toContain("合计1项");

  const mine = eq(contractRegistration.contractId, id);
  await test.db.update(contractRegistration).set({ state: "registration_revoked" }).where(mine);
  expect(await report()).toMatchObject([
    { registration: "registration_revoked", technologyAmount: null, technicalIncome: null },
  ]);
});

it("is for those who work on the organisation's contracts", async () => {
  const manager = await makeMember(test.db, ["facility_manager"], "university");
  expect(problemOf(await conversionsOf(at(test.db, manager), 2026)).code).toBe("forbidden");
});
