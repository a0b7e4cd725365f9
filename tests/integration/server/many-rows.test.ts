import fc from "fast-check";
import { asc, eq } from "drizzle-orm";
import { bigserial, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytea, id, instant } from "#db/schema/columns.ts";
import { insertRows } from "#db/insert-rows.ts";
import { updateRows } from "#db/update-rows.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

const kept = pgTable("kept", {
  seq: bigserial({ mode: "number" }).primaryKey(),
  run: text().notNull(),
  ownKey: id().primaryKey(),
  said: text().notNull().default("nothing"),
  moment: instant(),
  labels: text().array().notNull().default([]),
  extra: jsonb().$type<unknown>(),
});

const odd = pgTable("odd", { content: bytea().notNull() });

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  await test.sql`create table kept (seq bigserial, run text not null, own_key uuid not null, said text not null default 'nothing',
    moment timestamptz(3), labels text[] not null default '{}', extra jsonb)`;
});
afterAll(() => test.close());

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const words = fc.string({ unit: "grapheme", maxLength: 8 }).map((one) => one.replaceAll("\0", ""));

const rows = fc.array(
  fc.record({
    said: optional(words),
    moment: optional(
      fc.option(fc.date({ noInvalidDate: true, min: new Date("1970-01-01"), max: new Date("2100-01-01") })),
    ),
    labels: optional(fc.array(words, { maxLength: 3 })),
    extra: optional(
      fc.option(fc.dictionary(fc.constantFrom("a", "b"), words, { maxKeys: 2, noNullPrototype: true })),
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

const changes = fc.uniqueArray(
  fc.record({
    at: fc.nat({ max: 5 }),
    said: optional(words),
    labels: optional(fc.array(words, { maxLength: 2 })),
    extra: optional(fc.constant(null)),
  }),
  { selector: ({ at }) => at, maxLength: 6 },
);

const read = (run: string) => test.db.select().from(kept).where(eq(kept.run, run)).orderBy(asc(kept.seq));

describe("many rows in one statement", () => {
  it("are what the same rows are one by one, in their order where all say something of the same", async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const [together, alone] = [`t${++runs}`, `a${runs}`];
        await insertRows(
          test.db,
          kept,
          given.map((row) => ({ ...row, run: together })),
        );
        for (const row of given) await test.db.insert(kept).values({ ...row, run: alone });
        const plain = (found: Awaited<ReturnType<typeof read>>) =>
          found.map(({ said, moment, labels, extra }) => JSON.stringify({ said, moment, labels, extra }));
        const [ours, theirs] = [plain(await read(together)), plain(await read(alone))];
        const alike =
          new Set(
            given.map((row) =>
              Object.values(row)
                .map((value) => value === undefined)
                .join(),
            ),
          ).size === 1;
        expect(alike ? ours : ours.sort()).toEqual(alike ? theirs : theirs.sort());
      }),
      { numRuns: 40 },
    );
  });

  it("are changed as they are one by one, and keep what is not said", async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(changes, async (given) => {
        const [together, alone] = [`ct${++runs}`, `ca${runs}`];
        const made = Array.from({ length: 6 }, (_, n) => ({ said: `row ${n}`, extra: { a: "b" } }));
        for (const run of [together, alone])
          await insertRows(
            test.db,
            kept,
            made.map((row) => ({ ...row, run })),
          );
        const keys = async (run: string) => (await read(run)).map(({ ownKey }) => ownKey);
        const [ours, theirs] = [await keys(together), await keys(alone)];
        await updateRows(
          test.db,
          kept,
          "ownKey",
          given.map(({ at, ...row }) => ({ ...row, ownKey: ours[at] })),
        );
        for (const { at, ...row } of given) {
          if (Object.values(row).every((value) => value === undefined)) continue;
          await test.db
            .update(kept)
            .set(row)
            .where(eq(kept.ownKey, theirs[at] ?? ""));
        }
        const plain = async (run: string) =>
          (await read(run)).map(({ said, labels, extra }) => JSON.stringify({ said, labels, extra }));
        expect(await plain(together)).toEqual(await plain(alone));
      }),
      { numRuns: 30 },
    );
  });

  it("takes half a character for the sign of one, and refuses what JSON cannot say", async () => {
    await insertRows(test.db, kept, [
      { run: "half", said: "\ud842 and \\ud842" },
      { run: "half", said: "𠮷" },
    ]);
    expect((await read("half")).map(({ said }) => said)).toEqual(["\ufffd and \\ud842", "𠮷"]);
    const bytes = { content: Buffer.from("x") };
    await expect(insertRows(test.db, odd, [bytes, bytes])).rejects.toThrow("content");
  });
});
