import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorityRecord, decision } from "#db/schema/cases.ts";
import { enterAuthority } from "#app/domain/administration/rules.server.ts";
import { renderDecision } from "#app/domain/cases/papers.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf } from "../../support/results.ts";
import { as, brought, type Cast, caseRow, clockAt, restricting, stage, take } from "./world.ts";

let test: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
});

afterAll(() => test.close());

describe("the remedies in a decision", () => {
  it("name the authority, the reconsidering government, the court and every time limit in numbers", async () => {
    const { db } = test;
    const id = await brought(db, cast, clockAt("2026-10-12"), "decided");
    const [paper] = await db.select().from(decision).where(eq(decision.caseId, id));
    const text = paper?.text ?? "";
    // Administrative Penalty Law, Art. 59: authority, ways and time limits.
    expect(text).toContain("自本决定送达之日起15个工作日内");
    expect(text).toContain("60日内向浙江省人民政府（地址：");
    expect(text).toContain("6个月内向杭州市西湖区人民法院");
    expect(text).toContain("自收到复议决定书之日起15日内");
    expect(text).toContain("不代替行政复议和行政诉讼");
    expect(text).toMatch(/作出机关：浙江省科技资源监管办公室.*\n.*地址：.+\n.*电话：[\d-]+/);
    expect(text).not.toContain("规定的工作日");
    const english = (await renderDecision(db, paper?.id ?? "", "en")) ?? "";
    expect(english).toContain("within 15 working days");
    expect(english).toContain("within 60 days");
    expect(english).toContain("People's Government of Zhejiang Province");
    expect(english).toContain("within 6 months");
  });

  it("are those of the city where the city decides", async () => {
    const { db } = test;
    const clock = clockAt("2026-10-12");
    const id = await brought(db, cast, clock, "proposed");
    expect((await take(as(db, cast.city, clock), id, "decide", restricting)).ok).toBe(true);
    const [paper] = await db.select().from(decision).where(eq(decision.caseId, id));
    expect(paper?.text).toContain("向杭州市人民政府（地址：");
  });

  it("change with what the operator enters, and nothing is signed where they are not known", async () => {
    const { db } = test;
    const clock = clockAt("2026-10-12");
    const id = await brought(db, cast, clock, "proposed");
    await db.delete(authorityRecord).where(eq(authorityRecord.regionPrefix, "33"));
    const refused = await take(as(db, cast.adjudicator, clock), id, "decide", restricting);
    expect(problemOf(refused).code).toBe("authority_incomplete");
    const english = {
      addressEn: "2 Lake Road",
      reconsiderationEn: "the provincial government",
      courtEn: "the railway court",
    };
    const entered = await enterAuthority(as(db, cast.adjudicator, clock), {
      ...{ region: "33", from: "2026-10-01", seal: "浙江省科技资源监管办公室", address: "湖滨路2号" },
      ...{
        telephone: "0571-12345678",
        reconsideration: "浙江省人民政府",
        reconsiderationAddress: "省府路8号",
      },
      ...{ reconsiderationAddressEn: "8 Government Road", court: "杭州铁路运输法院", source: "政务公开" },
      ...english,
    });
    expect(entered.ok).toBe(true);
    expect((await take(as(db, cast.adjudicator, clock), id, "decide", restricting)).ok).toBe(true);
    const [paper] = await db.select().from(decision).where(eq(decision.caseId, id));
    expect(paper?.text).toContain("杭州铁路运输法院提起行政诉讼");
    expect((await caseRow(db, id)).state).toBe("decided");
  });
});
