import { describe, expect, it } from "vitest";
import { calendarOf } from "#db/seed/build/calendar.ts";
import { userRows } from "#db/seed/build/identity.ts";
import { calendarRows, catalogRows } from "#db/seed/build/market.ts";
import { governmentPaid, priceRows } from "#db/seed/build/parts.ts";
import { demands } from "#db/seed/demands/index.ts";
import { facilities } from "#db/seed/facilities/index.ts";
import { organizations } from "#db/seed/organizations/index.ts";
import { fields } from "#db/seed/reference/fields.ts";
import { regions } from "#db/seed/reference/regions.ts";
import { services } from "#db/seed/services/index.ts";
import { technologies } from "#db/seed/technologies/index.ts";
import { demandWays, listingStates, organizationKinds, serviceCategories } from "#db/schema/vocabulary.ts";

/** A weekday, a Sunday and the middle of a holiday: the market must hold together whenever it is loaded. */
const days = ["2026-11-24T04:20:00Z", "2026-12-06T15:59:00Z", "2026-10-03T23:30:00Z"].map(
  (text) => new Date(text),
);
const calendar = calendarOf(new Date("2026-11-24T04:20:00Z"));
const all = [...facilities, ...technologies, ...services, ...demands];
const published = <T extends { state?: string }>(list: readonly T[]) =>
  list.filter(({ state = "published" }) => state === "published");

describe("the demonstration market", () => {
  it("is as large as promised", () => {
    expect(organizations.length).toBeGreaterThanOrEqual(14);
    expect(published(facilities).length).toBeGreaterThanOrEqual(60);
    expect(technologies.length).toBeGreaterThanOrEqual(60);
    expect(published(services).length).toBeGreaterThanOrEqual(30);
    expect(published(demands).length).toBeGreaterThanOrEqual(40);
  });

  it("has organisations of all kinds in all eleven cities", () => {
    const kinds = new Set<string>(organizations.map(({ kind }) => kind));
    expect(organizationKinds.filter((kind) => kind !== "other" && !kinds.has(kind))).toEqual([]);
    expect(new Set(organizations.map(({ region }) => region.slice(0, 4))).size).toBe(11);
  });

  it("has every state, service category and way of a demand", () => {
    const states = new Set<string>(all.map(({ state = "published" }) => state));
    expect(listingStates.filter((state) => state !== "withdrawn" && !states.has(state))).toEqual([]);
    const categories = new Set<string>(services.map(({ category }) => category));
    expect(serviceCategories.filter((category) => !categories.has(category))).toEqual([]);
    const ways = new Set<string>(demands.flatMap((demand) => demand.ways));
    expect(demandWays.filter((way) => !ways.has(way))).toEqual([]);
  });

  it("lets somebody in Hangzhou choose among six scanning electron microscopes", () => {
    const found = published(facilities).filter(({ org, region, classCode }) => {
      const at = region ?? organizations.find(({ key }) => key === org)?.region ?? "";
      return classCode === "010102" && at.startsWith("3301");
    });
    expect(found.length).toBeGreaterThanOrEqual(6);
  });

  it("says everything in both languages, within the lengths that can be reported upward", () => {
    for (const { key, title, summary, keywords, fields: codes } of all) {
      expect(title.every(Boolean) && summary.every(Boolean), key).toBe(true);
      expect(summary[0].split("。").length, `${key}: sentences`).toBeGreaterThanOrEqual(3);
      expect(/[一-鿿]/.test(title[1] + summary[1]), `${key}: Chinese in the English`).toBe(false);
      expect(keywords.length, key).toBeGreaterThanOrEqual(1);
      expect(keywords.length, key).toBeLessThanOrEqual(5);
      expect(codes.length, key).toBeLessThanOrEqual(4);
      expect(
        codes.every((code) => fields.some((field) => field.code === code)),
        `${key}: field`,
      ).toBe(true);
    }
    for (const { key, technical, functions, content, requirement } of facilities) {
      expect(technical.length <= 500 && functions.length <= 300, key).toBe(true);
      expect(content.length <= 200 && requirement.length <= 500, key).toBe(true);
    }
  });

  it("has quantified targets in every demand", () => {
    expect(
      demands.filter(({ target }) => (target.match(/\d/g) ?? []).length < 3).map(({ key }) => key),
    ).toEqual([]);
    expect(demands.filter(({ confidential }) => confidential).length).toBeGreaterThanOrEqual(4);
  });

  it("names no real mailbox", () => {
    const { facilities: rows } = catalogRows(calendar);
    const addresses = [
      ...rows.map((row) => row.contactEmail),
      ...userRows(calendar, "").map((row) => row.email),
    ];
    expect(addresses.filter((address) => !/@([a-z]+\.example\.org|demo\.test)$/.test(address ?? ""))).toEqual(
      [],
    );
  });
});

