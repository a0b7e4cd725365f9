import { describe, expect, it } from "vitest";
import { systemActor, visitor } from "#app/domain/context.ts";
import { allowedTransitions, defineProcess, partiesOf } from "#app/domain/process.ts";

const door = {
  entity: "door",
  initial: ["shut"],
  states: ["shut", "open", "sealed"],
  parties: {
    keeper: { action: "facility.edit", organization: "organizationId" },
    warden: { action: "listing.moderate", region: "regionCode" },
    clock: "timer",
  },
  owners: { shut: "keeper" },
  transitions: [
    { name: "open", from: ["shut"], to: "open", by: ["keeper"] },
    { name: "shut", from: ["open"], to: "shut", by: ["keeper", "warden"] },
    { name: "seal", from: ["shut"], to: "sealed", by: ["clock"], after: "deadline" },
  ],
} as const;

const organization = { id: "org-1", uscc: "", nameZh: "", nameEn: "", regionCode: "330106", verified: true };
const keeper = { ...visitor("r"), organization, roles: ["facility_manager"] as const };
const warden = { ...visitor("r"), roles: ["officer"] as const, regionPrefixes: ["3301"] };
const row = { id: "d", state: "shut", version: 1, organizationId: "org-1", regionCode: "330106" };

describe("defineProcess", () => {
  it("accepts a table in which every state can be reached", () => {
    expect(defineProcess(door).transitions).toHaveLength(3);
  });

  it("refuses a state that nothing leads to", () => {
    expect(() => defineProcess({ ...door, states: [...door.states, "burnt"] })).toThrow("unreachable burnt");
  });

  it("refuses a timer without a clock and a clock without a timer", () => {
    const untimed = { name: "rust", from: ["shut"], to: "sealed", by: ["clock"] } as const;
    expect(() => defineProcess({ ...door, transitions: [...door.transitions, untimed] })).toThrow("timer");
    const timed = { name: "rust", from: ["shut"], to: "sealed", by: ["keeper"], after: "deadline" } as const;
    expect(() => defineProcess({ ...door, transitions: [...door.transitions, timed] })).toThrow("timer");
  });

  it("refuses a name that occurs twice", () => {
    expect(() => defineProcess({ ...door, transitions: [...door.transitions, door.transitions[0]] })).toThrow(
      "twice",
    );
  });
});

describe("parties", () => {
  const process = defineProcess(door);

  it("come from the organisation or region that the row names", () => {
    expect(partiesOf(process, keeper, row)).toEqual(["keeper"]);
    expect(partiesOf(process, warden, row)).toEqual(["warden"]);
    expect(partiesOf(process, keeper, { ...row, organizationId: "org-2" })).toEqual([]);
    expect(partiesOf(process, warden, { ...row, regionCode: "330201" })).toEqual([]);
    expect(partiesOf(process, visitor("r"), row)).toEqual([]);
    expect(partiesOf(process, systemActor("r"), row)).toEqual(["clock"]);
  });

  it("decide which transitions are offered from where the row stands", () => {
    const names = (actor: Parameters<typeof partiesOf>[1], state: string) =>
      allowedTransitions(process, actor, { ...row, state }).map(({ name }) => name);
    expect(names(keeper, "shut")).toEqual(["open"]);
    expect(names(keeper, "open")).toEqual(["shut"]);
    expect(names(warden, "open")).toEqual(["shut"]);
    expect(names(warden, "shut")).toEqual([]);
    expect(names(systemActor("r"), "shut")).toEqual(["seal"]);
    expect(names(keeper, "sealed")).toEqual([]);
  });
});
