import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantsOf } from "#app/domain/clock-change.ts";
import { timesMeant } from "#app/domain/calendar/times-meant.ts";
import { hardDays, walk, wallAt } from "../../support/wall-clock.ts";

const hour = 3_600_000;
const written = ({ date, minute }: { date: string; minute: number }): number =>
  Date.parse(`${date}T00:00:00Z`) + minute * 60_000;

describe("the instants of a time on the wall", () => {
  it("are all those at which the clocks show it, whatever they do", () => {
    for (const { zone, from } of hardDays) {
      const shown = new Map<number, number[]>();
      for (const wall of walk(zone, from, from + 36 * hour, 15))
        shown.set(written(wall), [...(shown.get(written(wall)) ?? []), wall.at]);
      // At the ends of the walk the other of two might be missing.
      for (const [wall, instants] of [...shown].slice(12, -12))
        expect(instantsOf(wall, zone)).toEqual(instants);
    }
  });

  it("of a time that is left out are as much later", () => {
    expect(instantsOf(Date.UTC(2026, 2, 29, 1, 30), "Europe/London")).toEqual([Date.UTC(2026, 2, 29, 1, 30)]);
    expect(wallAt("Europe/London", Date.UTC(2026, 2, 29, 1, 30)).minute).toBe(150);
  });
});

describe("a booking's new place on the board", () => {
  const zone = "Europe/London";
  /** Booked from 21:00 to 22:00 on the evening before the clocks go back. */
  const evening = {
    start: Date.UTC(2026, 9, 24, 20),
    end: Date.UTC(2026, 9, 24, 21),
    span: { day: 0, from: 21 * 60, minutes: 60 },
  };
  const meant = (span: typeof evening.span, entry = evening) =>
    timesMeant(entry, span, { firstDate: "2026-10-24", zone }).map(({ start, end }) => [
      new Date(start).toISOString().slice(8, 16),
      new Date(end).toISOString().slice(8, 16),
    ]);

  it("is one time, and in the doubled hour two, each as long as before", () => {
    expect(meant({ day: 0, from: 23 * 60, minutes: 60 })).toEqual([["24T22:00", "24T23:00"]]);
    expect(meant({ day: 1, from: 60, minutes: 60 })).toEqual([
      ["25T00:00", "25T01:00"],
      ["25T01:00", "25T02:00"],
    ]);
  });

  it("with a new end begins when it did and ends when the clocks show that", () => {
    const second = {
      start: Date.UTC(2026, 9, 25, 1),
      end: Date.UTC(2026, 9, 25, 2),
      span: { day: 1, from: 60, minutes: 60 },
    };
    expect(meant({ day: 1, from: 60, minutes: 30 }, second)).toEqual([["25T01:00", "25T01:30"]]);
    expect(meant({ day: 1, from: 60, minutes: 120 }, second)).toEqual([["25T01:00", "25T03:00"]]);
  });

  it("elsewhere is what it says", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: 0, max: 95 }),
        fc.integer({ min: 1, max: 48 }),
        (day, quarter, quarters) => {
          const span = { day, from: quarter * 15, minutes: quarters * 15 };
          const start = Date.UTC(2026, 11, 3 + day, 0, span.from) - 8 * hour;
          const was = {
            start: Date.UTC(2026, 11, 2, 16),
            end: Date.UTC(2026, 11, 2, 17),
            span: { day: 0, from: 0, minutes: 60 },
          };
          expect(timesMeant(was, span, { firstDate: "2026-12-03", zone: "Asia/Shanghai" })).toEqual([
            { start, end: start + span.minutes * 60_000 },
          ]);
        },
      ),
    );
  });
});
