import { describe, expect, it } from "vitest";
import { creditCodeOf } from "#db/seed/build/identity.ts";
import { applicationOf } from "#db/seed/build/parts.ts";
import { applicationNumber, creditCodeCheck, organizationCodeCheck } from "#db/seed/check-digits.ts";
import { organizations } from "#db/seed/organizations/index.ts";
import { fields } from "#db/seed/reference/fields.ts";
import { holidays } from "#db/seed/reference/holidays.ts";
import { regions } from "#db/seed/reference/regions.ts";
import { technologies } from "#db/seed/technologies/index.ts";

/** GB 32100-2015 written down once more, independently of the seed's own code. */
function isCreditCode(code: string): boolean {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const values = [...code].map((char) => alphabet.indexOf(char));
  if (values.length !== 18 || values.includes(-1)) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0);
  return (31 - (sum % 31)) % 31 === values[17];
}

/** ZC 0006 the same way. */
function isApplicationNumber(number: string): boolean {
  const match = /^(\d{8}|\d{12})\.([\dX])$/.exec(number);
  if (!match) return false;
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
  const sum = [...(match[1] ?? "")].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
  return "0123456789X".charAt(sum % 11) === match[2];
}

describe("check digits", () => {
  it("agree with the published vectors", () => {
    expect(creditCodeCheck("91350100M000100Y4")).toBe("3");
    expect(creditCodeCheck("91330100000000017")).toBe("0");
    expect(organizationCodeCheck("M000100Y")).toBe("4");
    for (const [year, type, serial, whole] of [
      [2017, 1, 601862, "201710601862.3"],
      [2024, 1, 1220178, "202411220178.7"],
      [2013, 1, 699744, "201310699744.2"],
    ] as const) {
      expect(applicationNumber(year, type, serial)).toBe(whole);
    }
  });

  it("are checked by a reference that refuses wrong ones", () => {
    expect(isCreditCode("91350100M000100Y43")).toBe(true);
    expect(isCreditCode("913301000000000170")).toBe(true);
    expect(isCreditCode("91350100M000100Y44")).toBe(false);
    expect(isApplicationNumber("95115608.X")).toBe(true);
    expect(isApplicationNumber("95115608.1")).toBe(false);
  });
});

describe("organisations", () => {
  it("have valid, different credit codes of their kind and region", () => {
    const codes = organizations.map(creditCodeOf);
    expect(codes.filter((code) => !isCreditCode(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.map((code) => code.slice(2, 8))).toEqual(organizations.map(({ region }) => region));
  });

  it("stand in known regions", () => {
    const known = new Set(regions.map(({ code }) => code));
    expect(organizations.filter(({ region }) => !known.has(region))).toEqual([]);
  });
});

describe("patents", () => {
  const patents = technologies.filter(({ ip }) => ["invention", "utility_model", "design"].includes(ip));

  it("have true and different application numbers", () => {
    const numbers = patents.map(applicationOf);
    expect(numbers.filter((number) => number === null || !isApplicationNumber(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("carry IPC symbols in their written form", () => {
    const wrong = patents
      .flatMap(({ ipc = [] }) => ipc)
      .filter((code) => !/^[A-H]\d{2}[A-Z] \d{1,4}\/\d{2,6}$/.test(code));
    expect(wrong).toEqual([]);
    const without = patents.filter(({ ip, ipc = [] }) => ip !== "design" && ipc.length === 0);
    expect(without.map(({ key }) => key)).toEqual([]);
  });
});

describe("reference data", () => {
  it("holds the province, its 11 cities and 90 counties, each below its city", () => {
    const codes = regions.map(({ code }) => code);
    expect(new Set(codes).size).toBe(102);
    expect(codes.filter((code) => code.endsWith("00") && code !== "330000")).toHaveLength(11);
    expect(codes.filter((code) => !codes.includes(`${code.slice(0, 4)}00`))).toEqual([]);
    expect(regions.filter(({ nameZh, nameEn }) => !nameZh || !/^[A-Z]/.test(nameEn))).toEqual([]);
  });

  it("holds the 62 disciplines", () => {
    expect(new Set(fields.map(({ code }) => code)).size).toBe(62);
    expect(fields.filter(({ nameEn }) => !/^[A-Z]/.test(nameEn))).toEqual([]);
  });

  it("works on make-up weekends and rests on 33 days of 2026", () => {
    const weekday = (day: string) => new Date(day).getUTCDay();
    const makeUp = holidays.filter(({ working }) => working);
    expect(makeUp.filter(({ day }) => ![0, 6].includes(weekday(day)))).toEqual([]);
    expect(makeUp).toHaveLength(6);
    expect(holidays.filter(({ working }) => !working)).toHaveLength(33);
    expect(new Set(holidays.map(({ day }) => day)).size).toBe(39);
  });
});
