import { describe, expect, it } from "vitest";
import { reviewActual } from "#app/domain/booking/use-policy.ts";

const at = (time: string) => new Date(`2026-11-24T${time}+08:00`);

describe("the actual times of a use", () => {
  it.each([
    ["within what was agreed", "10:05:00", "11:00:00", []],
    ["in the minute in which it was agreed", "10:00:00", "11:00:00", []],
    ["from before it was agreed", "09:59:00", "11:00:00", ["before_agreed"]],
    ["backwards", "11:00:00", "10:30:00", ["end_before_start"]],
    ["without length", "11:00:00", "11:00:00", ["end_before_start"]],
    ["beyond now", "10:30:00", "12:00:01", ["in_future"]],
  ] as const)("%s", (_, from, to, codes) => {
    const found = reviewActual({ from: at(from), to: at(to) }, at("10:00:30"), at("12:00:00"));
    expect(found.map(({ code }) => code)).toEqual(codes);
  });
});
