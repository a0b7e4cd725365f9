import { afterAll, beforeAll, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import { enterHolidays } from "#app/domain/administration/rules.server.ts";
import { lastDay } from "#app/domain/deadline.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { as, type Cast, caseRow, clockAt, refer, stage, take } from "../cases/world.ts";

let test: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
});

afterAll(() => test.close());

it("moves a running period off days of rest that are entered later, and never shortens one", async () => {
  const { db } = test;
  const clock = clockAt("2029-09-10");
  const id = await refer(db, cast, clock, { actFrom: "2029-08-01", actUntil: "2029-08-02" });
  valueOf(await take(as(db, cast.officer, clock), id, "accept"));
  valueOf(await take(as(db, cast.officer, clock), id, "record"));
  valueOf(await take(as(db, cast.officer, clock), id, "notify"));
  const before = await caseRow(db, id);
  const last = before.statementDueAt ? lastDay(before.statementDueAt) : "";
  const rest = (day: string) => ({ day, kind: "off" as const, name: "假日" });
  valueOf(await enterHolidays(as(db, cast.officer, clock), [rest(last)], "国务院办公厅通知。"));
  const after = await caseRow(db, id);
  expect(after.statementDueAt && lastDay(after.statementDueAt) > last).toBe(true);
  expect(after.version).toBe(before.version);
  valueOf(await enterHolidays(as(db, cast.officer, clock), [rest("2029-12-31")], "更正。"));
  const [kept] = await db.select().from(misconductCase).where(eq(misconductCase.id, id));
  expect(kept?.statementDueAt).toEqual(after.statementDueAt);
});
