import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { canonicalText, englishText } from "#app/domain/contracts/text/canonical.ts";
import { creditEvent } from "#db/schema/credit.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ledgerFaults } from "../money/world.ts";
import {
  amend,
  at,
  chargeOf,
  contractRow,
  funded,
  goodTerms,
  inForce,
  milestone,
  milestoneRow,
  pageOf,
  password,
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

beforeAll(async () => {
  test = await testDatabase();
  both = await sides(test.db);
  ({ client, developer } = both);
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await test.close();
});

const one = goodTerms({ amount: 6_000_000, milestones: [milestone("小试配方", "2027-03-31", 6_000_000)] });

it("money that comes late moves the day of delivery: the developer owes nothing for the client's delay", async () => {
  const id = await inForce(test.db, both, one);
  // In force on 1 December with ten days to fund; paid 150 days later.
  await funded(test.db, both, id, 1, "2027-05-10");
  const work = await milestoneRow(test.db, id, 1);
  expect(work).toMatchObject({ state: "funded", paidLateDays: 150 });
  expect(work.lateFrom?.toISOString()).toBe("2027-08-28T16:00:00.000Z");
  expect(problemOf(await takeOn(at(test.db, client, "2027-05-10"), id, 1, "remind-delivery")).code).toBe(
    "contract_not_late",
  );
  valueOf(await takeOn(at(test.db, developer, "2027-05-12"), id, 1, "deliver", { note: "交付" }));
  valueOf(await takeOn(at(test.db, client, "2027-05-13"), id, 1, "accept"));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ lateDays: 0, damages: 0, released: 6_000_000 });
  const facts = await test.db.select().from(creditEvent).where(eq(creditEvent.causeId, id));
  expect(new Map(facts.map(({ organizationId, code }) => [organizationId, code]))).toEqual(
    new Map([
      [client.organization?.id, "contract_late"],
      [developer.organization?.id, "contract_kept"],
    ]),
  );
});

it("asking for the charge gives the client no more time, neither once nor again", async () => {
  const id = await inForce(test.db, both, one);
  const { deadline } = await milestoneRow(test.db, id, 1);
  for (const day of ["2026-12-10", "2026-12-11", "2027-01-05"]) {
    valueOf(await takeOn(at(test.db, client, day), id, 1, "fund"));
    const { id: milestoneId, ...row } = await milestoneRow(test.db, id, 1);
    expect(row.deadline).toEqual(deadline);
    expect((await chargeOf(test.db, milestoneId))?.dueAt).toEqual(deadline);
  }
  await pay(test.db, both, id, 1, "2027-01-05");
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ paidLateDays: 25 });
});

it("an amendment that leaves the day alone keeps what it was moved by; another day is the day", async () => {
  const id = await inForce(test.db, both, one);
  await funded(test.db, both, id, 1, "2027-01-20");
  const { lateFrom } = await milestoneRow(test.db, id, 1);
  expect(lateFrom?.toISOString()).toBe("2027-05-10T16:00:00.000Z");
  await amended(id, { ...one, subject: "研究开发低温高韧性 PVC 改性配方。" }, 1);
  expect((await milestoneRow(test.db, id, 1)).lateFrom).toEqual(lateFrom);
  const later = { ...one, milestones: [milestone("小试配方", "2027-06-30", 6_000_000)] };
  await amended(id, later, 2);
  expect((await milestoneRow(test.db, id, 1)).lateFrom?.toISOString()).toBe("2027-06-30T16:00:00.000Z");
});

async function amended(id: string, terms: typeof one, n: number) {
  const day = "2027-01-21";
  const input = { terms, reason: "双方商定的变更" };
  valueOf(await take(at(test.db, client, day), id, "propose-amendment", input));
  const sha256 = (await pageOf(at(test.db, client, day), id)).amendments[0]?.text?.sha256;
  valueOf(await amend(at(test.db, client, day), id, n, "sign-amendment", { sha256, password }));
  valueOf(await amend(at(test.db, developer, day), id, n, "sign-amendment", { sha256, password }));
  expect((await contractRow(test.db, id)).state).toBe("in_force");
}

it("both texts of the contract say so", () => {
  const party = { nameZh: "甲", nameEn: "A", uscc: "91330000000000000X", address: "" };
  const parties = { client: party, developer: party };
  expect(canonicalText(one, parties)).toContain("交付期限按逾期的天数顺延");
  expect(englishText(one, parties)).toContain("day of delivery moves by as many days");
});
