import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Holding, planMoves } from "#app/domain/catalog/closure-plan.ts";
import { overlaps, type Span } from "#app/domain/booking/spans.ts";

const span = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 8 }))
  .map(([start, length]): Span => ({ start, end: start + length }));

const holdings = fc.array(fc.tuple(span, fc.integer({ min: 0, max: 5 })), { maxLength: 10 }).map((all) =>
  all.map(
    ([one, bookingNumber], index): Holding => ({
      ...one,
      slotId: `s${index}`,
      bookingId: `b${bookingNumber}`,
    }),
  ),
);

const units = fc
  .array(fc.array(span, { maxLength: 4 }), { maxLength: 3 })
  .map((all) => all.map((blocked, index) => ({ id: `u${index}`, number: index + 1, blocked })));

describe("where bookings go whose unit is closed", () => {
  it("is free there, for nobody else, and for all of a booking or none of it", () => {
    fc.assert(
      fc.property(holdings, units, (hit, open) => {
        const moves = planMoves(hit, open);
        for (const unit of open) {
          const here = hit.filter(({ slotId }) => moves.get(slotId)?.id === unit.id);
          const all: Span[] = [...here];
          for (const [index, one] of all.entries()) {
            expect(unit.blocked.some((taken) => overlaps(taken, one))).toBe(false);
            expect(all.slice(index + 1).some((other) => overlaps(other, one))).toBe(false);
          }
        }
        for (const group of Map.groupBy(hit, ({ bookingId }) => bookingId).values())
          expect(new Set(group.map(({ slotId }) => moves.has(slotId))).size).toBe(1);
      }),
    );
  });

  it("is the first unit that is free", () => {
    const hit = [{ slotId: "s", bookingId: "b", start: 9, end: 11 }];
    const open = [
      { id: "taken", number: 2, blocked: [{ start: 10, end: 12 }] },
      { id: "free", number: 3, blocked: [{ start: 11, end: 12 }] },
    ];
    expect(planMoves(hit, open).get("s")?.id).toBe("free");
  });
});
