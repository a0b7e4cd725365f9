import { afterAll, beforeAll, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { contractDispute } from "#db/schema/contracts.ts";
import type { Actor } from "#app/domain/context.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { regulator } from "../cases/world.ts";
import { ledgerFaults } from "../money/world.ts";
import {
  at,
  clockAt,
  funded,
  goodTerms,
  inForce,
  milestoneRow,
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

const raise = { grounds: "与验收标准不符，请求调解。", wanted: "redo" };
const on = (actor: Actor, day: string) => at(test.db, actor, day);

/** Due on 31 March 2027, reminded of on 1 May: overdue, with 30 days of cure. */
async function overdue() {
  const id = await inForce(test.db, both);
  await funded(test.db, both, id, 1, "2026-12-05");
  valueOf(await takeOn(on(client, "2027-05-01"), id, 1, "remind-delivery"));
  return { id, before: await milestoneRow(test.db, id, 1) };
}

it("a developer that withdraws its dispute is as late as before, and its cure period goes on", async () => {
  const { id, before } = await overdue();
  valueOf(await takeOn(on(developer, "2027-05-20"), id, 1, "raise-dispute", raise));
  valueOf(await takeOn(on(developer, "2027-06-20"), id, 1, "withdraw-dispute"));
  const { state, lateFrom, deadline } = await milestoneRow(test.db, id, 1);
  expect({ state, lateFrom, deadline }).toEqual({
    ...{ state: "overdue", lateFrom: before.lateFrom, deadline: before.deadline },
  });
  const input = { ground: "cure_passed", reason: "催告期满仍未交付" };
  valueOf(await take(on(client, "2027-06-21"), id, "terminate", input));
});

it("a client that withdraws its dispute has given the developer the time that it took", async () => {
  const { id, before } = await overdue();
  valueOf(await takeOn(on(client, "2027-05-20"), id, 1, "raise-dispute", raise));
  valueOf(await takeOn(on(client, "2027-05-25"), id, 1, "withdraw-dispute"));
  const row = await milestoneRow(test.db, id, 1);
  const days = (from: Date | null, to: Date | null) => (Number(to) - Number(from)) / 86_400_000;
  expect([days(before.lateFrom, row.lateFrom), days(before.deadline, row.deadline)]).toEqual([5, 5]);
  // 55 days after 31 March, of which five are the client's.
  valueOf(await takeOn(on(developer, "2027-05-25"), id, 1, "deliver", { note: "交付" }));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ lateDays: 50 });
});

it("no client stops silence by disputes that it withdraws", async () => {
  const id = await inForce(test.db, both, goodTerms({ acceptanceDays: 10 }));
  await funded(test.db, both, id, 1, "2026-12-05");
  valueOf(await takeOn(on(developer, "2027-03-01"), id, 1, "deliver", { note: "交付" }));
  valueOf(await takeOn(on(client, "2027-03-05"), id, 1, "raise-dispute", raise));
  valueOf(await takeOn(on(client, "2027-03-20"), id, 1, "withdraw-dispute"));
  expect(problemOf(await takeOn(on(client, "2027-03-20"), id, 1, "raise-dispute", raise)).code).toBe(
    "contract_silence_accepted",
  );
  await settleContracts(clockAt(test.db, "2027-03-20"));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "accepted", bySilence: true });
});

it("the time that a developer's dispute took is not the client's, who accepts as long as before", async () => {
  const id = await inForce(test.db, both, goodTerms({ acceptanceDays: 10 }));
  await funded(test.db, both, id, 1, "2026-12-05");
  valueOf(await takeOn(on(developer, "2027-03-01"), id, 1, "deliver", { note: "交付" }));
  valueOf(await takeOn(on(developer, "2027-03-05"), id, 1, "raise-dispute", raise));
  valueOf(await takeOn(on(developer, "2027-03-25"), id, 1, "withdraw-dispute"));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({
    ...{ state: "delivered", deadline: new Date("2027-03-31T02:00:00Z") },
  });
});

