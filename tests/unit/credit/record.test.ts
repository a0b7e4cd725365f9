import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesPerson, publicationEnds } from "#app/domain/cases/publication/policy.ts";
import { type CountedEvent, eventState, historyOf, standingAt } from "#app/domain/credit/record/policy.ts";
import { codesIn, readRegisterQuery } from "#app/domain/credit/register/inputs.ts";
import { diffBooks } from "#app/domain/credit/rule-book/diff.ts";
import type { RuleBook } from "#app/domain/credit/rule-book/queries.server.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const event = (more: Partial<CountedEvent> = {}): CountedEvent => ({
  ...{ record: "usage", points: -10, class: null, from: at(1), until: at(31), change: null },
  ...more,
});

describe("an event", () => {
  it("counts from its beginning until it lapses or something ended it", () => {
    const repaired = event({ change: { kind: "repair", from: at(10) } });
    expect([0, 1, 30, 31].map((day) => eventState(event(), at(day)))).toEqual([
      "coming",
      "counts",
      "counts",
      "lapsed",
    ]);
    expect([9, 10, 40].map((day) => eventState(repaired, at(day)))).toEqual(["counts", "repair", "repair"]);
  });

  it("settles score and grade: never added together, B only while a repaired one would have counted", () => {
    const bad = { record: "integrity" as const, points: 0, class: "general" };
    expect(standingAt([event(), event({ points: 3 }), event(bad)], at(5))).toEqual({ grade: "C", score: 93 });
    const repaired = event({ ...bad, change: { kind: "repair", from: at(3) } });
    expect(standingAt([repaired], at(5)).grade).toBe("B");
    expect(standingAt([repaired], at(31)).grade).toBe("A");
    expect(standingAt([event({ ...bad, change: { kind: "revoke", from: at(3) } })], at(5)).grade).toBe("A");
  });

  it("never leads the score out of 0 to 100", () => {
    const any = fc.array(
      fc.record({ points: fc.integer({ min: -200, max: 200 }), day: fc.integer({ min: 1, max: 60 }) }),
    );
    fc.assert(
      fc.property(any, (many) => {
        const events = many.map(({ points, day }) => event({ points, from: at(day), until: at(day + 20) }));
        for (const { score } of historyOf(events, at(90), 6)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe("a publication", () => {
  const term = { published: true, minDays: 90, maxDays: 365 };

  it("ends within what its class says, counted from service, whatever is asked", () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: -10, max: 5000 }), { nil: undefined }), (days) => {
        const ends = publicationEnds(term, at(1), days)?.getTime() ?? 0;
        expect(ends).toBeGreaterThanOrEqual(at(91).getTime());
        expect(ends).toBeLessThanOrEqual(at(366).getTime());
      }),
    );
    expect(publicationEnds({ ...term, published: false }, at(1), 100)).toBeUndefined();
  });

  it("names nobody: neither people of the case nor numbers of people, but codes of organisations", () => {
    expect(namesPerson("王某出具虚假报告", ["王某"])).toBe(true);
    expect(namesPerson("身份证330106199001011234", [])).toBe(true);
    expect(namesPerson("电话13900000000", [])).toBe(true);
    expect(namesPerson("91330100MA2EXAMPLE 出具 3 份虚假报告", ["", "李"])).toBe(false);
  });
});

describe("the register's address", () => {
  it("is read whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("q", "state", "page", "cursor", "from", "after"), fc.string()),
        (raw) => {
          expect(readRegisterQuery(new URLSearchParams(raw)).page).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("takes codes as people paste them", () => {
    expect(codesIn("91330100ma2example，91330100MA2EXAMPLE\n  913301001431234567;")).toEqual([
      "91330100MA2EXAMPLE",
      "913301001431234567",
    ]);
  });
});

describe("the difference of two rule books", () => {
  const book = (more: Partial<RuleBook>): RuleBook => ({
    ...{ id: "", version: 1, publishedAt: null, effectiveAt: null, noteZh: "", noteEn: "" },
    ...{ offences: [], measures: [], publications: [], limits: [], ...more },
  });
  const limit = (days: number) => ({
    code: "objection" as const,
    days,
    working: true,
    basisZh: "",
    basisEn: "",
  });

  it("names each rule that is new, gone or changed, and what of it", () => {
    const [older, newer] = [book({ limits: [limit(5)] }), book({ limits: [limit(7)] })];
    expect(diffBooks(older, older)).toEqual([]);
    expect(diffBooks(older, newer)).toEqual([
      { part: "limits", key: "objection", change: "changed", fields: [{ field: "days", was: 5, is: 7 }] },
    ]);
    expect(diffBooks(book({}), newer)).toMatchObject([{ change: "added" }]);
    expect(diffBooks(newer, book({}))).toMatchObject([{ change: "removed" }]);
  });
});
