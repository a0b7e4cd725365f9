import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { actForms, intents } from "#app/domain/booking/act-forms.ts";
import { bookForm } from "#app/domain/booking/book-form.ts";
import {
  availabilityQuery,
  completeInput,
  evaluateInput,
  extendInput,
  reasonInput,
  rescheduleInput,
  reserveInput,
} from "#app/domain/booking/inputs.ts";
import { policyForm } from "#app/domain/booking/policy-form.ts";

const schemas: Record<string, z.ZodType> = {
  reserveInput,
  rescheduleInput,
  extendInput,
  completeInput,
  evaluateInput,
  reasonInput,
  availabilityQuery,
  bookForm,
  policyForm,
  actForms: actForms("America/New_York"),
};

const fieldNames = [
  "facilityId",
  "start",
  "end",
  "purpose",
  "wayOfService",
  "item",
  "unit",
  "termsVersion",
  "reason",
  "intent",
  "key",
  "actualFrom",
  "actualTo",
  "amount",
  "content",
  "evaluation",
  "text",
  "from",
  "to",
  "minutes",
  "terms",
  "bookableBy",
  "minMinutes",
  "maxMinutes",
  "instant",
];
const times = fc.constantFrom(
  "2026-12-01T14:00:00+08:00",
  "2026-12-01T14:00:00",
  "2026-12-01 14:00",
  "2026-02-30T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "+275760-09-13T00:00:00Z",
  "2026-03-08 02:30",
  "24:00",
  "",
);
const value = fc.oneof(
  times,
  fc.string(),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(
    null,
    undefined,
    true,
    [],
    {},
    -0,
    Number.NaN,
    Number.MAX_SAFE_INTEGER,
    "a".repeat(10_000),
    ...intents,
  ),
  fc.array(fc.string(), { maxLength: 3 }),
);
const anything = fc.oneof(fc.dictionary(fc.constantFrom(...fieldNames), value), fc.anything());

describe.each(Object.entries(schemas))("%s", (_, schema) => {
  it("answers anything with a value or with issues, and never throws", () => {
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = schema.safeParse(input);
        if (!parsed.success) expect(parsed.error.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a wish", () => {
  const good = {
    facilityId: "019e9a3a-b800-7282-991a-978d0e1369b8",
    start: "2026-12-01T14:00:00+08:00",
    end: "2026-12-01T08:00:00Z",
    purpose: "断口观察",
  };
  const pathsOf = (change: object) => {
    const parsed = reserveInput.safeParse({ ...good, ...change });
    return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
  };

  it("is read with its offset", () => {
    expect(reserveInput.parse(good)).toMatchObject({
      start: new Date("2026-12-01T06:00:00Z"),
      end: new Date("2026-12-01T08:00:00Z"),
    });
  });

  it.each([
    [{ start: "2026-12-01T14:00:00" }, "start"],
    [{ end: good.start }, "end"],
    [{ start: "2026-02-30T14:00:00Z" }, "start"],
    [{ purpose: "x".repeat(501) }, "purpose"],
    [{ facilityId: "1" }, "facilityId"],
    [{ unit: 0 }, "unit"],
  ])("refuses %o beside its field", (change, path) => {
    expect(pathsOf(change)).toEqual([path]);
  });
});

describe("a local time", () => {
  const end = (text: string) => actForms("America/New_York").safeParse({ intent: "extend", end: text });

  it("is the facility's, over summer time and back", () => {
    expect(end("2026-07-01 14:00").data).toMatchObject({ end: new Date("2026-07-01T18:00:00Z") });
    expect(end("2026-12-01T14:00").data).toMatchObject({ end: new Date("2026-12-01T19:00:00Z") });
  });

  it.each(["", "14:00", "2026-13-01 14:00", "tomorrow"])("refuses %o", (text) => {
    expect(end(text).success).toBe(false);
  });

  const twice = "2026-11-01 01:30";
  const once = "2026-11-01 03:00";
  it.each([
    ["end", { intent: "extend", end: twice }],
    ["start", { intent: "reschedule", start: twice, end: once }],
    ["end", { intent: "reschedule", start: "2026-11-01 00:30", end: twice }],
    ["actualFrom", { intent: "complete", actualFrom: twice, actualTo: once }],
    ["actualTo", { intent: "correct", actualTo: twice, reason: "更正" }],
  ])("that the clocks show twice asks beside %s which is meant: %o", (name, form) => {
    const read = (more: object) => actForms("America/New_York").safeParse({ ...form, ...more });
    expect(read({}).error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      [`${name}Meant`, "shown_twice"],
    ]);
    const chosen = (offset: string) => read({ [`${name}Meant`]: `${twice} ${offset}` }).data;
    expect(chosen("-04:00")).toMatchObject({ [name]: new Date("2026-11-01T05:30:00Z") });
    expect(chosen("-05:00")).toMatchObject({ [name]: new Date("2026-11-01T06:30:00Z") });
    expect(read({ [name]: `${twice} -05:00` }).data).toEqual(chosen("-05:00"));
  });
});
