import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { hidingMeasures, type MeasureKind, measureKinds } from "#db/schema/vocabulary.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { type Actor, type Context, visitor } from "#app/domain/context.ts";
import { liftMeasure } from "#app/domain/credit/lift-measure.server.ts";
import { forbidding } from "#app/domain/credit/measures.ts";
import { measureAgainst } from "#app/domain/credit/standing.server.ts";
import { publicOrganization } from "#app/domain/identity/public-organization.server.ts";
import { loadHome } from "#app/domain/search/home.server.ts";
import { searchInput } from "#app/domain/search/inputs.ts";
import { indexOwned } from "#app/domain/search/index-owned.server.ts";
import { searchMarket } from "#app/domain/search/search.server.ts";
import { suggest } from "#app/domain/search/suggest.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
});

afterAll(() => test.close());

const day = 86_400_000;
const start = new Date(monday);
const daysOn = (days: number) => new Date(start.getTime() + days * day);

const impose = (organizationId: string, kind: MeasureKind, from = start, until: Date | null = daysOn(30)) =>
  layMeasure(test.db, { organizationId, kind, from, until });

const lift = (measureId: string, from: Date) =>
  test.db.transaction((tx) => liftMeasure(tx, { measureId, from, reason: "整改完成" }));

describe("a measure in force", () => {
  it("begins and ends by its dates, and early when it is lifted", async () => {
    const { organization: org } = await makeMember(test.db, ["member"]);
    const id = org?.id ?? "";
    const measure = await impose(id, "booking_restriction", daysOn(1), daysOn(3));
    const at = async (when: Date) => (await measureAgainst(test.db, id, "book", when))?.measure;
    expect(await at(new Date(daysOn(1).getTime() - 1))).toBeUndefined();
    expect(await at(daysOn(1))).toBe("booking_restriction");
    expect(await at(new Date(daysOn(3).getTime() - 1))).toBe("booking_restriction");
    expect(await at(daysOn(3))).toBeUndefined();
    await lift(measure, daysOn(2));
    expect(await at(new Date(daysOn(2).getTime() - 1))).toBe("booking_restriction");
    expect(await at(daysOn(2))).toBeUndefined();
  });

  it.each(measureKinds)("%s forbids what the table says and nothing else", async (kind) => {
    const { organization: org } = await makeMember(test.db, ["member"]);
    const id = org?.id ?? "";
    await impose(id, kind);
    for (const act of ["book", "list", "propose"] as const) {
      const against = await measureAgainst(test.db, id, act, daysOn(1));
      expect(against?.measure, act).toBe(forbidding[act].includes(kind) ? kind : undefined);
    }
  });

  it("names the one that lasts longest", async () => {
    const { organization: org } = await makeMember(test.db, ["member"]);
    const id = org?.id ?? "";
    await impose(id, "booking_restriction", start, daysOn(90));
    await impose(id, "suspension", start, daysOn(10));
    expect(await measureAgainst(test.db, id, "book", daysOn(1))).toMatchObject({ until: daysOn(90) });
    await impose(id, "blacklist", start, daysOn(400));
    expect(await measureAgainst(test.db, id, "book", daysOn(1))).toMatchObject({
      measure: "blacklist",
      until: daysOn(400),
    });
  });

  it("cannot be rewritten", async () => {
    const { organization: org } = await makeMember(test.db, ["member"]);
    await impose(org?.id ?? "", "yellow_card");
    await expect(test.db.execute(sql`update measure set until = now()`)).rejects.toThrow();
    await expect(test.db.execute(sql`delete from measure`)).rejects.toThrow();
  });
});

