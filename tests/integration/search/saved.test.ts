import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listing } from "#db/schema/catalog.ts";
import { appUser } from "#db/schema/identity.ts";
import { savedSearch, savedSearchHit } from "#db/schema/saved-search.ts";
import { mail, notice } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { changeSearch, deleteSearch, openSearch } from "#app/domain/search/saved/change-search.server.ts";
import { findDueAlerts } from "#app/domain/search/saved/find-due.server.ts";
import { forgetTold } from "#app/domain/search/saved/forget-told.server.ts";
import { matchesSince } from "#app/domain/search/saved/matches.server.ts";
import { findOwnSearch, listSavedSearches } from "#app/domain/search/saved/queries.server.ts";
import { saveSearch } from "#app/domain/search/saved/save-search.server.ts";
import { sendAlerts } from "#app/domain/search/saved/send-alerts.server.ts";
import { stopAlerts } from "#app/domain/search/saved/stop-alerts.server.ts";
import type { AlertCadence } from "#db/schema/vocabulary.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { indexListing } from "#search/indexing.ts";
import { everyone, type Walker } from "../access/people.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let test: TestDatabase;
let walkers: Walker[];
let clock: ReturnType<typeof fixedClock>;
let word = 0;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  walkers = await everyone(test);
});
afterAll(() => test.close());

beforeEach(async () => {
  // A Tuesday, 10:00 in Shanghai, after everything in the demonstration market.
  clock = fixedClock("2027-03-02T02:00:00Z");
  await test.db.delete(savedSearch);
  await test.db.delete(mail);
  await test.db.delete(notice);
});

function as(name: string): Context {
  const walker = walkers.find((one) => one.name === name);
  if (!walker) throw new Error(`no ${name}`);
  return { db: test.db, clock, actor: walker.actor };
}

const idOf = (name: string): string => as(name).actor.user?.id ?? "";

/** A word that nothing in the market holds yet. */
const newWord = () => `甲乙测试词${String.fromCharCode(0x5b50 + ++word)}`;

const save = async (name: string, q: string, cadence: AlertCadence = "at_once") =>
  valueOf(await saveSearch(as(name), { name: `检索${q}`, cadence, query: `q=${q}` }));

const anyFacility = async () => {
  const [row] = await test.db
    .select()
    .from(listing)
    .where(sql`state = 'published' and kind = 'facility'`)
    .orderBy(listing.id)
    .limit(1);
  if (!row) throw new Error("no facility");
  return row;
};

/** Publishes a copy of some service that holds `words`, at the clock's time. */
async function publish(words: string, owner?: string): Promise<string> {
  const model = await anyFacility();
  const [row] = await test.db
    .insert(listing)
    .values({
      kind: "service",
      organizationId: owner ?? model.organizationId,
      titleZh: `${words}检测服务`,
      titleEn: `${words} service`,
      regionCode: model.regionCode,
      state: "published",
      publishedAt: clock.now(),
    })
    .returning({ id: listing.id });
  if (!row) throw new Error("not published");
  await indexListing(test.db, row.id, clock.now());
  return row.id;
}

const alert = (name: string) => sendAlerts({ db: test.db, clock }, idOf(name));
const mails = () => test.db.select().from(mail).orderBy(mail.id);

describe("keeping a search", () => {
  it("keeps the conditions in one spelling, once, and not how they were shown", async () => {
    const query = "view=table&q=+SEM+&region=3301&page=3&sort=price&kind=facility&nonsense=1";
    const id = valueOf(await saveSearch(as("sme"), { name: "a", cadence: "none", query }));
    expect((await findOwnSearch(as("sme"), id))?.query).toBe("kind=facility&q=SEM&region=3301");
    const same = "kind=facility&region=3301&q=SEM";
    const twice = await saveSearch(as("sme"), { name: "b", cadence: "none", query: same });
    expect(problemOf(twice).code).toBe("saved_search_twice");
    valueOf(await saveSearch(as("provider"), { name: "b", cadence: "none", query: same }));
  });

  it("refuses nothing at all, a visitor, and a fifty-first", async () => {
    const empty = { name: "a", cadence: "none" as const, query: "view=list&page=2" };
    expect(problemOf(await saveSearch(as("sme"), empty)).code).toBe("saved_search_empty");
    const visits = await saveSearch(as("visitor"), { ...empty, query: "q=a" });
    expect(problemOf(visits).code).toBe("sign_in_required");
    const made = await Promise.all(
      Array.from({ length: 52 }, (_, i) =>
        saveSearch(as("sme"), { name: "n", cadence: "none", query: `q=zzqq${i}` }),
      ),
    );
    expect(made.filter(({ ok }) => ok)).toHaveLength(50);
    expect(made.flatMap((one) => (one.ok ? [] : [one.problem.code]))).toEqual([
      "saved_search_full",
      "saved_search_full",
    ]);
  });

  it("is its person's alone", async () => {
    const id = await save("sme", newWord());
    for (const name of ["provider", "operator"]) {
      expect(await findOwnSearch(as(name), id)).toBeUndefined();
      expect(problemOf(await openSearch(as(name), id)).code).toBe("not_found");
      expect(problemOf(await deleteSearch(as(name), id)).code).toBe("not_found");
      const changed = await changeSearch(as(name), id, { name: "x", cadence: "none" });
      expect(problemOf(changed).code).toBe("not_found");
    }
  });

  it("counts what was published since its person last looked", async () => {
    const q = newWord();
    const id = await save("sme", q, "none");
    clock.advance(day);
    await publish(q);
    expect((await listSavedSearches(as("sme")))[0]?.fresh).toBe(1);
    clock.advance(hour);
    expect(valueOf(await openSearch(as("sme"), id))).toContain("q=");
    expect((await listSavedSearches(as("sme")))[0]?.fresh).toBe(0);
  });
});

