import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clockText,
  dayMinutes,
  inSteps,
  lanes,
  type Piece,
  piecesOf,
  shifted,
  stretched,
  wallMoment,
} from "#app/domain/calendar/board.ts";
import {
  boardRange,
  onDays,
  readBoardQuery,
  visibleHours,
  wallStart,
} from "#app/domain/calendar/board-range.ts";

const span = fc.record({
  day: fc.integer({ min: -3, max: 8 }),
  from: fc.integer({ min: 0, max: 1439 }),
  minutes: fc.integer({ min: 1, max: 5_000 }),
});

describe("a stretch on a board", () => {
  it("is cut at midnights, and its pieces are what of it lies on the board", () => {
    fc.assert(
      fc.property(span, (one) => {
        const covered = new Set<number>();
        const start = one.day * dayMinutes + one.from;
        for (let at = start; at < start + one.minutes; at += 1)
          if (at >= 0 && at < 7 * dayMinutes) covered.add(at);
        const pieces = piecesOf(one, 7);
        for (const { day, from, to } of pieces) {
          expect(from).toBeLessThan(to);
          for (let at = from; at < to; at += 1) expect(covered.delete(day * dayMinutes + at)).toBe(true);
        }
        expect(covered.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("moves by any number of minutes and back", () => {
    fc.assert(
      fc.property(span, fc.integer({ min: -9_000, max: 9_000 }), (one, by) => {
        const moved = shifted(one, by);
        expect(moved.from).toBeGreaterThanOrEqual(0);
        expect(moved.from).toBeLessThan(dayMinutes);
        expect(shifted(moved, -by)).toEqual(one);
      }),
    );
  });

  it("never gets shorter than a step, and moves by whole ones", () => {
    expect(stretched({ day: 0, from: 600, minutes: 60 }, -90, 30).minutes).toBe(30);
    expect([inSteps(44, 30), inSteps(-46, 30), inSteps(14, 30)]).toEqual([30, -60, 0]);
  });

  it("is said as the wall clock has it, over midnight too", () => {
    expect(wallMoment("2026-12-31", dayMinutes + 90).text).toBe("2027-01-01 01:30");
    expect([clockText(0), clockText(605), clockText(1440)]).toEqual(["00:00", "10:05", "24:00"]);
  });
});

describe("things at the same time", () => {
  const piece = fc
    .record({ from: fc.integer({ min: 0, max: 40 }), length: fc.integer({ min: 1, max: 20 }) })
    .map(({ from, length }): Piece => ({ day: 0, from, to: from + length }));

  it("stand side by side, and none over another", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = lanes(pieces);
        pieces.forEach((a, i) => {
          const mine = found[i];
          expect(mine && mine.lane < mine.of).toBe(true);
          pieces.forEach((b, j) => {
            if (i >= j || a.from >= b.to || b.from >= a.to) return;
            expect(mine?.of).toBe(found[j]?.of);
            expect(mine?.lane).not.toBe(found[j]?.lane);
          });
        });
      }),
    );
  });
});

describe("the days of a view", () => {
  it.each([
    ["day", 1, "2026-11-25", "2026-11-24", "2026-11-26"],
    ["timeline", 7, "2026-11-23", "2026-11-18", "2026-12-02"],
    ["month", 42, "2026-10-26", "2026-10-01", "2026-12-01"],
  ] as const)("of a %s are %i, from %s", (view, count, first, previous, next) => {
    const range = boardRange(view, "2026-11-25", "Asia/Shanghai");
    expect(range.days).toHaveLength(count);
    expect(range.days[0]?.date).toBe(first);
    expect([range.previous, range.next]).toEqual([previous, next]);
  });

  it("of every month are whole weeks that hold it, none too many", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), (months) => {
        const first = new Date(Date.UTC(2020, months, 1)).toISOString().slice(0, 10);
        const last = new Date(Date.UTC(2020, months + 1, 0)).toISOString().slice(0, 10);
        const dates = boardRange("month", first, "Asia/Shanghai").days.map(({ date }) => date);
        expect(dates.slice(0, 7)).toContain(first);
        expect(dates.slice(-7)).toContain(last);
      }),
      { numRuns: 100 },
    );
  });

  it("have 23 and 25 hours where clocks change, and things stand where the wall clock has them", () => {
    const zone = "Europe/London";
    const { days } = boardRange("timeline", "2026-10-25", zone);
    expect(((days[6]?.end ?? 0) - (days[6]?.start ?? 0)) / 3_600_000).toBe(25);
    const at = Date.parse("2026-10-25T09:00:00Z");
    expect(onDays(days, zone, at, at + 3_600_000)).toEqual([{ day: 6, from: 540, to: 600 }]);
    expect(wallStart(days, zone, at)).toEqual({ day: 6, from: 540 });
    expect(wallStart(days, zone, Date.parse("2026-10-18T22:30:00Z"))).toEqual({ day: -1, from: 1410 });
  });

  it("show the hours that anything stands in, eight at the least", () => {
    expect(visibleHours([])).toEqual({ from: 480, to: 1080 });
    expect(visibleHours([{ day: 0, from: 490, to: 1210 }])).toEqual({ from: 480, to: 1260 });
    for (const from of [0, 600, 1380]) {
      const { from: low, to } = visibleHours([{ day: 0, from, to: from + 60 }]);
      expect(to - low).toBeGreaterThanOrEqual(480);
      expect(low).toBeLessThanOrEqual(from);
      expect(to).toBeGreaterThanOrEqual(from + 60);
      expect(to).toBeLessThanOrEqual(1440);
    }
  });

  it("of several instruments are not stretched by one that is open round the clock", () => {
    const pieces = [
      { day: 0, from: 0, to: 1440 },
      { day: 0, from: 540, to: 1110 },
    ];
    expect(visibleHours(pieces, true)).toEqual({ from: 540, to: 1140 });
    expect(visibleHours(pieces)).toEqual({ from: 0, to: 1440 });
    expect(visibleHours(pieces.slice(0, 1), true)).toEqual({ from: 480, to: 1080 });
  });

  it("are read from the address, and what it says wrongly counts as not said", () => {
    const now = Date.parse("2026-11-24T20:00:00Z");
    const wrong = new URLSearchParams("view=year&date=2026-02-30&facility=1&unit=-1&state=x&page=0");
    expect(readBoardQuery(wrong, now, "Asia/Shanghai")).toEqual({
      view: "timeline",
      date: "2026-11-25",
      facilityId: undefined,
      unit: undefined,
      state: undefined,
      page: 1,
    });
  });
});
