import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { bookingStates } from "#db/schema/vocabulary.ts";
import { effectiveState } from "#app/domain/booking/states.ts";
import { cancelledMs, isShown, revisionOf, statusOf } from "#app/domain/calendar/event.ts";
import { writeCalendar } from "#app/integrations/icalendar.server.ts";

const event = {
  uid: "booking-1@kexiang.test",
  sequence: 2,
  changedAt: new Date("2026-11-23T01:00:00Z"),
  start: new Date("2026-11-24T06:00:00Z"),
  end: new Date("2026-11-24T08:00:00Z"),
  status: "CONFIRMED",
  summary: "场发射扫描电镜",
  location: "",
  description: "",
} as const;

/** Anything that PostgreSQL keeps as text, the hard parts often. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("扫描电镜", "😀", "\n", "\r\n", "\t", ",;:\\", "\u0007", '"', "é"),
    ),
  )
  .map((parts) => parts.join("").replaceAll("\0", ""));

describe("a calendar file", () => {
  it("folds its lines at 75 octets, never inside a character, and ends each with CRLF", () => {
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const bytes = Buffer.from(writeCalendar("科享", [{ ...event, summary, description }]));
        const lines = bytes.toString("latin1").split("\r\n");
        expect(lines.pop(), "the last line has no end").toBe("");
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          // Decoded alone: a character cut in two would fail.
          new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(line, "latin1"));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives another program back what was written, and lets no text add a line of its own", () => {
    fc.assert(
      fc.property(text, (summary) => {
        const written = writeCalendar("科享", [{ ...event, summary }]);
        const root = new ICAL.Component(ICAL.parse(written));
        const [found] = root.getAllSubcomponents("vevent");
        const expected = summary
          .replaceAll("\r\n", "\n")
          .replace(/\p{Cc}/gu, (c) => ("\n\t".includes(c) ? c : ""));
        expect(found?.getFirstPropertyValue("summary") ?? "").toBe(expected);
        expect(root.getAllSubcomponents()).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it("says when, since when, in which state and which revision, the same each time", () => {
    const written = writeCalendar("科享", [{ ...event, url: "https://kexiang.test/bookings/1" }]);
    for (const line of [
      "DTSTART:20261124T060000Z",
      "DTEND:20261124T080000Z",
      "DTSTAMP:20261123T010000Z",
      "LAST-MODIFIED:20261123T010000Z",
      "SEQUENCE:2",
      "STATUS:CONFIRMED",
      "UID:booking-1@kexiang.test",
    ])
      expect(written.split("\r\n")).toContain(line);
    expect(writeCalendar("科享", [{ ...event, url: "https://kexiang.test/bookings/1" }])).toBe(written);
  });
});

describe("a booking in a calendar", () => {
  it.each(bookingStates)("has a status when it is %s", (state) => {
    const expected = {
      held: "TENTATIVE",
      pending: "TENTATIVE",
      confirmed: "CONFIRMED",
      in_use: "CONFIRMED",
      completed: "CONFIRMED",
      rejected: "CANCELLED",
      cancelled: "CANCELLED",
      expired: "CANCELLED",
      no_show: "CANCELLED",
    }[state];
    expect(statusOf(state)).toBe(expected);
  });

  it("shows what the clock has decided before anybody has written it down", () => {
    const deadline = new Date("2026-11-24T06:30:00Z");
    const row = { state: "pending", version: 3, deadline, changedAt: new Date("2026-11-23T00:00:00Z") };
    expect(revisionOf(row, new Date(deadline.getTime() - 1))).toMatchObject({
      status: "TENTATIVE",
      sequence: 2,
    });
    const after = revisionOf(row, deadline);
    expect(after).toMatchObject({ state: effectiveState(row, deadline), status: "CANCELLED", sequence: 3 });
    expect(after.changedAt).toEqual(deadline);
    // Written down, it says the same.
    const written = { ...row, state: "expired", version: 4, deadline: null, changedAt: deadline };
    expect(revisionOf(written, deadline)).toEqual(after);
  });

  it("stays for thirty days after it was given up", () => {
    const at = new Date("2026-11-24T00:00:00Z");
    expect(isShown("CANCELLED", at, new Date(at.getTime() + cancelledMs))).toBe(true);
    expect(isShown("CANCELLED", at, new Date(at.getTime() + cancelledMs + 1))).toBe(false);
    expect(isShown("CONFIRMED", at, new Date(at.getTime() + cancelledMs + 1))).toBe(true);
  });
});
