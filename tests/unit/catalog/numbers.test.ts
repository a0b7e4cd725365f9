import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isClassCode, readAccreditation } from "#app/domain/catalog/codes.ts";
import { ipcPath, readIpc } from "#app/domain/catalog/ipc.ts";
import { patentKind, readPatentNumber, readPublicationNumber } from "#app/domain/catalog/patent-number.ts";

/** Numbers of real applications, their check digits known from the registers. */
const known = [
  "201710601862.3",
  "202411220178.7",
  "201710117081.7",
  "201310699744.2",
  "97101765.4",
  "95115608.X",
];

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));

describe("patent application numbers", () => {
  it.each(known)("accepts %s in every way of writing", (number) => {
    for (const written of [
      number,
      number.replace(".", ""),
      `CN${number}`,
      ` cn ${number} `,
      number.toLowerCase(),
      fullWidth(number),
      [...number].join(" "),
    ]) {
      expect(readPatentNumber(written)).toEqual({ applicationNo: number, zlMarked: false });
    }
    expect(readPatentNumber(`ZL${number}`)).toEqual({ applicationNo: number, zlMarked: true });
    expect(readPatentNumber(`ＺＬ ${fullWidth(number)}`)).toEqual({ applicationNo: number, zlMarked: true });
  });

  it("notices every single wrong digit and every swap of neighbours", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.nat({ max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (number, at, by) => {
          const digits = number.split(".")[0] ?? "";
          const place = at % digits.length;
          const wrong = (Number(digits[place]) + by) % 10;
          const changed = `${digits.slice(0, place)}${wrong}${digits.slice(place + 1)}.${number.split(".")[1]}`;
          expect(readPatentNumber(changed)).toBeUndefined();
        },
      ),
    );
    for (const number of known) {
      const digits = number.split(".")[0] ?? "";
      for (let i = 0; i + 1 < digits.length; i++) {
        if (digits[i] === digits[i + 1]) continue;
        const swapped = `${digits.slice(0, i)}${digits[i + 1]}${digits[i]}${digits.slice(i + 2)}`;
        // The weights wrap from 9 to 2 after the eighth digit, which is the one swap that the standard may miss.
        if (i === 7) continue;
        expect(readPatentNumber(`${swapped}.${number.split(".")[1]}`)).toBeUndefined();
      }
    }
  });

  it("never throws and only answers in normal form", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."0123456789.XZLCN ") })),
        (text) => {
          const found = readPatentNumber(text);
          if (found) expect(readPatentNumber(found.applicationNo)).toEqual({ ...found, zlMarked: false });
        },
      ),
    );
  });

  it("tells the kind of right", () => {
    expect(patentKind("201710601862.3")).toBe("invention");
    expect(patentKind("97101765.4")).toBe("invention");
    expect(patentKind("x")).toBeUndefined();
  });

  it("reads publication numbers", () => {
    expect(readPublicationNumber("cn 119090851 a")).toBe("CN119090851A");
    expect(readPublicationNumber("CN101551481B")).toBe("CN101551481B");
    expect(readPublicationNumber("119090851")).toBeUndefined();
  });
});

describe("IPC symbols", () => {
  it.each([
    ["H01M10/0525", "H01M 10/0525"],
    ["h01m 10/0525", "H01M 10/0525"],
    ["H01M  10/0525", "H01M 10/0525"],
    ["H01M0010/0525", "H01M 10/0525"],
    ["H01M  10/052500        20060101AFI20051220RMJP", "H01M 10/052500"],
    ["Ｈ０１Ｍ１０／０５２５", "H01M 10/0525"],
    ["H01M", "H01M"],
  ])("reads %s", (written, symbol) => expect(readIpc(written)).toBe(symbol));

  it.each(["", "Z01M 10/05", "H1M 10/05", "H01M 10", "H01M 10/5", "H01 10/0525"])("refuses %s", (written) =>
    expect(readIpc(written)).toBeUndefined(),
  );

  it("knows what a symbol stands under", () => {
    expect(ipcPath("H01M 10/0525")).toEqual(["H", "H01", "H01M", "H01M 10", "H01M 10/0525"]);
    expect(ipcPath("H01M")).toEqual(["H", "H01", "H01M"]);
  });

  it("reads its own answers again", () => {
    const symbol = fc
      .tuple(
        fc.constantFrom(..."ABCDEFGH"),
        fc.nat(99),
        fc.constantFrom(..."ABCDMZ"),
        fc.integer({ min: 1, max: 9999 }),
        fc.nat(99999),
      )
      .map(
        ([s, c, sub, group, below]) =>
          `${s}${String(c).padStart(2, "0")}${sub}${group}/${String(below).padStart(2, "0")}`,
      );
    fc.assert(
      fc.property(symbol, (written) => {
        const read = readIpc(written);
        expect(read).toBeDefined();
        expect(readIpc(read ?? "")).toBe(read);
      }),
    );
  });
});

describe("other codes", () => {
  it("knows instrument classes by their form", () => {
    expect(["030101", "990000", "030000"].filter(isClassCode)).toHaveLength(3);
    expect(["000000", "03010", "0301011", "030001", "abc"].filter(isClassCode)).toHaveLength(0);
  });

  it("normalises CMA and CNAS and leaves others", () => {
    expect(readAccreditation("231100340567")).toBe("CMA 231100340567");
    expect(readAccreditation("cma231100340567")).toBe("CMA 231100340567");
    expect(readAccreditation("CNAS l12345")).toBe("CNAS L12345");
    expect(readAccreditation("CNAS 12")).toBeUndefined();
    expect(readAccreditation("CMA 123")).toBeUndefined();
    expect(readAccreditation("ISO/IEC 17025")).toBe("ISO/IEC 17025");
  });
});
