import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { holidays } from "#db/seed/reference/holidays.ts";
import { procedureLimits } from "#db/seed/reference/rule-book/books.ts";
import { measureKinds, misconductClasses } from "#db/schema/vocabulary.ts";
import {
  aboveLevel,
  beyondBook,
  isMilder,
  isWithin,
  levelIn,
  paperNumber,
  rightsRunning,
} from "#app/domain/cases/policy.ts";
import {
  type DayExceptions,
  endOfCalendarDay,
  endOfWorkingDay,
  isWorkingDay,
  platformZone,
} from "#app/domain/working-days.ts";

const table = new Map(holidays.map(({ day, working }) => [day, working]));
const instants = fc.date({
  min: new Date("2025-01-01T00:00:00Z"),
  max: new Date("2027-10-01T00:00:00Z"),
  noInvalidDate: true,
});
const limitEnds = (from: Date, limit: { days: number; working: boolean }, days: DayExceptions) =>
  limit.working ? endOfWorkingDay(from, limit.days, days) : endOfCalendarDay(from, limit.days, days);
const dayOf = (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(platformZone).toPlainDate();

describe.each(procedureLimits)("the limit $code", (limit) => {
  it("ends at a midnight, with so many days of its kind between, whatever holidays and make-up days there are", () => {
    const exceptions = fc.dictionary(
      fc
        .date({ min: new Date("2025-01-01"), max: new Date("2028-06-01"), noInvalidDate: true })
        .map((at) => at.toISOString().slice(0, 10)),
      fc.boolean(),
      { maxKeys: 60 },
    );
    fc.assert(
      fc.property(instants, fc.option(exceptions), (from, made) => {
        const days = made === null ? table : new Map(Object.entries(made));
        const ends = limitEnds(from, limit, days);
        const last = dayOf(new Date(ends.getTime() - 1));
        expect(dayOf(ends).toZonedDateTime(platformZone).epochMilliseconds).toBe(ends.getTime());
        let counted = 0;
        for (
          let day = dayOf(from).add({ days: 1 });
          Temporal.PlainDate.compare(day, last) <= 0;
          day = day.add({ days: 1 })
        )
          if (!limit.working || isWorkingDay(day, days)) counted += 1;
        expect(isWorkingDay(last, days)).toBe(true);
        expect(counted).toBeGreaterThanOrEqual(limit.days);
        if (limit.working) expect(counted).toBe(limit.days);
        for (let over = counted - limit.days; over > 0; over--)
          expect(isWorkingDay(last.subtract({ days: over }), days)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("never ends earlier for beginning later", () => {
    fc.assert(
      fc.property(instants, fc.nat(30 * 86_400_000), (from, more) => {
        const later = new Date(from.getTime() + more);
        expect(limitEnds(later, limit, table) >= limitEnds(from, limit, table)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("does not end on a day of rest, also in calendar days: it ends with the next day on which people work", () => {
    const ends = (from: string, days: number) =>
      dayOf(new Date(endOfCalendarDay(new Date(from), days, table).getTime() - 1)).toString();
    // The holidays of the National Day end on the 7th; the Saturday after the Spring Festival is worked.
    expect(ends("2026-09-03T10:00:00+08:00", 30)).toBe("2026-10-08");
    expect(ends("2026-01-29T10:00:00+08:00", 30)).toBe("2026-02-28");
    expect(ends("2026-10-08T10:00:00+08:00", 9)).toBe("2026-10-19");
  });
});

const term = fc.record({
  kind: fc.constantFrom(...measureKinds),
  days: fc.option(fc.integer({ min: 1, max: 1000 })),
});
const finding = fc.record({
  class: fc.constantFrom(...misconductClasses),
  measures: fc.uniqueArray(term, { selector: ({ kind }) => kind, minLength: 1, maxLength: 4 }),
});

describe("what is decided", () => {
  it("is within itself and never milder than itself", () => {
    fc.assert(
      fc.property(finding, (one) => {
        expect(isWithin(one, one)).toBe(true);
        expect(isMilder(one, one)).toBe(false);
      }),
    );
  });

  it("is milder in one direction at most", () => {
    fc.assert(
      fc.property(finding, finding, (a, b) => {
        expect(isMilder(a, b) && isMilder(b, a)).toBe(false);
      }),
    );
  });

  it("keeps to the class, the measures and the terms of the rule book", () => {
    const allowed = [
      { kind: "talk" as const, minDays: null, maxDays: null },
      { kind: "yellow_card" as const, minDays: 30, maxDays: 90 },
    ];
    const found = (days: number | null, more = {}) =>
      beyondBook({ class: "general", measures: [{ kind: "yellow_card", days }], ...more }, "general", allowed)
        ?.code;
    expect([29, 30, 90, 91, null].map((days) => found(days))).toEqual([
      "measure_not_allowed",
      undefined,
      undefined,
      "measure_not_allowed",
      "measure_not_allowed",
    ]);
    expect(found(30, { class: "serious" })).toBe("class_too_grave");
    const twice = [
      { kind: "talk" as const, days: null },
      { kind: "talk" as const, days: null },
    ];
    expect(found(30, { measures: twice })).toBe("measure_not_allowed");
  });

  it("is decided as high up as its measures ask for", () => {
    const rules = [
      { kind: "blacklist" as const, hearing: true, decidedBy: 2, rectifyDays: null, repairAfterDays: 365 },
    ];
    const measures = [{ kind: "blacklist" as const, days: 400 }];
    expect(aboveLevel(levelIn(["3301"], "330106") ?? 0, measures, rules)).toBe("blacklist");
    expect(aboveLevel(levelIn(["3301", "33"], "330106") ?? 0, measures, rules)).toBeUndefined();
    expect(levelIn(["3303"], "330106")).toBeUndefined();
  });

  it("waits for every right of the accused", () => {
    const now = new Date("2026-03-10T00:00:00Z");
    const past = new Date("2026-03-09T00:00:00Z");
    const ahead = new Date("2026-03-11T00:00:00Z");
    const rights = {
      statementDueAt: past,
      hearingRequestDueAt: null,
      hearingRequestedAt: null,
      heardAt: null,
    };
    expect(rightsRunning(rights, now)).toBeUndefined();
    expect(rightsRunning({ ...rights, statementDueAt: null }, now)?.code).toBe("window_open");
    expect(rightsRunning({ ...rights, hearingRequestDueAt: ahead }, now)?.code).toBe("window_open");
    expect(rightsRunning({ ...rights, hearingRequestedAt: past }, now)?.code).toBe("not_heard");
  });

  it("is numbered as papers are", () => {
    expect(paperNumber("浙科信", "decision", 2026, 3)).toBe("浙科信决〔2026〕3号");
  });
});
