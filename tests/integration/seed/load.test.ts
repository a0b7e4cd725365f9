import { verify } from "@node-rs/argon2";
import { and, count, eq, getTableName, inArray, isNotNull, ne, notInArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { priceRows } from "#app/domain/booking/facility.server.ts";
import type { BookableFacility } from "#app/domain/booking/bookable-facility.ts";
import { loadFacility } from "#app/domain/booking/known-facility.server.ts";
import { reviewWish, showUpBy, userClassOf } from "#app/domain/booking/policy.ts";
import { priceOf } from "#app/domain/booking/price.ts";
import { differences } from "#app/domain/catalog/diff.ts";
import { loadFacts } from "#app/domain/catalog/facts.server.ts";
import { needsPublicNotice, publishingReasons } from "#app/domain/catalog/policy.ts";
import { loadSnapshot } from "#app/domain/catalog/snapshot.server.ts";
import { isDeserved } from "#app/domain/conduct/count.server.ts";
import { creditCodeFault, kindOfCreditCode } from "#app/domain/identity/credit-code.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { loadDemoMarket, loadReferenceData } from "#db/seed/index.ts";
import * as schema from "#db/schema/index.ts";
import { type TestDatabase, testDatabase } from "#tests/support/database.ts";

const now = new Date("2026-11-24T04:20:00Z");

let market: TestDatabase;

beforeAll(async () => {
  market = await testDatabase();
  await loadReferenceData(market.db);
  await loadDemoMarket(market.db, { now });
});

afterAll(() => market.close());

const tables = [
  schema.organization,
  schema.appUser,
  schema.membership,
  schema.listing,
  schema.listingVersion,
  schema.review,
  schema.price,
  schema.booking,
  schema.slot,
  schema.usageRecord,
  schema.creditEvent,
  schema.auditEntry,
  schema.notice,
  schema.parameter,
  schema.region,
  schema.field,
  schema.holiday,
];

async function sizes(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await market.db.select({ n: count() }).from(table);
    found[getTableName(table)] = row?.n ?? 0;
  }
  return found;
}

describe("loading", () => {
  it("a second time changes nothing, not even on a later day", async () => {
    const before = await sizes();
    expect(Math.min(...Object.values(before))).toBeGreaterThan(0);
    await loadReferenceData(market.db);
    await loadDemoMarket(market.db, { now: new Date("2027-02-01T00:00:00Z") });
    expect(await sizes()).toEqual(before);
  });

  it("leaves a parameter alone that somebody has changed", async () => {
    const mine = eq(schema.parameter.name, "moderation_working_days");
    await market.db.update(schema.parameter).set({ value: 9 }).where(mine);
    await loadReferenceData(market.db);
    const rows = await market.db.select({ value: schema.parameter.value }).from(schema.parameter).where(mine);
    expect(rows).toEqual([{ value: 9 }]);
  });

  it("has every consequence of violations, each drawn from what stands", async () => {
    const blocks = await market.db.select().from(schema.facilityBlock);
    const seen = new Set(blocks.map(({ level, state }) => `${level} ${state}`));
    const expected = [
      "warning proposed",
      "warning in_force",
      "short proposed",
      "short in_force",
      "short lifted",
    ];
    expect([...seen]).toEqual(expect.arrayContaining(expected));
    for (const block of blocks) expect(await isDeserved(market.db, block, now), block.id).toBe(true);
  });

  it("opens every demonstration account with the one password", async () => {
    const rows = await market.db.select().from(schema.appUser);
    const expected = ["sme", "provider", "tto", "officer", "adjudicator", "auditor", "city", "operator"];
    expect(rows.map(({ email }) => email)).toEqual(
      expect.arrayContaining(expected.map((name) => `${name}@demo.test`)),
    );
    const hashes = [...new Set(rows.map(({ passwordHash }) => passwordHash))];
    expect(hashes).toHaveLength(1);
    expect(await verify(hashes[0] ?? "", "kexiang-demo")).toBe(true);
  });

  it("gives the accounts their roles and the regulators their territory", async () => {
    const rows = await market.db
      .select({
        email: schema.appUser.email,
        roles: schema.membership.roles,
        prefix: schema.jurisdiction.regionPrefix,
      })
      .from(schema.membership)
      .innerJoin(schema.appUser, eq(schema.appUser.id, schema.membership.userId))
      .leftJoin(
        schema.jurisdiction,
        eq(schema.jurisdiction.organizationId, schema.membership.organizationId),
      );
    const of = (name: string) => rows.find(({ email }) => email === `${name}@demo.test`);
    expect(of("sme")?.roles.toSorted()).toEqual(["member", "owner"]);
    expect(of("provider")?.roles).toEqual(["facility_manager"]);
    expect(of("tto")?.roles).toEqual(["technology_transfer"]);
    expect(of("officer")).toMatchObject({ roles: ["officer"], prefix: "33" });
    expect(of("adjudicator")).toMatchObject({ roles: ["adjudicator"], prefix: "33" });
    expect(of("auditor")).toMatchObject({ roles: ["auditor"], prefix: "33" });
    expect(of("city")).toMatchObject({ roles: ["officer"], prefix: "3301" });
    expect(of("operator")).toMatchObject({ roles: ["operator"], prefix: null });
  });
});

