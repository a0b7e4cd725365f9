import { afterAll, beforeAll, expect, it } from "vitest";
import { creditEvent } from "#db/schema/credit.ts";
import { measuresOf } from "#app/domain/credit/own-measures.server.ts";
import { recordOf } from "#app/domain/credit/record/record.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layDecided } from "../../support/decided.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});

afterAll(() => test.close());

it("an event and its measure are shown for five years from the decision, longer only while they run", async () => {
  const { organization } = await makeMember(test.db, ["owner"]);
  const organizationId = organization?.id ?? "";
  const from = new Date("2026-03-02T09:00:00+08:00");
  const { decisionId } = await layDecided(test.db, { organizationId, kind: "yellow_card", from });
  const cause = { causeType: "decision", causeId: decisionId };
  const bad = { organizationId, record: "integrity" as const, code: "RI02", class: "serious" as const };
  await test.db.insert(creditEvent).values([
    { ...bad, from, until: new Date("2031-03-01T00:00:00Z"), ...cause },
    { ...bad, from, until: new Date("2031-03-20T00:00:00Z"), ...cause },
  ]);
  const shownAt = async (moment: string) => {
    const clock = fixedClock(moment);
    const { events } = await recordOf({ db: test.db, clock }, organizationId);
    return [events.length, (await measuresOf(test.db, organizationId, clock.now())).length];
  };
  expect(await shownAt("2026-06-01T09:00:00+08:00")).toEqual([2, 1]);
  expect(await shownAt("2031-03-02T08:59:00+08:00")).toEqual([2, 1]);
  expect(await shownAt("2031-03-02T09:00:00+08:00")).toEqual([1, 0]);
  expect(await shownAt("2031-03-21T00:00:00+08:00")).toEqual([0, 0]);
});