describe("prices", () => {
  it("of facilities that government paid for do not exceed their cost, management at most a fifth", () => {
    const paid = facilities.filter(governmentPaid);
    expect(paid.length).toBeGreaterThan(20);
    for (const seed of paid) {
      for (const { item, userClass, amount, costBreakdown } of priceRows("facility", seed, true, calendar)) {
        const sum = Object.values(costBreakdown ?? {}).reduce((total, cost) => total + cost, 0);
        expect(amount, `${seed.key} ${item} ${userClass}`).toBeLessThanOrEqual(sum);
        expect(costBreakdown?.management ?? 0).toBeLessThanOrEqual(sum / 5);
        expect(Math.min(...Object.values(costBreakdown ?? {}))).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("never rise from enterprise to academic to internal users", () => {
    for (const { key, prices } of [...facilities, ...services]) {
      for (const { yuan } of prices) {
        const asked = yuan.filter((amount) => amount !== null);
        expect(asked, key).toEqual(asked.toSorted((a, b) => a - b));
      }
    }
  });
});

describe.each(days)("the calendars, loaded on %s", (now) => {
  const at = calendarOf(now);
  const rows = calendarRows(at);

  it("hold the promised bookings, past and to come", () => {
    expect(rows.bookings.filter(({ startsAt }) => startsAt > now).length).toBeGreaterThanOrEqual(60);
    expect(rows.bookings.filter(({ endsAt }) => endsAt <= now).length).toBeGreaterThanOrEqual(150);
    const states = new Set(rows.bookings.map(({ state }) => state));
    for (const state of ["pending", "confirmed", "in_use", "completed", "cancelled", "no_show", "rejected"]) {
      expect(states, state).toContain(state);
    }
  });

  it("never give one unit to two at once, buffers included", () => {
    const byUnit = Map.groupBy(rows.slots, ({ unitId }) => unitId);
    for (const slots of byUnit.values()) {
      const sorted = slots
        .map(({ blocked }) => blocked)
        .toSorted((a, b) => a.start.getTime() - b.start.getTime());
      sorted.slice(1).forEach((blocked, i) => {
        expect(blocked.start.getTime()).toBeGreaterThanOrEqual(sorted[i]?.end.getTime() ?? 0);
      });
    }
  });

  it("tell nothing that has not happened yet", () => {
    const instants = rows.bookings.flatMap(({ createdAt, stateSince, checkedInAt, checkedOutAt, endedAt }) =>
      [createdAt, stateSince, checkedInAt, checkedOutAt, endedAt].filter(
        (instant) => instant instanceof Date,
      ),
    );
    expect(instants.filter((instant) => instant > now)).toEqual([]);
    expect(rows.audit.filter((entry) => entry.at > now)).toEqual([]);
    expect(rows.usage.filter(({ evaluatedAt }) => evaluatedAt && evaluatedAt > now)).toEqual([]);
  });

  it("hold nothing that was asked for before it was listed", () => {
    const listed = new Map(catalogRows(at).listings.map(({ id, publishedAt }) => [id, publishedAt]));
    const early = [...rows.bookings, ...rows.sampleOrders].filter(
      ({ facilityId, createdAt }) => (listed.get(facilityId) ?? now) > (createdAt ?? now),
    );
    expect(early.map(({ facilityId, createdAt }) => [facilityId, createdAt])).toEqual([]);
  });

  it("have a record of use for every completed booking or order of samples and for no other", () => {
    const completed = (list: readonly { id?: string; state?: string }[]) =>
      list.filter(({ state }) => state === "completed").map(({ id }) => id);
    const of = (key: "bookingId" | "sampleOrderId") =>
      rows.usage.flatMap((record) => record[key] ?? []).toSorted();
    expect(of("bookingId")).toEqual(completed(rows.bookings).toSorted());
    expect(of("sampleOrderId")).toEqual(completed(rows.sampleOrders).toSorted());
    expect(rows.usage.length).toBe(of("bookingId").length + of("sampleOrderId").length);
  });
});

describe("determinism", () => {
  it("gives the same rows for the same day", () => {
    expect(calendarRows(calendar)).toEqual(calendarRows(calendar));
  });

  it("gives the same listings with the same ids on another day", () => {
    const other = catalogRows(calendarOf(new Date("2027-03-01T00:00:00Z")));
    const identity = ({ listings }: ReturnType<typeof catalogRows>) =>
      listings.map(({ id, titleZh, state }) => [id, titleZh, state]);
    expect(identity(other)).toEqual(identity(catalogRows(calendar)));
  });

  it("gives every row an id of its own, shaped like UUID version 7", () => {
    const catalog = catalogRows(calendar);
    const times = calendarRows(calendar);
    for (const rows of [
      catalog.listings,
      catalog.units,
      catalog.openings,
      catalog.prices,
      times.bookings,
      times.slots,
      times.notices,
    ]) {
      const ids = rows.map(({ id }) => id ?? "");
      expect(new Set(ids).size).toBe(ids.length);
      expect(
        ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
      ).toEqual([]);
    }
  });

  it("refers only to regions that exist", () => {
    const known = new Set(regions.map(({ code }) => code));
    expect(catalogRows(calendar).listings.filter(({ regionCode }) => !known.has(regionCode))).toEqual([]);
  });
});
