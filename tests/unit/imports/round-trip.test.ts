import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellOf, examineRow, type Lens, makeLens, planChange } from "#app/domain/catalog/imports/examine.ts";
import { formats } from "#app/domain/catalog/imports/formats/index.ts";
import { isWarning } from "#app/domain/catalog/imports/issues.ts";
import { applyPatch, blankRecord, type FacilityRecord } from "#app/domain/catalog/imports/record.ts";
import { createWords } from "#app/domain/catalog/imports/words.ts";
import { csvLine, readCsv } from "#app/integrations/csv.server.ts";
import { importFormats } from "#db/schema/vocabulary.ts";
import { fields } from "#db/seed/reference/fields.ts";
import { regions } from "#db/seed/reference/regions.ts";
import { facilityRecords } from "../../support/facility-records.ts";

const words = createWords(regions, fields);

const lensFor = (name: (typeof importFormats)[number]): Lens => {
  const format = formats[name];
  return makeLens(
    format,
    Object.fromEntries(format.fields.map(({ headers, key }) => [headers[0], key])),
    words,
  );
};

/** The record as the format's file has it, through the very bytes of a line. */
async function throughFile(record: FacilityRecord, lens: Lens) {
  const headers = lens.format.fields.map(({ headers: [first] }) => first);
  const line = csvLine(lens.format.fields.map((field) => cellOf(field, record, words)));
  for await (const cells of readCsv(
    (async function* () {
      yield line;
    })(),
    ",",
  )) {
    return examineRow(
      { row: 2, raw: Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? ""])) },
      lens,
    );
  }
  throw new Error("nothing came back");
}

/** What a format demands beyond the catalogue, so that its own exports can be read. */
const publishable = (record: FacilityRecord): FacilityRecord => ({
  ...record,
  street: record.street || "学院路 1 号",
  contactEmail: record.contactEmail || "lab@example.edu.cn",
});

describe.each(importFormats)("a file in the format %s", (name) => {
  const lens = lensFor(name);

  it("changes nothing of what it was made from", async () => {
    await fc.assert(
      fc.asyncProperty(facilityRecords.map(publishable), async (record) => {
        const row = await throughFile(record, lens);
        expect(row.issues.filter(({ code }) => !isWarning(code))).toEqual([]);
        expect(planChange(row, record, lens, "330000")).toEqual({ kind: "unchanged" });
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it("makes the same file again from what it makes", async () => {
    await fc.assert(
      fc.asyncProperty(facilityRecords.map(publishable), async (record) => {
        const plan = planChange(await throughFile(record, lens), undefined, lens, record.regionCode);
        if (plan.kind !== "create") throw new Error(plan.kind);
        for (const field of lens.format.fields) {
          const wanted = cellOf(field, record, words);
          // Where nothing is said a new facility has the usual value.
          if (wanted !== "") expect(cellOf(field, plan.record, words), field.key).toBe(wanted);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("carries every difference that it can show", async () => {
    await fc.assert(
      fc.asyncProperty(
        facilityRecords.map(publishable),
        facilityRecords.map(publishable),
        async (stored, sent) => {
          const row = await throughFile({ ...sent, innerId: stored.innerId }, lens);
          const plan = planChange(row, stored, lens, "330000");
          const after = plan.kind === "update" ? applyPatch(stored, plan.patch) : stored;
          for (const field of lens.format.fields) {
            const wanted = cellOf(field, { ...sent, innerId: stored.innerId }, words);
            // An empty cell leaves what is there; the names of a place go together; other formats' columns are added.
            if (wanted === "" || ["province", "city", "county", "interchange"].includes(field.key)) continue;
            expect(cellOf(field, after, words), field.key).toBe(wanted);
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("our own format", () => {
  it("loses nothing of a facility", async () => {
    const lens = lensFor("kexiang");
    await fc.assert(
      fc.asyncProperty(facilityRecords, async (record) => {
        const plan = planChange(await throughFile(record, lens), undefined, lens, record.regionCode);
        if (plan.kind !== "create") throw new Error(plan.kind);
        const blank = blankRecord(record.regionCode);
        // Where nothing is said a new facility has the usual value, and a place is kept to the centimetre.
        const usual = {
          ...record,
          serviceWays: record.serviceWays.length > 0 ? record.serviceWays : blank.serviceWays,
          customsFormName: record.customsFormName || null,
        };
        const near = (value: number | null) => (value === null ? null : Number(value.toFixed(7)) + 0);
        const kept = Object.fromEntries(
          Object.entries(record.interchange).filter(([, value]) => value !== ""),
        );
        expect(plan.record).toEqual({
          ...usual,
          interchange: kept,
          latitude: near(record.latitude),
          longitude: near(record.longitude),
        });
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

it("does not round what a form shows with fewer digits", () => {
  const lens = lensFor("nrii");
  const stored = { ...blankRecord("330106"), titleZh: "电镜", innerId: "A1", worth: 123_456_789 };
  const raw = {
    所在单位仪器编号: "A1",
    [lens.format.fields.find(({ key }) => key === "worth")?.headers[0] ?? ""]: "123.46",
  };
  expect(planChange(examineRow({ row: 3, raw }, lens), stored, lens, "")).toEqual({ kind: "unchanged" });
});

it.each([
  ["原值（元）", []],
  ["worth_yuan", []],
  ["购入价", ["unit_missing"]],
])("asks for the unit of an amount only where the column %s does not say it", (header, codes) => {
  const { format, words } = lensFor("kexiang");
  const lens = makeLens(format, { 仪器编号: "inner_id", 名称: "title_zh", [header]: "worth_yuan" }, words);
  const { issues } = examineRow({ row: 2, raw: { 仪器编号: "A1", 名称: "电镜", [header]: "1200" } }, lens);
  expect(issues.map(({ code }) => code)).toEqual(codes);
});

it("shows the beginning of a long value without cutting a character in two", () => {
  const lens = lensFor("kexiang");
  const raw = { inner_id: "A1", title_zh: "电镜", worth_yuan: `${"x".repeat(199)}𠮷𠮷` };
  const [issue] = examineRow({ row: 2, raw }, lens).issues;
  expect(issue?.value.isWellFormed()).toBe(true);
  expect(issue?.value.startsWith("x".repeat(199))).toBe(true);
});
