import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmbeddedEngine } from "#search/embedded.ts";
import type { Filter, Scalar } from "#search/engine.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import {
  countsOf,
  documentsOf,
  holds,
  trialSchema,
  trialValues,
  type TrialItem,
} from "../../support/search/trial.ts";

const everything: Filter = { field: "visible", op: "eq", value: true };
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});

afterAll(() => test.close());

const cities = ["3301", "3302", "3303"];
const regions = ["330106", "330110", "330203", "330302"];
const chosenFrom: Record<string, readonly Scalar[]> = {
  kind: ["facility", "service", "demand", "none"],
  region: [...regions, "339999"],
  field: ["430", "150", "460"],
  mood: ["calm", 'it\'s "odd" \\ %', "x' or 'a' = 'a"],
  tags: ["x", "y", "z"],
  trl: [1, 2, 3, 9],
};
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const row = fc.record({
  kind: fc.constantFrom("facility", "service", "demand"),
  city: nullable(fc.constantFrom(...cities)),
  region: nullable(fc.constantFrom(...regions)),
  fields: fc.uniqueArray(fc.constantFrom("430", "150", "460"), { maxLength: 3 }),
  trl: nullable(fc.integer({ min: 1, max: 3 })),
  price: nullable(fc.integer({ min: 0, max: 20 })),
  mood: nullable(fc.constantFrom("calm", 'it\'s "odd" \\ %')),
  tags: fc.uniqueArray(fc.constantFrom("x", "y", "z"), { maxLength: 2 }),
  rating: nullable(fc.integer({ min: 0, max: 5 })),
});
/** Any number of values in any number of groups, as a reader ticks them; and a price limit. */
const choices = fc
  .record(
    Object.fromEntries(Object.entries(chosenFrom).map(([name, values]) => [name, fc.subarray([...values])])),
  )
  .chain((ticked) =>
    fc.record({ ticked: fc.constant(ticked), priceMax: nullable(fc.integer({ min: 0, max: 20 })) }),
  );

function refineBy({ ticked, priceMax }: { ticked: Record<string, Scalar[]>; priceMax: number | null }) {
  const refine: Record<string, Filter> = {};
  for (const [field, value] of Object.entries(ticked))
    if (value.length > 0) refine[field] = { field, op: "in", value };
  if (priceMax !== null) refine.price = { field: "price", op: "lte", value: priceMax };
  return refine;
}

describe("counts and order", () => {
  const wide = trialSchema("wide");
  let market: EmbeddedEngine;

  beforeAll(() => {
    market = new EmbeddedEngine(test.db, [wide]);
  });

  const passing = (items: readonly TrialItem[], refine: Record<string, Filter>, without?: string) =>
    items.filter((item) =>
      Object.entries(refine).every(([name, filter]) => name === without || holds(filter, trialValues(item))),
    );

  it.each(["", "样品"])("are what the rows say, whatever is ticked in any group (%j)", async (q) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.array(choices, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (rows, chosen, disjunctive) => {
          const items = rows.map((one, i) => ({
            id: `i${String(i).padStart(3, "0")}`,
            title: "样品",
            ...one,
          }));
          await market.rebuild(wide, documentsOf(items));
          for (const refine of chosen.map(refineBy)) {
            const result = await market.search({
              ...{ index: "wide", q, scope: everything, refine, disjunctive, facets: wide.facets },
              ...{ offset: 0, limit: 100 },
            });
            const both = passing(items, refine);
            expect(result.total).toEqual({ value: both.length, exact: true });
            expect(result.hits.map(({ id }) => id).sort()).toEqual(both.map(({ id }) => id));
            for (const facet of wide.facets.filter((name) => name !== "price")) {
              const group = facet === "city" ? "region" : facet;
              const counted = passing(items, refine, disjunctive ? group : undefined);
              expect([facet, result.facets[facet]]).toEqual([facet, countsOf(counted, facet)]);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("ranks as if every score had been worked out, on every page", async () => {
    const words = ["离心机", "离心机离心机", "高速离心机转子", "冷冻离心机", "转子"];
    const items = Array.from({ length: 120 }, (_, i) => ({
      id: `r${String(i).padStart(3, "0")}`,
      title: words[i % 5] ?? "",
      body: Array.from({ length: i % 7 }, () => words[i % 3]).join("，"),
    }));
    await market.rebuild(wide, documentsOf(items));
    const page = (offset: number, limit: number) =>
      market.search({ index: "wide", q: "离心机", scope: everything, offset, limit });
    const whole = await page(0, 100);
    const pages = await Promise.all(Array.from({ length: 10 }, (_, i) => page(i * 10, 10)));
    expect(pages.flatMap(({ hits }) => hits)).toEqual(whole.hits);
    const scores = whole.hits.map(({ score }) => score ?? 0);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});
