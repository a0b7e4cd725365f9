import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, dayOf, type ExternalRow, readRow } from "#app/domain/credit/external/rows.ts";

const head = [
  ...[
    "行政相对人名称",
    "行政相对人类别",
    "行政相对人代码_1(统一社会信用代码)",
    "证件号码",
    "行政处罚决定书文号",
  ],
  ...["违法事实", "处罚依据", "处罚内容", "处罚决定日期", "公示截止期", "处罚机关"],
];
const cells = (change: Record<string, string> = {}) => {
  const usual: Record<string, string> = {
    行政相对人名称: "杭州某某检测有限公司",
    "行政相对人代码_1(统一社会信用代码)": "91330106MA2XXXXX0A",
    行政处罚决定书文号: "杭市监处〔2026〕12号",
    违法事实: "出具虚假检测报告",
    处罚决定日期: "2026/3/1",
    公示截止期: "2027-03-01",
  };
  return head.map((name) => change[name] ?? usual[name] ?? "");
};
const columns = columnsOf(head) ?? {};
const read = (change?: Record<string, string>) => readRow(cells(change), columns, "杭州市市场监督管理局");

describe("a row in the national columns", () => {
  it("is read with its days, and with whose list it is where it names no authority", () => {
    const row = read({ "行政相对人代码_1(统一社会信用代码)": "" });
    expect(row).toMatchObject({ listedOn: "2026-03-01", removedOn: "2027-03-01", uscc: "" });
    expect(row).toMatchObject({ authority: "杭州市市场监督管理局", documentNo: "杭市监处〔2026〕12号" });
  });

  it.each([
    [{ 行政相对人名称: "" }, { column: "name", code: "required" }],
    [{ 行政相对人类别: "自然人" }, { column: "subjectKind", code: "natural_person" }],
    [
      { 证件号码: "330106199001011234", "行政相对人代码_1(统一社会信用代码)": "" },
      { column: "idNumber", code: "natural_person" },
    ],
    [{}, { column: "uscc", code: "credit_code_check" }],
    [
      { 违法事实: "联系人13800138000", "行政相对人代码_1(统一社会信用代码)": "" },
      { column: "reason", code: "names_person" },
    ],
    [
      { 处罚决定日期: "去年", "行政相对人代码_1(统一社会信用代码)": "" },
      { column: "listedOn", code: "day_unreadable" },
    ],
    [
      { 公示截止期: "长期", "行政相对人代码_1(统一社会信用代码)": "" },
      { column: "removedOn", code: "day_unreadable" },
    ],
    [
      { 公示截止期: "2025-01-01", "行政相对人代码_1(统一社会信用代码)": "" },
      { column: "removedOn", code: "end_before_start" },
    ],
    [
      { 处罚内容: "甲".repeat(1001), "行政相对人代码_1(统一社会信用代码)": "" },
      { column: "penalty", code: "cell_too_long" },
    ],
  ])("is refused for %o", (change, issue) => {
    const given: Record<string, string> = { ...change };
    expect(read(given)).toEqual(issue);
  });

  it("never lets through what it cannot keep, whatever the cells hold", () => {
    const any = fc.array(fc.string({ maxLength: 40, unit: "grapheme" }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(any, (row) => {
        const found = readRow(row, columns, "甲");
        if ("code" in found) return;
        const kept: ExternalRow = found;
        expect(kept.name).not.toBe("");
        expect(kept.listedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});

describe("a head", () => {
  it("is known by the columns of penalties and of lists of serious dishonesty, and by nothing less", () => {
    expect(
      columnsOf(["企业名称", "统一社会信用代码", "认定依据", "认定部门", "列入日期", "移出日期"]),
    ).toEqual({
      ...{ name: 0, uscc: 1, basis: 2, authority: 3, listedOn: 4, removedOn: 5 },
    });
    expect(columnsOf(["＊行政相对人名称", " 处罚决定日期 "])).toEqual({ name: 0, listedOn: 1 });
    expect(columnsOf(["设备名称", "型号"])).toBeUndefined();
  });
});

describe("a day", () => {
  it("is understood in every way that authorities and spreadsheets write it, and only when it exists", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          const [year = "", month = "", day = ""] = iso.split("-");
          const short = [Number(month), Number(day)];
          for (const written of [
            iso,
            `${year}/${short.join("/")}`,
            `${year}${month}${day}`,
            `${year}年${short[0]}月${short[1]}日`,
          ])
            expect(dayOf(written)).toBe(iso);
        },
      ),
    );
    expect(dayOf("46082")).toBe("2026-03-01");
    for (const wrong of ["2026-02-30", "2026-13-01", "20261301", "", "1/3/2026"])
      expect(dayOf(wrong)).toBeUndefined();
  });
});
