import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import * as inputs from "#app/domain/catalog/inputs.ts";
import { technologyShape } from "#app/domain/catalog/technology-inputs.ts";
import { fieldErrors } from "#app/runtime/validation.ts";

const schemas: Record<string, z.ZodType> = {
  create: inputs.createInput,
  update: inputs.updateInput,
  prices: inputs.pricesInput,
  openings: inputs.openingHoursInput,
  units: inputs.unitsInput,
  reasons: inputs.reasonsInput,
  objection: inputs.objectionInput,
  answer: inputs.answerInput,
  nothing: inputs.noInput,
  closure: closureInput,
  ...inputs.partInputs,
};

/** Objects that use the schema's own names with values of every type: the likeliest way to reach its inside. */
function nearMiss(names: readonly string[]): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "\u0000",
      "facility",
      "technology",
      "430",
      "330106",
      "ZL201310699744.2",
      "2026-02-30",
      "0000-00-00",
    ),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.oneof(fc.string(), fc.integer(), fc.object()), { maxLength: 6 }),
    fc.object({ maxDepth: 2 }),
  );
  return fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 12 });
}

const names = [
  "kind",
  "version",
  "prices",
  "openings",
  "units",
  "startsAt",
  "endsAt",
  "reasons",
  ...Object.keys(inputs.commonShape),
  ...Object.keys(inputs.partShapes),
  ...Object.values(inputs.partShapes).flatMap((shape) => Object.keys(shape)),
];

describe("every schema", () => {
  it.each(Object.entries(schemas))(
    "%s answers any JSON with a value or with coded errors",
    (_name, schema) => {
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), nearMiss(names), fc.anything()), (anything) => {
          const parsed = schema.safeParse(anything);
          if (parsed.success) return;
          const errors = fieldErrors(parsed.error);
          expect(errors.length).toBeGreaterThan(0);
        }),
        { numRuns: 200 },
      );
    },
    30_000,
  );

  it.each(Object.entries(schemas))("%s refuses fields it does not know", (_name, schema) => {
    const parsed = schema.safeParse({ surprise: 1 });
    expect(parsed.success).toBe(false);
  });
});

const facility = { kind: "facility", titleZh: "电镜", regionCode: "330106", facility: { innerId: "A1" } };

describe("a new listing", () => {
  it("starts with a title, a place and what its kind cannot do without", () => {
    expect(inputs.createInput.safeParse(facility).success).toBe(true);
    expect(inputs.createInput.safeParse({ ...facility, facility: {} }).success).toBe(false);
    expect(
      inputs.createInput.safeParse({ kind: "demand", titleZh: "需求", regionCode: "330000" }).success,
    ).toBe(true);
    expect(
      inputs.createInput.safeParse({ kind: "technology", titleZh: "成果", regionCode: "330000" }).success,
    ).toBe(false);
  });

  it("refuses control characters, which the database cannot hold", () => {
    expect(inputs.createInput.safeParse({ ...facility, titleZh: "电\u0000镜" }).success).toBe(false);
  });

  it("holds the register's limits", () => {
    const part = inputs.partInputs.facility;
    expect(part.safeParse({ technical: "长".repeat(500) }).success).toBe(true);
    expect(part.safeParse({ technical: "长".repeat(501) }).success).toBe(false);
    expect(part.safeParse({ functions: "长".repeat(301) }).success).toBe(false);
    expect(part.safeParse({ serviceContent: "长".repeat(201) }).success).toBe(false);
    expect(
      inputs.updateInput.safeParse({ version: 1, fieldCodes: ["110", "120", "130", "140", "150"] }).success,
    ).toBe(false);
  });

  it("keeps ZL for the command to see and normalises numbers", () => {
    expect(technologyShape.applicationNo.parse("ＺＬ 2013 1069 9744.2")).toBe("ZL201310699744.2");
    expect(technologyShape.applicationNo.parse("2017106018623")).toBe("201710601862.3");
    expect(technologyShape.applicationNo.parse("2020sr0123456")).toBe("2020SR0123456");
    expect(technologyShape.applicationNo.safeParse("201710601862.4").success).toBe(false);
    expect(technologyShape.ipc.parse(["h01m10/0525"])).toEqual(["H01M 10/0525"]);
    expect(technologyShape.ipc.safeParse(["h01m10/0525", "H01M 10/0525"]).success).toBe(false);
  });
});

describe("opening hours", () => {
  const hours = (...openings: [number, number, number][]) =>
    inputs.openingHoursInput.safeParse({
      version: 1,
      openings: openings.map(([weekday, fromMinute, toMinute]) => ({ weekday, fromMinute, toMinute })),
    }).success;

  it("may touch but not overlap", () => {
    expect(hours([1, 480, 720], [1, 720, 1440])).toBe(true);
    expect(hours([1, 480, 721], [1, 720, 1440])).toBe(false);
    expect(hours([1, 480, 720], [2, 480, 720])).toBe(true);
    expect(hours([1, 720, 720])).toBe(false);
  });
});