describe("the platform's own rules", () => {
  it("accept every credit code, and suggest a kind that does not contradict", async () => {
    const rows = await market.db.select().from(schema.organization);
    expect(rows.filter(({ uscc }) => creditCodeFault(uscc)).map(({ nameZh }) => nameZh)).toEqual([]);
    const suggested = rows.map(({ uscc, kind }) => [kindOfCreditCode(uscc), kind]);
    expect(suggested.filter(([code, kind]) => (code === "enterprise") !== (kind === "enterprise"))).toEqual(
      [],
    );
    expect(rows.every(({ demo }) => demo)).toBe(true);
  });

  it("let every listing stand where it stands", async () => {
    const shown = ["submitted", "public_notice", "published"];
    const rows = await market.db.select().from(schema.listing).where(inArray(schema.listing.state, shown));
    const broken = rows.map(async (row) => {
      const facts = await loadFacts(market.db, fixedClock(now), row);
      const unannounced = row.state === "published" && needsPublicNotice(facts);
      // A demand whose call for proposals was opened stands although its day is past.
      const reasons = publishingReasons(facts).filter(({ rule }) => rule !== "deadline_past");
      return [...reasons, ...(unannounced ? ["no notice"] : [])].map((reason) => [row.titleZh, reason]);
    });
    expect((await Promise.all(broken)).flat()).toEqual([]);
  });

  it("see no difference between the first version of a listing and what it says", async () => {
    const versions = await market.db.select().from(schema.listingVersion);
    const drafts = await market.db.select().from(schema.listing).where(eq(schema.listing.state, "draft"));
    expect(versions.length + drafts.length).toBe(await market.db.$count(schema.listing));
    const changed = versions.map(async ({ listingId, snapshot }) =>
      differences(snapshot, await loadSnapshot(market.db, listingId)),
    );
    expect((await Promise.all(changed)).flat()).toEqual([]);
  });

  it("give public notices at least fifteen days", async () => {
    const rows = await market.db
      .select({
        since: schema.listing.stateSince,
        until: schema.technology.noticeUntil,
        deadline: schema.listing.deadline,
      })
      .from(schema.technology)
      .innerJoin(schema.listing, eq(schema.listing.id, schema.technology.listingId))
      .where(eq(schema.listing.state, "public_notice"));
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const { since, until, deadline } of rows) {
      expect(until?.getTime() ?? 0).toBeGreaterThanOrEqual(since.getTime() + 15 * 86_400_000);
      expect(until?.getTime() ?? 0).toBeGreaterThan(now.getTime());
      expect(deadline).toEqual(until);
    }
  });
});

