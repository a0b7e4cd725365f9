import { describe, expect, it } from "vitest";
import { differences, isMaterial } from "#app/domain/catalog/diff.ts";
import { readCursor, writeCursor } from "#app/domain/catalog/cursor.ts";
import { calendarDay, endOfDay } from "#app/domain/catalog/days.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { isListingStep } from "#app/domain/catalog/take-step.server.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";

const listing = {
  titleZh: "甲",
  keywords: ["a"],
  facility: { maker: "Zeiss", contactPhone: "1", interchange: { Photo: "x" }, worth: null },
  prices: [{ item: "成像", amount: 1, costBreakdown: { labour: 1, energy: 2 } }],
};

describe("differences", () => {
  it("name the fields, lists as one, and nothing that only looks different", () => {
    expect(differences(listing, structuredClone(listing))).toEqual([]);
    expect(differences(listing, JSON.parse(JSON.stringify(listing)))).toEqual([]);
    const turned = {
      ...listing,
      prices: [{ costBreakdown: { energy: 2, labour: 1 }, amount: 1, item: "成像" }],
    };
    expect(differences(listing, turned)).toEqual([]);
    expect(
      differences(listing, {
        ...listing,
        facility: { ...listing.facility, worth: undefined, interchange: {} },
      }),
    ).toEqual([]);
    const changed = {
      ...listing,
      titleZh: "乙",
      facility: { ...listing.facility, maker: "JEOL" },
      prices: [],
    };
    expect(differences(listing, changed)).toEqual([
      { path: "titleZh", before: "甲", after: "乙" },
      { path: "facility.maker", before: "Zeiss", after: "JEOL" },
      { path: "prices", before: listing.prices, after: [] },
    ]);
  });

  it("tell what a moderator has to look at", () => {
    const found = (path: string) => isMaterial([{ path, before: 1, after: 2 }]);
    expect(["openings", "facility.contactPhone", "keywords"].map(found)).toEqual([false, false, false]);
    expect(["titleZh", "prices", "technology.legalStatus", "facility.fundingSources"].map(found)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

describe("lifecycles", () => {
  it.each(listingKinds)("of a %s give every state but the last ones somebody whose turn it is", (kind) => {
    const { states, owners } = listingProcesses[kind];
    expect(states.filter((state) => owners[state] === undefined)).toEqual(["published", "withdrawn"]);
    expect(states.includes("public_notice")).toBe(kind === "technology");
  });

  it("have a command behind every transition that a person may take", () => {
    for (const kind of listingKinds) {
      const steps = listingProcesses[kind].transitions.filter(({ by }) => !by.includes("timer"));
      expect(steps.filter(({ name }) => !isListingStep(name))).toEqual([]);
    }
  });
});

describe("days and cursors", () => {
  it("end where the platform's days end", () => {
    expect(calendarDay(new Date("2026-11-24T16:00:00Z"))).toBe("2026-11-25");
    expect(endOfDay(new Date("2026-11-24T15:59:59Z"), 15).toISOString()).toBe("2026-12-09T16:00:00.000Z");
    expect(endOfDay(new Date("2026-11-24T16:00:00Z"), 15).toISOString()).toBe("2026-12-10T16:00:00.000Z");
  });

  it("survive the address bar, and nonsense is the first page", () => {
    const cursor = { at: new Date("2026-11-24T02:00:00.123Z"), id: "01a20d96-6070-757d-89fd-0c18e7823cc6" };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    for (const bad of [null, "", "x", "1_2", "_", `99999999999999999_${cursor.id}`, "1_' or 1=1"])
      expect(readCursor(bad)).toBeUndefined();
  });
});