describe("an alert", () => {
  it("is one mail with everything new in all due searches, and a notice, in the person's language", async () => {
    const [one, two] = [newWord(), newWord()];
    await save("sme", one);
    await save("sme", two);
    await test.db
      .update(appUser)
      .set({ locale: "en" })
      .where(eq(appUser.id, idOf("sme")));
    clock.advance(10 * minute);
    const ids = [await publish(one), await publish(one), await publish(two)];
    clock.advance(minute);
    expect(await alert("sme")).toBe(3);
    const [sent, ...more] = await mails();
    expect(more).toEqual([]);
    expect(sent?.to).toBe("sme@demo.test");
    expect(sent?.subject).toContain("3 new results");
    for (const id of ids) expect(sent?.body).toContain(`/services/${id}`);
    expect(sent?.unsubscribe).toMatch(/\/unsubscribe\/[\w.-]{40,}\?all=1$/);
    const told = await test.db.select().from(notice);
    expect(told).toMatchObject([{ userId: idOf("sme"), template: "search-alert", data: { count: "3" } }]);
    await test.db
      .update(appUser)
      .set({ locale: "zh-CN" })
      .where(eq(appUser.id, idOf("sme")));
  });

  it("never tells twice: not by a second run, by two at once, nor after it was published again", async () => {
    const q = newWord();
    await save("sme", q);
    clock.advance(10 * minute);
    const id = await publish(q);
    const told = await Promise.all([alert("sme"), alert("sme"), alert("sme")]);
    expect(told.toSorted()).toEqual([0, 0, 1]);
    expect(await mails()).toHaveLength(1);
    await test.db.update(listing).set({ state: "suspended" }).where(eq(listing.id, id));
    await indexListing(test.db, id, clock.now());
    clock.advance(2 * hour);
    await test.db.update(listing).set({ state: "published" }).where(eq(listing.id, id));
    await indexListing(test.db, id, clock.now());
    expect(await alert("sme")).toBe(0);
    expect(await mails()).toHaveLength(1);
  });

  it("leaves all or nothing when it is killed before its mail is written", async () => {
    const q = newWord();
    const id = await save("sme", q);
    clock.advance(10 * minute);
    await publish(q);
    await test.db.execute(sql`create function no_mail() returns trigger language plpgsql as
      $$ begin raise exception 'killed'; end $$`);
    await test.db.execute(
      sql`create trigger no_mail before insert on mail for each row execute function no_mail()`,
    );
    await expect(alert("sme")).rejects.toThrow();
    await test.db.execute(sql`drop trigger no_mail on mail`);
    expect(await test.db.$count(savedSearchHit, eq(savedSearchHit.savedSearchId, id))).toBe(0);
    expect(await test.db.$count(notice)).toBe(0);
    expect(await alert("sme")).toBe(1);
    expect(await mails()).toHaveLength(1);
  });

  it("does not tell of what was there when the search was saved, nor of the hour before", async () => {
    const q = newWord();
    await publish(q);
    clock.advance(20 * minute);
    await save("sme", q);
    clock.advance(day);
    expect(await alert("sme")).toBe(0);
  });

  it("tells of a listing that was indexed late", async () => {
    const q = newWord();
    await save("sme", q);
    clock.advance(10 * minute);
    const model = await anyFacility();
    const [row] = await test.db
      .insert(listing)
      .values({
        kind: "service",
        organizationId: model.organizationId,
        titleZh: q,
        regionCode: "330106",
        state: "published",
        publishedAt: clock.now(),
      })
      .returning({ id: listing.id });
    clock.advance(3 * day);
    expect(await alert("sme")).toBe(0);
    await indexListing(test.db, row?.id ?? "", clock.now());
    clock.advance(2 * hour);
    expect(await alert("sme")).toBe(1);
  });

  it.each(["draft", "submitted", "returned", "public_notice", "suspended", "withdrawn"])(
    "never tells of what is %s, even when the index still holds it",
    async (state) => {
      const q = newWord();
      await save("sme", q);
      clock.advance(10 * minute);
      const id = await publish(q);
      // The row is what is asked, not the index, which may be late.
      await test.db.update(listing).set({ state }).where(eq(listing.id, id));
      expect(await matchesSince(test.db, `q=${q}`, new Date(clock.now().getTime() - day))).toEqual([id]);
      expect(await alert("sme")).toBe(0);
      expect(await mails()).toEqual([]);
    },
  );

  it("never tells of what a blacklisted owner has published, and tells of it once that is lifted", async () => {
    const q = newWord();
    await save("sme", q);
    clock.advance(10 * minute);
    // Measures stay, so this owner is nobody's in the other tests.
    const owner = as("tto").actor.organization?.id ?? "";
    expect(owner).not.toBe((await anyFacility()).organizationId);
    await publish(q, owner);
    await layMeasure(test.db, {
      organizationId: owner,
      kind: "blacklist",
      from: new Date(clock.now().getTime() - minute),
      until: new Date(clock.now().getTime() + day),
    });
    expect(await alert("sme")).toBe(0);
    clock.advance(2 * day);
    expect(await alert("sme")).toBe(1);
  });

  it("goes to nobody who cannot sign in, and by notice only where the address is not confirmed", async () => {
    const q = newWord();
    await save("sme", q);
    await save("provider", q);
    await test.db
      .update(appUser)
      .set({ emailVerifiedAt: null })
      .where(eq(appUser.id, idOf("sme")));
    await test.db
      .update(appUser)
      .set({ disabledAt: clock.now() })
      .where(eq(appUser.id, idOf("provider")));
    clock.advance(10 * minute);
    await publish(q);
    expect(await alert("sme")).toBe(1);
    expect(await alert("provider")).toBe(0);
    expect(await mails()).toEqual([]);
    expect(await test.db.$count(notice)).toBe(1);
    await test.db.update(appUser).set({ emailVerifiedAt: clock.now(), disabledAt: null });
  });
});