describe("bookings", () => {
  const facilities = new Map<string, BookableFacility>();

  async function facilityOf(id: string): Promise<BookableFacility> {
    const known = facilities.get(id) ?? (await loadFacility(market.db, id, new Date()));
    if (!known) throw new Error(`no facility ${id}`);
    facilities.set(id, known);
    return known;
  }

  const all = () =>
    market.db
      .select({ row: schema.booking, organization: schema.organization })
      .from(schema.booking)
      .innerJoin(schema.organization, eq(schema.organization.id, schema.booking.organizationId));

  it("to come keep hours, steps, lengths and classes that the provider has published", async () => {
    const members = await market.db.select().from(schema.researchGroupMember);
    for (const { row, organization } of await all()) {
      const facility = await facilityOf(row.facilityId);
      const wish = {
        start: row.startsAt.getTime(),
        end: row.endsAt.getTime(),
        userClass: userClassOf(organization, row.providerId),
        organizationVerified: organization.verifiedAt !== null,
        way: row.way,
        termsVersion: row.termsVersion,
      };
      expect(row.userClass).toBe(wish.userClass);
      const coming = row.startsAt > now;
      const reasons = reviewWish(wish, {
        ...facility,
        now: coming ? now.getTime() : row.startsAt.getTime() - facility.rules.leadMinutes * 60_000,
        unitCount: facility.units.length,
        closure: null,
        claimant: { userId: row.userId, organizationId: row.organizationId, groupId: row.groupId },
        groups: members.filter(({ userId }) => userId === row.userId).map((member) => member.groupId),
        uses: [],
        accessories: [],
        missing: [],
        block: null,
      });
      expect(reasons, `${row.id} ${row.state}`).toEqual([]);
    }
  });

  it("show what facilities can set up: a room, accessories, a series, an offer, a booking that was moved", async () => {
    const held = await market.db
      .select({ state: schema.waitlistEntry.state })
      .from(schema.waitlistEntry)
      .innerJoin(schema.booking, eq(schema.booking.id, schema.waitlistEntry.bookingId))
      .where(eq(schema.booking.state, "held"));
    expect(held).toEqual([{ state: "offered" }]);
    const repeated = await market.db.select().from(schema.booking).where(isNotNull(schema.booking.seriesId));
    expect(repeated.length).toBeGreaterThanOrEqual(3);
    const [requirement] = await market.db.select().from(schema.facilityRequirement);
    const rooms = await market.db
      .select()
      .from(schema.slot)
      .where(
        and(eq(schema.slot.facilityId, requirement?.requiredId ?? ""), isNotNull(schema.slot.bookingId)),
      );
    expect(rooms.length).toBeGreaterThan(0);
    expect(await market.db.$count(schema.bookingAccessory)).toBeGreaterThan(0);
    const moved = eq(schema.auditEntry.transition, "relocate");
    expect(await market.db.$count(schema.auditEntry, moved)).toBe(1);
  });

  it("cost what the price list says", async () => {
    for (const { row } of await all()) {
      const { zone, rules } = await facilityOf(row.facilityId);
      const use = {
        start: row.startsAt.getTime(),
        end: row.endsAt.getTime(),
        zone,
        userClass: row.userClass,
        stepMinutes: rules.stepMinutes,
      };
      const quote = priceOf(await priceRows(market.db, row.facilityId), use);
      expect([row.price, row.priceItem]).toEqual([quote?.amount ?? null, quote?.item ?? ""]);
    }
  });

  it("carry the deadlines that their state gives them, and none is overdue", async () => {
    for (const { row } of await all()) {
      const { rules } = await facilityOf(row.facilityId);
      if (row.deadline) expect(row.deadline.getTime()).toBeGreaterThan(now.getTime());
      if (row.state === "confirmed") expect(row.deadline).toEqual(showUpBy(rules, row));
      if (row.state === "pending") expect(row.deadline).not.toBeNull();
    }
  });

  it("and listings have as many moves in the audit log as their version says, in order of time", async () => {
    const aside = ["evaluate", "object", "answer_objection"];
    for (const table of [schema.booking, schema.listing]) {
      const moves = market.db
        .select({ n: count() })
        .from(schema.auditEntry)
        .where(
          and(
            eq(schema.auditEntry.entityId, table.id),
            // A demand's call for proposals has the demand's id and moves of its own.
            ne(schema.auditEntry.entity, "demand_call"),
            notInArray(schema.auditEntry.transition, aside),
          ),
        );
      const rows = await market.db
        .select({ id: table.id, version: table.version, moves: sql<number>`(${moves})::int` })
        .from(table);
      expect(rows.filter(({ version, moves }) => version !== moves)).toEqual([]);
    }
    const log = await market.db
      .select({ at: schema.auditEntry.at })
      .from(schema.auditEntry)
      .orderBy(schema.auditEntry.seq);
    expect(log.filter(({ at }, i) => i > 0 && at < (log[i - 1]?.at ?? at))).toEqual([]);
  });
});
