import { describe, expect, test } from "vitest";
import { lifecycleSteps } from "#app/components/lifecycle.ts";

const table = {
  initial: ["held"],
  states: ["held", "pending", "confirmed", "completed", "cancelled"],
  transitions: [
    { name: "submit", from: ["held"], to: "pending" },
    { name: "approve", from: ["pending"], to: "confirmed" },
    { name: "complete", from: ["confirmed"], to: "completed" },
    { name: "cancel", from: ["held", "pending", "confirmed"], to: "cancelled" },
  ],
};
const entry = (toState: string | null, day: number) => ({
  toState,
  at: `2026-11-0${day}T00:00:00Z`,
  actorName: `person ${day}`,
});
const short = (steps: ReturnType<typeof lifecycleSteps>) =>
  steps.map(({ state, phase }) => `${state} ${phase}`);

describe("the line of a lifecycle", () => {
  test("shows what happened and the usual way on", () => {
    const steps = lifecycleSteps(table, [entry("held", 1), entry("pending", 2)], "pending");
    expect(short(steps)).toEqual(["held past", "pending current", "confirmed ahead", "completed ahead"]);
    expect(steps[1]).toMatchObject({ at: "2026-11-02T00:00:00Z", by: "person 2" });
  });

  test("ends where nothing leads on", () => {
    const steps = lifecycleSteps(table, [entry("held", 1), entry("cancelled", 2)], "cancelled");
    expect(short(steps)).toEqual(["held past", "cancelled current"]);
  });

  test("leaves out entries that are no step, and repeats", () => {
    const steps = lifecycleSteps(
      table,
      [entry("held", 1), entry(null, 2), entry("held", 3), entry("elsewhere", 4)],
      "held",
    );
    expect(short(steps)).toEqual(["held current", "pending ahead", "confirmed ahead", "completed ahead"]);
  });

  test("trusts the state over a log that has not got there", () => {
    expect(short(lifecycleSteps(table, [], "confirmed"))).toEqual(["confirmed current", "completed ahead"]);
  });
});
