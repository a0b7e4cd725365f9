import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  daysAfter,
  endOf,
  type Holding,
  holdingState,
  isReminderDue,
  missingOf,
  operatesThemselves,
  qualificationReasons,
} from "#app/domain/qualification/policy.ts";
import { sessionForm } from "#app/domain/qualification/inputs.ts";

const granted = new Date("2026-01-01T00:00:00Z");
const held: Holding = {
  grantedAt: granted,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  unusedDays: null,
};
const dayN = (days: number) => daysAfter(granted, days);

describe("a qualification", () => {
  it("without an end is in force for good", () => {
    expect(endOf(held)).toBeNull();
    expect(holdingState(held, dayN(9999))).toBe("in_force");
  });

  it("ends by its date, by disuse, by revocation", () => {
    expect(holdingState({ ...held, expiresAt: dayN(10) }, dayN(10))).toBe("expired");
    expect(holdingState({ ...held, unusedDays: 10 }, dayN(10))).toBe("unused");
    expect(holdingState({ ...held, unusedDays: 10, lastUsedAt: dayN(9) }, dayN(10))).toBe("in_force");
    expect(holdingState({ ...held, revokedAt: dayN(3) }, dayN(2))).toBe("in_force");
    expect(holdingState({ ...held, revokedAt: dayN(3) }, dayN(3))).toBe("revoked");
  });

  it("is in force exactly until the end it names", () => {
    const days = fc.option(fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(days, days, days, fc.nat(800), (valid, unusedDays, used, asked) => {
        const one = {
          ...held,
          unusedDays,
          expiresAt: valid === null ? null : dayN(valid),
          lastUsedAt: used === null ? null : dayN(used),
        };
        const end = endOf(one);
        const inForce = holdingState(one, dayN(asked)) === "in_force";
        expect(inForce).toBe(end === null || dayN(asked) < end);
      }),
    );
  });
});

describe("what a facility asks for", () => {
  const sem = { typeId: "t1", nameZh: "扫描电镜", nameEn: "" };
  const laser = { typeId: "t2", nameZh: "激光安全", nameEn: "Laser safety" };

  it("is missing by name, with what became of an earlier one", () => {
    const required = [
      { ...sem, held: [] },
      {
        ...laser,
        held: [
          { ...held, expiresAt: dayN(5) },
          { ...held, revokedAt: dayN(1) },
        ],
      },
    ];
    expect(missingOf(required, dayN(9))).toEqual([
      { ...sem, had: null },
      { ...laser, had: "expired" },
    ]);
    expect(missingOf([{ ...sem, held: [{ ...held, expiresAt: dayN(5) }, held] }], dayN(9))).toEqual([]);
  });

  it("is asked of those who operate it themselves, and staff may set it aside", () => {
    const missing = [{ ...sem, had: null }];
    expect(["self_use", "remote", "assisted", "commissioned"].filter(operatesThemselves)).toEqual([
      "self_use",
      "remote",
    ]);
    expect(qualificationReasons("assisted", missing)).toEqual([]);
    expect(qualificationReasons("self_use", missing)).toEqual([
      {
        rule: "qualification",
        overridable: true,
        params: { typeId: "t1", nameZh: "扫描电镜", nameEn: "扫描电镜" },
      },
    ]);
  });
});

describe("the reminder", () => {
  const ending = { ...held, expiresAt: dayN(100), remindedAt: null };

  it("is due once, in the last days and not later", () => {
    expect(isReminderDue(ending, dayN(69), 30)).toBe(false);
    expect(isReminderDue(ending, dayN(70), 30)).toBe(true);
    expect(isReminderDue({ ...ending, remindedAt: dayN(70) }, dayN(71), 30)).toBe(false);
    expect(isReminderDue(ending, dayN(100), 30)).toBe(false);
    expect(isReminderDue({ ...held, remindedAt: null }, dayN(70), 30)).toBe(false);
  });
});

describe("a session's form", () => {
  const form = { place: "Lab 2", seats: "4", starts: "2026-10-25 09:00", ends: "2026-10-25 11:00" };

  it("reads local times in their zone, also on the day the clocks change", () => {
    const read = sessionForm.parse({ ...form, timezone: "Europe/London" });
    expect(read.startsAt.toISOString()).toBe("2026-10-25T09:00:00.000Z");
    expect(sessionForm.parse({ ...form, timezone: "Asia/Shanghai" }).startsAt.toISOString()).toBe(
      "2026-10-25T01:00:00.000Z",
    );
  });

  it("asks which is meant where the clocks show a time twice", () => {
    const night = {
      ...form,
      starts: "2026-10-25 01:30",
      ends: "2026-10-25 02:00",
      timezone: "Europe/London",
    };
    const issues = (more = {}) => sessionForm.safeParse({ ...night, ...more }).error?.issues;
    const asked = [{ message: "shown_twice", path: ["startsMeant"] }];
    expect(issues()).toMatchObject(asked);
    expect(issues({ startsMeant: "2026-10-25 01:00 +00:00" }), "chosen for another time").toMatchObject(
      asked,
    );
    expect(issues({ starts: "2026-10-25 00:30", ends: "2026-10-25 01:00" })).toMatchObject([
      { message: "shown_twice", path: ["endsMeant"] },
    ]);
    const starts = (startsMeant: string) =>
      sessionForm.parse({ ...night, startsMeant }).startsAt.toISOString();
    expect(starts("2026-10-25 01:30 +01:00")).toBe("2026-10-25T00:30:00.000Z");
    expect(starts("2026-10-25 01:30 +00:00")).toBe("2026-10-25T01:30:00.000Z");
    expect(issues({ starts: "2026-10-25 01:30 +00:00" })).toBeUndefined();
  });

  it("says what is wrong where it is wrong", () => {
    const wrong = sessionForm.safeParse({ ...form, ends: "2026-10-25 08:00", timezone: "Asia/Shanghai" });
    expect(wrong.error?.issues).toMatchObject([{ message: "end_before_start", path: ["ends"] }]);
    const nowhere = sessionForm.safeParse({ ...form, timezone: "Mars/Olympus" });
    expect(nowhere.error?.issues).toMatchObject([{ message: "timezone", path: ["timezone"] }]);
    const never = sessionForm.safeParse({ ...form, starts: "2026-02-30 09:00", timezone: "Asia/Shanghai" });
    expect(never.error?.issues).toMatchObject([{ message: "local_time", path: ["starts"] }]);
  });
});
