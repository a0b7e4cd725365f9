import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { checkIn } from "#app/domain/booking/check-in.server.ts";
import { checkOut } from "#app/domain/booking/check-out.server.ts";
import { checkOutInput } from "#app/domain/booking/record-inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { incomeHeads, incomeTitle, recordHeads } from "#app/domain/usage-report/nrii-record.ts";
import { answersCsv } from "#app/domain/usage-report/answers-csv.server.ts";
import { reportCsv } from "#app/domain/usage-report/report-csv.server.ts";
import { usageReport } from "#app/domain/usage-report/report.server.ts";
import { serviceRecords } from "#app/domain/usage-report/service-records.server.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let facilityId: string;

const at = (time: string) => `2026-11-24T${time}:00+08:00`;
const as = (actor: Actor, time: string) => contextOf(test.db, actor, fixedClock(at(time)));
const day = { from: "2026-11-24", to: "2026-11-24" };
const evening = "20:30";

async function used(
  from: string,
  to: string,
  extra: Record<string, unknown>,
  said: object = {},
): Promise<void> {
  const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId, from, to, extra)));
  valueOf(await checkIn(as(sme, from), id));
  valueOf(await checkOut(as(sme, to), id, checkOutInput.parse(said)));
}

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
  const question = { textEn: "", options: [], required: false };
  facilityId = await makeFacility(test.db, provider, {
    units: 2,
    rules: {
      questions: [
        { key: "toxic", kind: "yes_no", textZh: "样品是否有毒？", ...question },
        { key: "thick", kind: "number", textZh: "=厚度（毫米）", ...question },
      ],
    },
  });
  const closed = closureInput.parse({
    cause: "maintenance",
    startsAt: new Date(at("08:00")),
    endsAt: new Date(at("10:00")),
    units: [2],
  });
  valueOf(await addClosure(contextOf(test.db, provider), facilityId, closed));
  await used(
    "09:00",
    "11:00",
    { unit: 1, purpose: '=HYPERLINK("http://x")', project: "@课题" },
    { evaluation: "satisfied", fields: ["430", "150"], funding: ["own", "central_government"], samples: 3 },
  );
  const answers = [
    { key: "toxic", answer: "no" },
    { key: "thick", answer: "2.5" },
  ];
  await used("14:00", "15:30", { unit: 1, answers }, { evaluation: "dissatisfied" });
  valueOf(await reserve(contextOf(test.db, sme), wish(facilityId, "16:00", "17:00", { unit: 2 })));
});

afterAll(() => test.close());

describe("the report on use", () => {
  it("sums up what the records of use say", async () => {
    const { lines, total } = valueOf(await usageReport(as(provider, evening), day));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      // Two units for twelve hours, one of them closed for two.
      available: 22,
      booked: 4.5,
      internal: 0,
      external: 3.5,
      uses: 2,
      users: 1,
      organizations: 1,
      samples: 3,
      income: 105_000,
      externalIncome: 105_000,
      evaluations: 2,
      satisfied: 1,
      noShows: 1,
    });
    expect(total).toMatchObject({ external: 3.5, users: 1 });
  });

  it("counts only what lies in the period, and opening hours only as far as they lie behind", async () => {
    const before = { from: "2026-11-20", to: "2026-11-23" };
    const { lines } = valueOf(await usageReport(as(provider, evening), before));
    expect(lines[0]).toMatchObject({ available: 96, uses: 0, booked: 0 });
    const halfway = valueOf(await usageReport(as(provider, "12:00"), day));
    expect(halfway.lines[0]?.available).toBe(6);
  });

  it("is the provider's staff's own", async () => {
    expect(problemOf(await usageReport(as(sme, evening), day)).code).toBe("forbidden");
    const other = await makeMember(test.db, ["facility_manager"], "institute");
    expect(valueOf(await usageReport(as(other, evening), day)).lines).toEqual([]);
    expect(problemOf(await serviceRecords(as(sme, evening), day)).code).toBe("forbidden");
  });

  it("is a file of separated values with the same numbers", async () => {
    const report = valueOf(await usageReport(as(provider, evening), day));
    const lines = reportCsv(report, translatorFor("zh-CN").t).trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain("开放机时（小时）,预约机时（小时）,使用机时（小时）");
    expect(lines[1]).toContain("22.0,4.5,3.5,0.0,3.5,15.9,100.0,2,1,1,3,1050.00,1050.00,50.0,2,1");
  });
});

describe("what users answered", () => {
  it("is a file of separated values, a line an answer, for the provider's staff alone", async () => {
    const read = async (actor: Actor, locale: "zh-CN" | "en", period = day) =>
      answersCsv(as(actor, evening), period, translatorFor(locale).t);
    const lines = valueOf(await read(provider, "zh-CN"))
      .trim()
      .split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain("预约编号,提问,答复");
    expect(lines[1]).toContain("场发射扫描电镜,2026-11-24 14:00,2026-11-24 15:30,测试员,测试单位");
    expect(lines[1]).toMatch(/,样品是否有毒？,否$/);
    // A cell that a spreadsheet would run begins with a mark.
    expect(lines[2]).toMatch(/,'=厚度（毫米）,2\.5$/);
    expect(valueOf(await read(provider, "en"))).toContain(",样品是否有毒？,No");
    const before = { from: "2026-11-20", to: "2026-11-23" };
    expect(
      valueOf(await read(provider, "en", before))
        .trim()
        .split("\r\n"),
    ).toHaveLength(1);
    expect(problemOf(await read(sme, "zh-CN")).code).toBe("forbidden");
  });
});

describe("the national workbook", () => {
  it("has the national columns and values, and nothing in it runs", async () => {
    const bytes = valueOf(await serviceRecords(as(provider, evening), day));
    const book = read(bytes, { cellFormula: true });
    const [records, income] = book.SheetNames.map((name) => book.Sheets[name] ?? {});
    const rows = utils.sheet_to_json<string[]>(records ?? {}, { header: 1 });
    expect(rows[0]).toEqual([...recordHeads]);
    expect(rows).toHaveLength(3);
    expect(rows[1]?.slice(1)).toEqual([
      "场发射扫描电镜",
      "占用共享",
      600,
      2,
      "2026-11-24 09",
      "2026-11-24 11",
      '=HYPERLINK("http://x")',
      "外部用户",
      "科学研究",
      "@课题",
      "单位自有资金,中央财政资金",
      expect.stringMatching(/^[^,]+,[^,]+$/),
      "测试员",
      "",
      expect.stringContaining("@example.test"),
      sme.organization?.nameZh,
      "基本满意",
      "是",
      "单位内",
      "",
    ]);
    for (const cell of Object.values(records ?? {})) expect(cell).not.toHaveProperty("f");
    const summary = utils.sheet_to_json<string[]>(income ?? {}, { header: 1 });
    expect(summary.slice(0, 2)).toEqual([[incomeTitle], [...incomeHeads]]);
    expect(summary[2]?.[4]).toBe(600);
  });
});
