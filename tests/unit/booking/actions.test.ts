import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { visitor } from "#app/domain/context.ts";
import { actionsFor } from "#app/domain/booking/actions.ts";
import { effectiveState } from "#app/domain/booking/states.ts";
import { integrityGrade, usageScore } from "#app/domain/credit/usage-rules.ts";
import type { Role } from "#db/schema/vocabulary.ts";

const member = (organizationId: string, roles: Role[], userId = `user of ${organizationId}`): Actor => ({
  ...visitor("test"),
  user: { id: userId, name: "", email: "" },
  organization: {
    id: organizationId,
    uscc: "",
    nameZh: "",
    nameEn: "",
    regionCode: "330106",
    verified: true,
  },
  roles,
  via: "session",
});

const sme = member("sme", ["member"]);
const staff = member("university", ["facility_manager"]);
const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`);

const row = (state: string, change = {}) => ({
  id: "b",
  version: 1,
  state,
  deadline: null,
  organizationId: "sme",
  providerId: "university",
  userId: "user of sme",
  startsAt: at("14:00"),
  endsAt: at("16:00"),
  checkedOutAt: null,
  ...change,
});

const names = (actor: Actor, booking: ReturnType<typeof row>, now: Date) =>
  actionsFor(actor, booking, now).map(({ name }) => name);

describe("what may be done with a booking", () => {
  it.each([
    ["the booker of a request", sme, "pending", "09:00", ["cancel", "reschedule", "transfer"]],
    ["the provider of a request", staff, "pending", "09:00", ["approve", "reject", "reschedule", "transfer"]],
    ["the booker well before", sme, "confirmed", "09:00", ["cancel", "extend", "reschedule", "transfer"]],
    [
      "the booker at the door",
      sme,
      "confirmed",
      "13:50",
      ["check-in", "cancel", "extend", "reschedule", "transfer"],
    ],
    [
      "the provider after the start",
      staff,
      "confirmed",
      "14:10",
      ["check-in", "complete", "cancel", "no-show", "extend", "transfer"],
    ],
    ["the booker of a running use", sme, "in_use", "15:00", ["check-out", "extend", "transfer"]],
    ["the provider of a running use", staff, "in_use", "17:00", ["complete", "check-out", "cancel"]],
    ["the provider of a no-show", staff, "no_show", "17:00", ["complete"]],
    ["the booker of a held slot", sme, "held", "09:00", ["confirm", "cancel", "reschedule", "transfer"]],
    ["the booker, once it is over", sme, "completed", "17:00", []],
    ["the provider, once it is over", staff, "completed", "17:00", ["correct"]],
    ["a stranger", member("other", ["owner"]), "pending", "09:00", []],
    ["a colleague without a role for it", member("sme", ["officer"]), "confirmed", "09:00", []],
  ] as const)("by %s", (_, actor, state, time, expected) => {
    expect(names(actor, row(state), at(time)).toSorted()).toEqual([...expected].toSorted());
  });

  it("follows the clock, not the row: nothing can be approved that has run out", () => {
    const late = row("pending", { deadline: at("12:00") });
    expect(names(staff, late, at("12:00"))).toEqual([]);
    expect(names(staff, late, at("11:59"))).toContain("approve");
  });

  it("lets somebody on both sides cancel their own as a booker and others' as the provider", () => {
    const own = row("confirmed", { organizationId: "university", userId: "user of university" });
    const inputs = (booking: ReturnType<typeof row>) =>
      actionsFor(staff, booking, at("09:00")).find(({ name }) => name === "cancel")?.inputs;
    expect(inputs(own)?.safeParse({}).success).toBe(true);
    expect(inputs({ ...own, userId: "somebody else" })?.safeParse({}).success).toBe(false);
  });
});

describe("the state by the clock", () => {
  it.each([
    ["held", "expired"],
    ["pending", "expired"],
    ["confirmed", "no_show"],
    ["in_use", "in_use"],
    ["completed", "completed"],
  ])("%s becomes %s when its time has run out", (state, then) => {
    expect(effectiveState({ state, deadline: at("12:00") }, at("11:59"))).toBe(state);
    expect(effectiveState({ state, deadline: at("12:00") }, at("12:00"))).toBe(then);
    expect(effectiveState({ state, deadline: null }, at("12:00"))).toBe(state);
  });
});

describe("credit", () => {
  it("keeps the score between 0 and 100", () => {
    expect([5, 0, -15, -200].map(usageScore)).toEqual([100, 100, 85, 0]);
  });

  it("grades by absolute conditions, the worst first", () => {
    expect([[], ["general"], ["general", "serious"]].map((found) => integrityGrade(found))).toEqual([
      "A",
      "C",
      "D",
    ]);
  });
});
