import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount, writeAmount } from "#app/runtime/tables/amount.ts";
import { readDate } from "#app/runtime/tables/dates.ts";
import { titleFrom } from "#app/domain/catalog/imports/titles.ts";
import { createWords } from "#app/domain/catalog/imports/words.ts";
import { fields } from "#db/seed/reference/fields.ts";
import { regions } from "#db/seed/reference/regions.ts";

describe("amounts", () => {
  it.each([
    ["306万元", "万元", 306_000_000, false],
    ["94.94 万元", "万元", 94_940_000, false],
    ["57", "万元", 57_000_000, true],
    ["57", "元", 5_700, true],
    ["￥1,200.50元", "万元", 120_050, false],
    ["１２万", "元", 12_000_000, false],
    ["1.2亿元", "元", 12_000_000_000, false],
    ["人民币 0.0001 万元", "元", 100, false],
  ] as const)("reads %s counted in %s", (written, unit, fen, unitMissing) => {
    expect(readAmount(written, unit)).toEqual({ fen, unitMissing });
  });

  it.each(["", "面议", "-5", "1.2.3", "0.0000001万元", "1e3", "12万美元", "99999999999999亿元"])(
    "refuses %s",
    (written) => {
      expect(readAmount(written, "万元")).toBe("not_amount");
    },
  );

  it("writes every amount so that it reads the same", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000_000), fc.constantFrom("万元" as const, "元" as const), (fen, unit) => {
        expect(readAmount(writeAmount(fen, unit), unit)).toEqual({ fen, unitMissing: true });
      }),
    );
  });
});

describe("dates", () => {
  it.each([
    ["2016-01-01", "2016-01-01", false],
    ["2021/12/1", "2021-12-01", false],
    ["2021.12.01", "2021-12-01", false],
    ["20160229", "2016-02-29", false],
    ["2016年1月1日", "2016-01-01", false],
    ["2016-01-01 00:00:00", "2016-01-01", false],
    ["2016-01-01T08:30:00Z", "2016-01-01", false],
    ["２０２４年４月", "2024-04-01", true],
    ["2024-04", "2024-04-01", true],
    ["2024年", "2024-01-01", true],
  ])("reads %s", (written, date, dayMissing) => {
    expect(readDate(written)).toEqual({ date, dayMissing });
  });

  it.each(["", "2023-02-29", "2021-13-01", "2021-00-10", "去年", "1/2/2021", "0001-01-01", "9999-12-31"])(
    "refuses %s",
    (written) => {
      expect(readDate(written)).toBe("not_date");
    },
  );
});

describe("places and disciplines", () => {
  const words = createWords(regions, fields);

  it("leads names to codes, with and without their last syllable", () => {
    expect(words.regionCode({ province: "浙江", city: "杭州", county: "西湖区" })).toBe("330106");
    expect(words.regionCode({ province: "浙江省", city: "宁波市" })).toBe("330200");
    expect(words.regionCode({ city: "杭州市", county: "鄞州区" })).toBeUndefined();
    expect(words.regionCode({ province: "江苏省" })).toBeUndefined();
  });

  it("gives back the names of every region, and they lead to it again", () => {
    for (const { code } of regions) expect(words.regionCode(words.placeNames(code))).toBe(code);
  });

  it("finds the region of an address only where it is certain", () => {
    expect(words.regionIn("宁波市鄞州区学士路 1 号")).toBe("330212");
    expect(words.regionIn("杭州余杭塘路 866 号")).toBeUndefined();
    expect(words.regionIn("杭州市余杭塘路 866 号")).toBe("330100");
    expect(words.regionIn("Building 3")).toBeUndefined();
  });

  it("knows disciplines by name, also those with a comma in theirs, and by code", () => {
    for (const { code, nameZh } of fields)
      expect([words.fieldCode(nameZh), words.fieldCode(code)]).toEqual([code, code]);
  });
});

it("makes a title of a description's beginning", () => {
  expect(titleFrom("场发射电镜。配能谱")).toBe("场发射电镜");
  expect(titleFrom("A microscope. With EDS")).toBe("A microscope");
  expect([...titleFrom("仪".repeat(200))]).toHaveLength(60);
});
