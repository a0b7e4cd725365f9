import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { debounceMinutes, type Reading, sessionsOf, settledEnd } from "#app/domain/instrument/sessions.ts";

const on = (at: number): Reading => ({ kind: "on", at: at * 60_000 });
const off = (at: number): Reading => ({ kind: "off", at: at * 60_000 });
const told = (...readings: Reading[]) =>
  sessionsOf(readings).map(({ start, end }) => [start / 60_000, end === null ? null : end / 60_000]);

describe("times of use by a meter", () => {
  it.each([
    ["nothing", [], []],
    ["on and off", [on(0), off(60)], [[0, 60]]],
    ["still on", [on(0)], [[0, null]]],
    ["said twice", [on(0), on(5), off(60), off(61)], [[0, 60]]],
    ["a restart", [on(0), off(30), on(39), off(60)], [[0, 60]]],
    [
      "a pause that is none",
      [on(0), off(30), on(40), off(60)],
      [
        [0, 30],
        [40, 60],
      ],
    ],
    ["off that nobody switched on", [off(5), on(10), off(20)], [[10, 20]]],
    ["a counter", [{ kind: "counter", at: 5 } as const, on(10)], [[10, null]]],
    ["off and on at one instant", [on(0), on(30), off(30), off(60)], [[0, 60]]],
  ] as const)("%s", (_, readings, expected) => {
    expect(told(...readings)).toEqual(expected);
  });

  it("do not depend on the order in which readings come", () => {
    const reading = fc.record({
      kind: fc.constantFrom("on" as const, "off" as const),
      at: fc.integer({ min: 0, max: 500 }).map((minute) => minute * 60_000),
    });
    fc.assert(
      fc.property(fc.uniqueArray(reading, { selector: ({ kind, at }) => `${kind}${at}` }), (readings) => {
        const sessions = sessionsOf(readings);
        expect(sessionsOf(readings.toReversed())).toEqual(sessions);
        for (const [index, { start, end }] of sessions.entries()) {
          expect(end === null || end >= start).toBe(true);
          const next = sessions[index + 1];
          if (next) expect(next.start - (end ?? Number.NaN)).toBeGreaterThanOrEqual(debounceMinutes * 60_000);
        }
      }),
    );
  });

  it("are over once the instrument has been off for long enough", () => {
    const session = { start: 0, end: 60 * 60_000 };
    expect(settledEnd(session, 69 * 60_000)).toBeNull();
    expect(settledEnd(session, 70 * 60_000)).toBe(session.end);
    expect(settledEnd({ start: 0, end: null }, 99 * 60_000)).toBeNull();
  });
});