it("days of delay before a dispute count whatever its result", async () => {
  const redo = await overdue();
  valueOf(await takeOn(on(developer, "2027-05-20"), redo.id, 1, "raise-dispute", raise));
  const reasons = "补做检测后重新交付成果。";
  valueOf(await takeOn(on(mediator, "2027-06-01"), redo.id, 1, "resolve", { outcome: "redo", reasons }));
  expect(await milestoneRow(test.db, redo.id, 1)).toMatchObject({ state: "changes_requested", lateDays: 50 });

  const accept = await overdue();
  valueOf(await takeOn(on(developer, "2027-05-20"), accept.id, 1, "raise-dispute", raise));
  valueOf(await takeOn(on(mediator, "2027-06-01"), accept.id, 1, "resolve", { outcome: "accept", reasons }));
  expect(await milestoneRow(test.db, accept.id, 1)).toMatchObject({
    ...{ state: "accepted", lateDays: 50, damages: 150_000 },
  });
});

it("a dispute that no mediator resolves goes up to the region above, and there is asked for again and again", async () => {
  const { id } = await overdue();
  valueOf(await takeOn(on(developer, "2027-05-20"), id, 1, "raise-dispute", raise));
  const first = await milestoneRow(test.db, id, 1);
  const last = async () => {
    const [row] = await test.db.select().from(contractDispute).where(eq(contractDispute.contractId, id));
    return row;
  };
  await settleContracts(clockAt(test.db, "2027-06-18"));
  expect((await last())?.regionCode).toBe(first.regionCode);
  for (const [day, up] of [
    ["2027-06-20", "330100"],
    ["2027-07-21", "330000"],
    ["2027-08-21", "330000"],
  ] as const) {
    await settleContracts(clockAt(test.db, day));
    const { state, regionCode, deadline } = await milestoneRow(test.db, id, 1);
    expect({ state, regionCode }).toEqual({ state: "disputed", regionCode: up });
    expect(deadline?.getTime()).toBeGreaterThan(Date.parse(day));
    expect(await last()).toMatchObject({ state: "raised", regionCode: up, deadline });
  }
});

it("a failure that is denied, and the denial withdrawn, leaves the work as late as it was", async () => {
  const { id, before } = await overdue();
  valueOf(await takeOn(on(developer, "2027-05-10"), id, 1, "declare-failure", { reason: "无法克服的困难" }));
  valueOf(await takeOn(on(client, "2027-05-12"), id, 1, "contest-failure", { reason: "并未失败" }));
  valueOf(await takeOn(on(client, "2027-05-14"), id, 1, "withdraw-dispute"));
  const { state, lateFrom } = await milestoneRow(test.db, id, 1);
  expect(state).toBe("overdue");
  expect((Number(lateFrom) - Number(before.lateFrom)) / 86_400_000).toBe(2);
});

it("neither side ends a contract alone because the technology is public: the other may object in time", async () => {
  const id = await inForce(test.db, both);
  await funded(test.db, both, id, 1, "2026-12-05");
  const ground = "technology_public";
  const reason = "该技术已由他人公开";
  const end = (actor: Actor, day: string) => take(on(actor, day), id, "terminate", { ground, reason });
  expect(problemOf(await end(client, "2027-03-20")).code).toBe("contract_no_ground");
  valueOf(await take(on(client, "2027-03-20"), id, "propose-termination", { reason }));
  expect(problemOf(await end(client, "2027-03-21")).code).toBe("contract_no_ground");
  // The developer objects: the proposal is off, whatever time passes.
  valueOf(await take(on(developer, "2027-03-22"), id, "withdraw-termination"));
  expect(problemOf(await end(client, "2027-05-20")).code).toBe("contract_no_ground");
  // It says nothing to the next one.
  valueOf(await take(on(client, "2027-05-21"), id, "propose-termination", { reason }));
  valueOf(await end(client, "2027-07-21"));
  expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "terminated", returned: 6_000_000 });
});

it("a contract that is no development has no such ground", async () => {
  const id = await inForce(test.db, both, goodTerms({ kind: "service" }));
  const reason = "该技术已由他人公开";
  valueOf(await take(on(client, "2027-03-20"), id, "propose-termination", { reason }));
  expect(
    problemOf(await take(on(client, "2027-06-20"), id, "terminate", { ground: "technology_public", reason }))
      .code,
  ).toBe("contract_no_ground");
});