describe("booking", () => {
  let provider: Actor;
  let sme: Actor;

  beforeAll(async () => {
    provider = await makeMember(test.db, ["facility_manager"], "university");
    sme = await makeMember(test.db, ["member"]);
  });

  it("is refused to an organisation under a measure, which is named", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const measure = await impose(sme.organization?.id ?? "", "booking_restriction");
    expect(problemOf(await reserve(contextOf(test.db, sme), wish(facilityId)))).toMatchObject({
      code: "standing",
      status: 403,
      details: {
        measure: {
          measure: "booking_restriction",
          from: start.toISOString(),
          until: daysOn(30).toISOString(),
          caseNo: expect.stringContaining("测信决"),
        },
      },
    });
    await lift(measure, start);
    valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
  });

  it("does not find the facility of a hidden provider", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const measure = await impose(provider.organization?.id ?? "", "suspension");
    expect(problemOf(await reserve(contextOf(test.db, sme), wish(facilityId)))).toMatchObject({
      code: "not_found",
    });
    await lift(measure, start);
    valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
  });
});

describe.each(hidingMeasures)("an owner under %s", (kind) => {
  const ctx = (at = start): Context => ({
    db: test.db,
    clock: fixedClock(at.toISOString()),
    actor: visitor("test"),
  });

  /** The kinds do not share owners: a measure lifted later was in force before. */
  async function owner() {
    const [row] = await test.db
      .select({ id: organization.id, name: organization.nameZh, n: sql<number>`count(*)::int` })
      .from(listing)
      .innerJoin(organization, eq(organization.id, listing.organizationId))
      .where(eq(listing.state, "published"))
      .groupBy(organization.id)
      .orderBy(sql`count(*) desc`, organization.id)
      .limit(1)
      .offset(hidingMeasures.indexOf(kind));
    if (!row) throw new Error("nobody has published anything");
    return row;
  }

  const search = async (q: Record<string, string>, at = start) =>
    valueOf(await searchMarket(ctx(at), searchInput.parse(q)));

  /** Everything public that could still speak of the owner. */
  async function traces(id: string, name: string, at = start) {
    const own = await search({ org: id, limit: "100" }, at);
    const everything = await search({ kind: "facility" }, at);
    const suggested = await suggest(ctx(at), name.slice(0, 4), "zh-CN");
    const [published] = await test.db
      .select({ id: listing.id })
      .from(listing)
      .where(and(eq(listing.organizationId, id), eq(listing.state, "published")))
      .limit(1);
    const home = await loadHome(ctx(at));
    return {
      results: own.hits.length,
      total: own.total.value,
      counted: everything.facets.org?.find(({ value }) => value === id)?.count ?? 0,
      suggested: suggested.filter(({ text }) => text === name).length,
      page: (await findListing(ctx(at), published?.id ?? "")).ok,
      profile: (await publicOrganization(ctx(at), id))?.kinds.length ?? 0,
      onHome: home.newest.flatMap(({ listings }) => listings).filter(({ ownerZh }) => ownerZh === name)
        .length,
    };
  }

  it("leaves no trace in results, counts, suggestions and pages until it is lifted", async () => {
    const { id, name, n } = await owner();
    const before = await traces(id, name);
    expect(before).toMatchObject({ total: n, results: n, page: true });
    expect(before.counted * before.suggested * before.profile).toBeGreaterThan(0);
    const measure = await impose(id, kind);
    await indexOwned(ctx(), id);
    const nothing = { results: 0, total: 0, counted: 0, suggested: 0, page: false, profile: 0, onHome: 0 };
    expect(await traces(id, name, daysOn(1))).toEqual(nothing);
    await lift(measure, daysOn(2));
    await indexOwned(ctx(daysOn(2)), id);
    expect(await traces(id, name, daysOn(2))).toEqual({ ...before, onHome: expect.any(Number) });
  });

  it("is not shown from the moment on, even before any job has run", async () => {
    const { id } = await owner();
    const measure = await impose(id, kind, daysOn(3));
    expect((await search({ org: id }, daysOn(4))).hits).toEqual([]);
    await lift(measure, daysOn(3));
    expect((await search({ org: id }, daysOn(4))).hits).not.toEqual([]);
  });
});
