import { existsSync, readFileSync } from "node:fs";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demand, listing } from "#db/schema/catalog.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { importDemands } from "#app/domain/demands/import/import-demands.server.ts";
import { findMatches } from "#app/domain/demands/matching/find-matches.server.ts";
import { eq } from "drizzle-orm";
import { demoActor } from "../../support/demo-actor.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { must } from "../catalog/world.ts";
import type { Context } from "#app/domain/context.ts";

const real = "../shared/data/real/bdci2019-demand-achievement-zh";
let test: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  ctx = { db: test.db, clock: systemClock, actor: await demoActor(test, "sme") };
});

afterAll(() => test.close());

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a list of demands", () => {
  it("is laid out by heads and headings, in either encoding; what is wrong is named by row", async () => {
    const rows = [
      "序号,需求名称,需求内容,预算,截止日期",
      '1,车间油雾收集,"需求内容：\n过滤棉两周就堵\n预期目标：\n三个月一换\n现有工作基础：\n试过静电式",20万元,2027-06-30',
      "2,,没有名称,,",
      "3,只有名称,,,",
      "4,预算写错,压铸件有气孔,很多,",
      `5,太长,${"长".repeat(2500)},,`,
    ];
    const done = must(await importDemands(ctx, encodeGb18030(rows.join("\n"))));
    expect(done).toMatchObject({ total: 5, unchanged: 0 });
    expect(done.rejected.map(({ row, code }) => [row, code])).toEqual(
      [
        [5, "demand_without_title"],
        [6, "demand_without_text"],
        [7, "number"],
        [8, "demand_text_too_long"],
      ].map(([row, code]) => [Number(row) - 2, code]),
    );
    const [made] = await test.db
      .select()
      .from(demand)
      .where(eq(demand.listingId, done.created[0] ?? ""));
    expect(made).toMatchObject({
      ...{ problem: "过滤棉两周就堵", target: "三个月一换", tried: "试过静电式" },
      ...{ budgetMax: 20_000_000, deadlineOn: "2027-06-30" },
    });
    expect(must(await importDemands(ctx, bytes(rows.slice(0, 2).join("\n"))))).toMatchObject({
      unchanged: 1,
      created: [],
    });
  });

  it.skipIf(!existsSync(real))(
    "of 371 real ones imports or says why not, and finds something for each or says none yet",
    { timeout: 120_000 },
    async () => {
      const done = must(await importDemands(ctx, readFileSync(`${real}/Requirements.csv`)));
      expect(done.total).toBe(371);
      expect(done.created.length + done.unchanged + done.rejected.length).toBe(371);
      expect(done.created.length).toBeGreaterThan(330);
      const none = { found: 0, empty: 0 };
      for (const id of done.created.slice(0, 30)) {
        const { listings } = must(await findMatches(ctx, id));
        none[listings.length > 0 ? "found" : "empty"]++;
        for (const { reasons, score } of listings)
          expect([reasons.length > 0, score > 0]).toEqual([true, true]);
      }
      if (process.env.SHOW_MATCHES)
        process.stdout.write(
          `${JSON.stringify({ created: done.created.length, same: done.unchanged, rejected: done.rejected.map(({ code }) => code), none })}\n`,
        );
      expect(none.found).toBeGreaterThan(20);
      const again = must(await importDemands(ctx, readFileSync(`${real}/Requirements.csv`)));
      expect(again.created).toEqual([]);
      expect(await test.db.$count(listing, eq(listing.kind, "demand"))).toBeGreaterThan(330);
    },
  );
});
