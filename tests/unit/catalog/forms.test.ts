import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allSteps,
  type FieldSpec,
  firstFields,
  formSteps,
  stepPath,
} from "#app/components/catalog/form-steps.ts";
import { readHours, writeHours } from "#app/components/catalog/hours-text.ts";
import { listingLine } from "#app/components/catalog/listing-line.ts";
import { costTotal, emptyLine, lineInputs, readLines } from "#app/components/catalog/price-form.ts";
import {
  readFields,
  readNumber,
  readWan,
  readYuan,
  shownFields,
} from "#app/components/catalog/read-fields.ts";
import { readPeriod, readUnits, writeUnits } from "#app/components/catalog/read-times.ts";
import { commonShape, partShapes, priceInput, updateInput } from "#app/domain/catalog/inputs.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";

const formOf = (entries: Record<string, string | string[]>): FormData => {
  const form = new FormData();
  for (const [name, values] of Object.entries(entries))
    for (const value of [values].flat()) form.append(name, value);
  return form;
};

/** A closure that begins then and ends years later, as it is read. */
const closed = (startsAt: string, zone: string, startsAtMeant = "") =>
  readPeriod({ startsAt, startsAtMeant, endsAt: "2030-01-01 00:00", endsAtMeant: "" }, zone);

const fieldsOf = (kind: (typeof listingKinds)[number]): FieldSpec[] =>
  formSteps[kind].flatMap(({ fields }) => fields);

describe("the editor's steps", () => {
  it.each(listingKinds)("ask for every field of a %s exactly once", (kind) => {
    const asked = fieldsOf(kind).map(({ path }) => path);
    const known = [
      ...Object.keys(commonShape),
      ...Object.keys(partShapes[kind]).map((name) => `${kind}.${name}`),
    ];
    expect(asked.toSorted()).toEqual(known.toSorted());
  });

  it("have words for every field, help text and step in both languages", () => {
    for (const messages of [zh, en]) {
      const has = (path: string) =>
        typeof path
          .split(".")
          .reduce<unknown>((at, name) => (typeof at === "object" && at ? Reflect.get(at, name) : undefined), {
            ...messages.catalog,
            ...messages.editor,
          }) === "string";
      for (const kind of listingKinds) {
        for (const spec of [...fieldsOf(kind), ...firstFields[kind]]) {
          expect(has(`path.${spec.path}`), spec.path).toBe(true);
          if (spec.help) expect(has(`help.${spec.path}`), spec.path).toBe(true);
        }
        for (const step of allSteps(kind)) expect(has(`step.${step}`), step).toBe(true);
      }
    }
  });

  it("have an address each", () => {
    for (const kind of listingKinds) {
      const paths = allSteps(kind).map((step) => stepPath("x", kind, step));
      expect(new Set(paths).size).toBe(paths.length);
    }
  });
});

describe("reading a step's form", () => {
  it("clears what was emptied and leaves out choices that were not made", () => {
    const read = readFields(
      formOf({ titleZh: " 甲 ", titleEn: "", keywords: "电池\n\n储能；固态" }),
      formSteps.facility[0]?.fields ?? [],
    );
    expect(read).toEqual({
      titleZh: "甲",
      titleEn: "",
      summaryZh: "",
      summaryEn: "",
      fieldCodes: [],
      keywords: ["电池", "储能", "固态"],
    });
  });

  it("reads money in ten thousands, and keeps what is no amount so that the schema refuses it", () => {
    const offer = formSteps.technology.find(({ name }) => name === "offer")?.fields ?? [];
    const form = formOf({
      "technology.askingPrice": "120.5",
      "technology.trl": "6",
      "technology.insiderDeal": "on",
    });
    const read = readFields(form, offer);
    expect(read).toMatchObject({
      technology: { askingPrice: 120_500_000, trl: 6, insiderDeal: true, transferModes: [] },
    });
    const wrong = readFields(formOf({ "technology.askingPrice": "很多" }), offer);
    expect(updateInput.safeParse({ version: 1, ...wrong }).success).toBe(false);
  });

  it("shows and reads back the same values", () => {
    const saved = {
      ...listingExample,
      technology: {
        askingPrice: 123_456,
        trl: 3,
        transferModes: ["assignment", "equity"],
        priceForm: "fixed",
        insiderDeal: false,
      },
    };
    const offer = formSteps.technology.find(({ name }) => name === "offer")?.fields ?? [];
    const shown = Object.fromEntries(
      Object.entries(shownFields(saved, offer)).filter(([, value]) => value !== ""),
    );
    expect(readFields(formOf(shown), offer)).toEqual({ technology: saved.technology });
  });

  it.each([
    ["1,200.50", 120_050],
    ["￥1200", 120_000],
    ["１２", 1200],
    ["0", 0],
  ])("reads %s yuan", (written, fen) => expect(readYuan(written)).toBe(fen));

  it.each(["", "-1", "1e5", "一百", "1.2.3"])("does not take %s for an amount", (written) => {
    expect(typeof readYuan(written)).toBe("string");
  });

  it("never loses a fen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        (fen) => readYuan((fen / 100).toFixed(2)) === fen,
      ),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        (fen) => readWan(String(fen / 1_000_000)) === fen,
      ),
    );
    expect(readNumber("30.263842")).toBe(30.263842);
  });
});

