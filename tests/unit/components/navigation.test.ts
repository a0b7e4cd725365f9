import { describe, expect, test } from "vitest";
import { isCurrent, navigationFor } from "#app/components/navigation.ts";

const labels = (person: Parameters<typeof navigationFor>[0]) =>
  navigationFor(person).map(({ label }) => label);
const market = ["facilities", "technologies", "services", "demands"];

describe("main navigation", () => {
  test("a visitor sees the market only", () => {
    expect(labels({ member: false, roles: [] })).toEqual(market);
  });

  test("a member also has bookings, contracts and the organisation", () => {
    expect(labels({ member: true, roles: ["member"] })).toEqual([
      ...market,
      "bookings",
      "contracts",
      "organization",
    ]);
  });

  test("a regulator has the desk", () => {
    expect(labels({ member: true, roles: ["officer"] })).toContain("oversight");
    expect(labels({ member: true, roles: ["owner"] })).not.toContain("oversight");
  });
});

describe("where the reader is", () => {
  const [facilities] = navigationFor({ member: false, roles: [] });
  const bookings = navigationFor({ member: true, roles: [] }).find(({ label }) => label === "bookings");
  if (!facilities || !bookings) throw new Error("navigation lost an item");

  test("the search for a kind belongs to it", () => {
    expect(isCurrent(facilities, "/", "?kind=facility&q=x")).toBe(true);
    expect(isCurrent(facilities, "/", "?kind=demand")).toBe(false);
    expect(isCurrent(bookings, "/", "?kind=facility")).toBe(false);
  });

  test("pages below belong to it, neighbours of similar name do not", () => {
    expect(isCurrent(bookings, "/bookings/1", "")).toBe(true);
    expect(isCurrent(bookings, "/bookingsx", "")).toBe(false);
  });
});
