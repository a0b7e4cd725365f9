import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booking, usageRecord } from "#db/schema/booking.ts";
import { evaluate } from "#app/domain/booking/evaluate.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { makeProvider, use } from "../assessment/world.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});

afterAll(() => test.close());

it("what a user said of a use is neither changed nor deleted, whoever writes; the rest of the record may be put right", async () => {
  const provider = await makeProvider(test.db);
  const booker = await makeMember(test.db, ["member"]);
  await use(test.db, provider, { day: "2026-11-02", hours: 2, by: booker });
  const [row] = await test.db.select().from(booking).where(eq(booking.facilityId, provider.facilityId));
  const id = row?.id ?? "";
  const mine = eq(usageRecord.bookingId, id);
  await test.db.update(usageRecord).set({ amount: 10_000 }).where(mine);
  const said = { evaluation: "dissatisfied" as const, text: "真空不足，重做两次。" };
  const ctx = contextOf(test.db, booker, fixedClock("2026-11-03T09:00:00+08:00"));
  valueOf(await evaluate(ctx, id, said));
  expect(problemOf(await evaluate(ctx, id, { ...said, evaluation: "very_satisfied" })).code).toBe(
    "not_allowed_now",
  );
  const stays = { cause: { constraint: "usage_evaluation_stays" } };
  for (const change of [{ evaluation: "satisfied" as const }, { evaluationText: "" }, { evaluatedAt: null }])
    await expect(test.db.update(usageRecord).set(change).where(mine)).rejects.toMatchObject(stays);
  await expect(test.db.delete(usageRecord).where(mine)).rejects.toMatchObject(stays);
  await test.db.update(usageRecord).set({ amount: 12_000 }).where(mine);
  expect(await test.db.select().from(usageRecord).where(mine)).toMatchObject([
    { amount: 12_000, evaluation: "dissatisfied", evaluationText: said.text },
  ]);
});