const listingExample = { titleZh: "" };

describe("opening hours as text", () => {
  it.each([
    ["8:30-11:30, 13:00-17:00", "8:30-11:30, 13:00-17:00"],
    ["８：３０－１７", "8:30-17:00"],
    ["0:00-24:00", "0:00-24:00"],
    ["", ""],
    ["13:00至17:00、8-11", "8:00-11:00, 13:00-17:00"],
  ])("reads %s", (written, normal) => {
    const spans = readHours(written);
    expect(spans && writeHours(spans)).toBe(normal);
  });

  it.each(["上午", "17:00-8:30", "8:30-25:00", "8:61-9:00", "8:30"])("does not read %s", (written) => {
    expect(readHours(written)).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readHours(text)));
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readUnits(text)));
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void closed(text, "Europe/London")));
  });
});

describe("units and moments as text", () => {
  it("reads numbers with and without a name", () => {
    const units = [
      { number: 1, label: "东侧" },
      { number: 2, label: "" },
    ];
    expect(readUnits("1 东侧\n\n2\n")).toEqual(units);
    expect(readUnits(writeUnits(units))).toEqual(units);
    expect(readUnits("东侧")).toBeUndefined();
  });

  it("reads moments on the facility's clock and refuses days that are none", () => {
    expect(closed("2026-12-01 14:00", "Asia/Shanghai").startsAt).toEqual(new Date("2026-12-01T06:00Z"));
    expect(closed("2026-07-01 14:00", "Europe/Berlin").startsAt).toEqual(new Date("2026-07-01T12:00Z"));
    for (const none of ["2026-02-30 14:00", "2026-12-01 25:00"])
      expect(closed(none, "Asia/Shanghai")).toEqual({ wrong: [{ path: "startsAt", code: "moment_format" }] });
  });

  it("asks which moment is meant where the clocks show it twice", () => {
    const night = (startsAtMeant?: string) => closed("2026-10-25 01:30", "Europe/London", startsAtMeant);
    const asked = { wrong: [{ path: "startsAtMeant", code: "shown_twice" }] };
    expect(night()).toEqual(asked);
    expect(night("2026-10-25 01:00 +00:00"), "chosen for another time").toEqual(asked);
    expect(night("2026-10-25 01:30 +01:00").startsAt).toEqual(new Date("2026-10-25T00:30Z"));
    expect(night("2026-10-25 01:30 +00:00").startsAt).toEqual(new Date("2026-10-25T01:30Z"));
  });
});

describe("price lines", () => {
  const line = (row: number, entries: Record<string, string>) =>
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [`prices.${row}.${name}`, value]));
  const base = {
    item: "成像",
    unit: "hour",
    userClass: "enterprise",
    amount: "200",
    validFrom: "2026-01-01",
  };

  it("drop empty and removed lines and read the rest for the schema", () => {
    const form = formOf({
      rows: "3",
      ...line(0, { ...base, "costBreakdown.labour": "150", "costBreakdown.energy": "50" }),
      ...line(1, { ...base, remove: "on" }),
      ...line(2, { unit: "hour", userClass: "enterprise" }),
    });
    const [read, ...rest] = lineInputs(readLines(form));
    expect(rest).toEqual([]);
    expect(priceInput.parse(read)).toMatchObject({
      amount: 20_000,
      validTo: null,
      costBreakdown: { labour: 15_000, energy: 5000, management: 0 },
    });
    expect(readLines(form).map(costTotal)).toEqual([20_000]);
  });

  it("keep a wrong amount for the schema to refuse", () => {
    const [read] = lineInputs(readLines(formOf({ rows: "1", ...line(0, { ...base, amount: "免费" }) })));
    expect(priceInput.safeParse(read).success).toBe(false);
    expect(priceInput.safeParse(lineInputs([emptyLine("2026-01-01")])[0]).success).toBe(false);
  });
});

describe("the line of a listing's life", () => {
  const at = new Date("2026-11-24");
  const states = (kind: (typeof listingKinds)[number], trail: string[], now: string) =>
    listingLine(
      listingProcesses[kind],
      trail.map((toState) => ({ at, toState })),
      now,
    ).map(({ state, phase }) => `${state} ${phase}`);

  it("shows the way to the market while there is one, and rests there", () => {
    expect(states("facility", ["draft"], "draft")).toEqual([
      "draft current",
      "submitted ahead",
      "published ahead",
    ]);
    expect(states("facility", ["draft", "submitted", "published"], "published")).toEqual([
      "draft past",
      "submitted past",
      "published current",
    ]);
    expect(states("technology", ["draft", "submitted", "public_notice"], "public_notice").at(-1)).toBe(
      "published ahead",
    );
    expect(states("facility", ["draft", "submitted", "published", "suspended"], "suspended").at(-1)).toBe(
      "suspended current",
    );
  });
});