describe("what was told", () => {
  it("is remembered for longer than any search looks back, then forgotten", async () => {
    const q = newWord();
    await save("sme", q);
    clock.advance(10 * minute);
    await publish(q);
    expect(await alert("sme")).toBe(1);
    for (const [days, kept] of [
      [60, 1],
      [60, 0],
    ] as const) {
      clock.advance(days * day);
      await forgetTold({ db: test.db, clock });
      expect(await test.db.$count(savedSearchHit)).toBe(kept);
      expect(await alert("sme")).toBe(0);
    }
  });
});

describe("when an alert is due", () => {
  it("at once: at most one mail an hour, then with everything since", async () => {
    const q = newWord();
    await save("sme", q);
    clock.advance(10 * minute);
    await publish(q);
    expect(await alert("sme")).toBe(1);
    clock.advance(30 * minute);
    await publish(q);
    await publish(q);
    expect(await findDueAlerts({ db: test.db, clock })).toBe(0);
    expect(await alert("sme")).toBe(0);
    clock.advance(30 * minute);
    expect(await findDueAlerts({ db: test.db, clock })).toBe(1);
    expect(await alert("sme")).toBe(2);
  });

  it("daily at eight, weekly on Monday at eight, in Shanghai", async () => {
    const [daily, weekly] = [newWord(), newWord()];
    await save("sme", daily, "daily");
    await save("sme", weekly, "weekly");
    clock.advance(minute);
    await publish(daily);
    await publish(weekly);
    clock.set("2027-03-02T23:59:00Z");
    expect(await alert("sme")).toBe(0);
    clock.set("2027-03-03T00:00:00Z");
    expect(await alert("sme")).toBe(1);
    clock.set("2027-03-07T23:59:00Z");
    expect(await alert("sme")).toBe(0);
    clock.set("2027-03-08T00:00:00Z");
    expect(await alert("sme")).toBe(1);
    expect(await mails()).toHaveLength(2);
  });

  it("never without alerts, and what came meanwhile is not new when they begin", async () => {
    const q = newWord();
    const id = await save("sme", q, "none");
    clock.advance(3 * day);
    await publish(q);
    clock.advance(day);
    expect(await alert("sme")).toBe(0);
    valueOf(await changeSearch(as("sme"), id, { name: "n", cadence: "at_once" }));
    expect(await alert("sme")).toBe(0);
    clock.advance(minute);
    await publish(q);
    expect(await alert("sme")).toBe(1);
  });
});

describe("the link of a mail", () => {
  it("stops one search, or all of its person's, without signing in; nothing else does", async () => {
    const [a, b, c] = [
      await save("sme", newWord()),
      await save("sme", newWord()),
      await save("provider", newWord()),
    ];
    const cadences = async () => {
      const rows = await test.db.select().from(savedSearch).orderBy(savedSearch.id);
      return new Map(rows.map(({ id, cadence }) => [id, cadence]));
    };
    const [row] = await test.db.select().from(savedSearch).where(eq(savedSearch.id, a));
    const visitor = as("visitor");
    expect(problemOf(await stopAlerts(visitor, `${row?.token}x`, false)).code).toBe("not_found");
    valueOf(await stopAlerts(visitor, row?.token ?? "", false));
    expect(await cadences()).toEqual(
      new Map([
        [a, "none"],
        [b, "at_once"],
        [c, "at_once"],
      ]),
    );
    valueOf(await stopAlerts(visitor, row?.token ?? "", true));
    expect(await cadences()).toEqual(
      new Map([
        [a, "none"],
        [b, "none"],
        [c, "at_once"],
      ]),
    );
  });
});
