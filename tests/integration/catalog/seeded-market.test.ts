import { afterAll, beforeAll, expect, it } from "vitest";
import { loadFacts } from "#app/domain/catalog/facts.server.ts";
import { needsPublicNotice, publishingReasons } from "#app/domain/catalog/policy.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { listing } from "#db/schema/catalog.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
});

afterAll(() => test.close());

it("keeps the publishing rules in everything it shows or has submitted", async () => {
  const rows = await test.db.select().from(listing);
  expect(rows.length).toBeGreaterThan(150);
  const broken: string[] = [];
  for (const row of rows) {
    if (row.state === "draft" || row.state === "returned" || row.state === "withdrawn") continue;
    const facts = await loadFacts(test.db, systemClock, row);
    // A demand whose call for proposals was opened stands although its day is past.
    for (const { rule, params } of publishingReasons(facts).filter((one) => one.rule !== "deadline_past"))
      broken.push(`${row.titleZh}: ${rule} ${JSON.stringify(params)}`);
    if (row.state === "public_notice" && !needsPublicNotice(facts))
      broken.push(`${row.titleZh}: needs no notice`);
  }
  expect(broken).toEqual([]);
});
