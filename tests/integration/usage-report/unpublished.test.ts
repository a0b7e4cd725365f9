import { expect, it } from "vitest";
import { usageReport } from "#app/domain/usage-report/report.server.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember } from "../../support/booking.ts";
import { testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";

it("counts no open hours of a facility that was never published", async () => {
  const { db, close } = await testDatabase();
  await loadReferenceData(db);
  const provider = await makeMember(db, ["facility_manager"], "university");
  const open = await makeFacility(db, provider);
  const draft = await makeFacility(db, provider, { state: "draft" });
  const ctx = contextOf(db, provider, fixedClock("2026-11-24T20:30:00+08:00"));
  const { lines } = valueOf(await usageReport(ctx, { from: "2026-11-24", to: "2026-11-24" }));
  const hours = new Map(lines.map((line) => [line.id, line.available]));
  expect(hours.get(open)).toBeGreaterThan(0);
  expect(hours.get(draft)).toBe(0);
  await close();
});
