import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Connection } from "#db/client.ts";
import { listing } from "#db/schema/catalog.ts";
import { type Actor, type Context, visitor } from "#app/domain/context.ts";
import { searchInput } from "#app/domain/search/inputs.ts";
import { searchMarket } from "#app/domain/search/search.server.ts";
import { deleteGroup } from "#app/domain/search/synonyms/delete-group.server.ts";
import { synonymsCsv } from "#app/domain/search/synonyms/export-csv.server.ts";
import { importSynonyms, planImport, textOfFile } from "#app/domain/search/synonyms/import-csv.server.ts";
import { synonymInput } from "#app/domain/search/synonyms/inputs.ts";
import { previewGroup } from "#app/domain/search/synonyms/judge.server.ts";
import { findGroup, listEdits, listGroups } from "#app/domain/search/synonyms/queries.server.ts";
import { reprojectSynonyms } from "#app/domain/search/synonyms/reproject.server.ts";
import { saveGroup } from "#app/domain/search/synonyms/save-group.server.ts";
import { undoEdit } from "#app/domain/search/synonyms/undo-edit.server.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { indexListing, rebuildIndex } from "#search/indexing.ts";
import { everyone } from "../access/people.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { problemOf, valueOf } from "../../support/results.ts";

const messages = { "zh-CN": zh, en };

let test: TestDatabase;
/** A second process: its own pool, its own words. */
let other: Connection;
let actors: Map<string, Actor>;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  other = connect(test.url, 4);
  actors = new Map((await everyone(test)).map(({ name, actor }) => [name, actor]));
});

afterAll(async () => {
  await other.close();
  await test.close();
});

const as = (name: string): Context => ({
  db: test.db,
  clock: systemClock,
  actor: actors.get(name) ?? visitor("test"),
});

const input = (terms: string, more: Record<string, string> = {}) => synonymInput.parse({ terms, ...more });

async function found(q: string, db = test.db): Promise<string[]> {
  const result = await searchMarket(
    { db, clock: systemClock, actor: visitor("test") },
    searchInput.parse({ q, limit: "100" }),
  );
  return valueOf(result).hits.map(({ id }) => id);
}

/** Runs what waits in the queue of the search, in the process of `db`. Returns how many listings were indexed. */
async function runJobs(db = test.db): Promise<number> {
  const take = () =>
    test.db.execute<{ name: string; payload: { terms?: string[]; listingId?: string } }>(sql`
      with taken as (delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
        where t.id = j.task_id and t.identifier in ('reproject-synonyms', 'index-listing')
        returning t.identifier as name, j.payload) select * from taken`);
  let indexed = 0;
  for (let jobs = await take(); jobs.length > 0; jobs = await take()) {
    for (const { payload } of jobs) {
      if (payload.terms) await reprojectSynonyms({ db }, payload.terms);
      if (payload.listingId) await indexListing(db, payload.listingId, new Date());
      if (payload.listingId) indexed++;
    }
  }
  return indexed;
}

async function publishedNamed(words: string) {
  const rows = await test.db
    .select({ id: listing.id })
    .from(listing)
    .where(sql`${listing.state} = 'published' and ${listing.titleZh} like ${`%${words}%`}`);
  return rows.map(({ id }) => id).toSorted();
}

describe("a new abbreviation", () => {
  it("finds the listing once its jobs have run, in the other process too, and no more when deleted", async () => {
    const named = await publishedNamed("质谱");
    expect(named.length).toBeGreaterThan(1);
    expect(await found("qzpx")).toEqual([]);
    expect(await found("qzpx", other.db)).toEqual([]);
    const group = valueOf(
      await saveGroup(as("officer"), null, input("质谱\nQZPX", { accept: "on", reason: "试点" })),
    );
    // Queries follow at once, in every process.
    expect(await found("qzpx")).toEqual(expect.arrayContaining(named));
    expect(await found("qzpx", other.db)).toEqual(expect.arrayContaining(named));
    // The worker is the process that has not searched since: its listings are written with the new words all the same.
    const third = connect(test.url, 4);
    try {
      await found("质谱", third.db);
      expect(await runJobs(third.db)).toBeGreaterThanOrEqual(named.length);
    } finally {
      await third.close();
    }
    const aliased = await test.db.execute<{ id: string }>(
      sql`select id from search_doc where tsv @@ '''qzpx'':C'::tsquery`,
    );
    expect(aliased.filter(({ id }) => named.includes(id)).length).toBeGreaterThan(0);
    const seen = (await findGroup(test, group))?.terms ?? [];
    valueOf(await deleteGroup(as("operator"), group, { seen, reason: "" }));
    await runJobs();
    expect(await found("qzpx")).toEqual([]);
    expect(await found("qzpx", other.db)).toEqual([]);
  });

  it("waits once for each listing, however many groups were edited", async () => {
    const first = valueOf(await saveGroup(as("officer"), null, input("质谱\nQZPY", { accept: "on" })));
    const second = valueOf(await saveGroup(as("officer"), null, input("质谱\nQZPZ", { accept: "on" })));
    const jobs = await test.db.execute<{ payload: { terms: string[] } }>(sql`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t
        on t.id = j.task_id where t.identifier = 'reproject-synonyms'`);
    for (const { payload } of jobs) await reprojectSynonyms(test, payload.terms);
    const [counted] = await test.db.execute<{ all: number; once: number }>(sql`
      select count(*)::int as all, count(distinct key)::int as once
      from graphile_worker._private_jobs where key like 'index:%'`);
    expect(counted?.all).toBe(counted?.once);
    expect(counted?.all).toBeGreaterThan(1);
    for (const group of [first, second])
      valueOf(
        await deleteGroup(as("officer"), group, {
          seen: (await findGroup(test, group))?.terms ?? [],
          reason: "",
        }),
      );
    await runJobs();
  });
});

describe("who may edit", () => {
  it.each(["visitor", "newcomer", "sme", "provider", "tto", "adjudicator", "city"])(
    "not %s",
    async (name) => {
      const refused = problemOf(await saveGroup(as(name), null, input("甲乙丙\n丁戊己")));
      expect(refused.code).toBe("forbidden");
      expect(problemOf(await deleteGroup(as(name), 1, { seen: [], reason: "" })).code).toBe("forbidden");
      expect(problemOf(await undoEdit(as(name), 1)).code).toBe("forbidden");
      const imported = await importSynonyms(as(name), { text: ",甲乙丙,丁戊己", mark: "", reason: "" });
      expect(problemOf(imported).code).toBe("forbidden");
    },
  );
});

describe("what is refused or doubted", () => {
  it("a single letter and a term without any word, whatever the editor accepts", async () => {
    for (const bad of ["X", "ｘ", "——"]) {
      const saved = await saveGroup(as("officer"), null, input(`甲乙丙丁\n${bad}`, { accept: "on" }));
      expect(problemOf(saved).code).toBe("synonyms_refused");
    }
  });

  it("a word of another group, with its number, until it is accepted", async () => {
    const { items } = await listGroups(test, { q: "扫描电镜" });
    const known = items.find(({ terms }) => terms.includes("扫描电镜"));
    const problem = problemOf(await saveGroup(as("officer"), null, input("扫描电镜\n测试用新词")));
    expect(problem.code).toBe("synonyms_doubtful");
    expect(problem.reasons).toContainEqual({
      rule: "synonym_elsewhere",
      overridable: true,
      params: { term: "扫描电镜", group: known?.group },
    });
    // In another spelling it is the same word.
    const spelled = problemOf(await saveGroup(as("officer"), null, input("掃描電鏡\n测试用新词")));
    expect(spelled.reasons?.[0]?.rule).toBe("synonym_elsewhere");
  });

  it("a broad word", async () => {
    const { objections } = await previewGroup(test, null, [], ["仪器", "测试用新词"]);
    expect(objections.map(({ rule }) => rule)).toContain("synonym_broad");
  });

  it("the preview counts the listings that the edit indexes anew, and changes nothing", async () => {
    const before = await listEdits(test, {});
    const { listings, sample } = await previewGroup(test, null, [], ["质谱", "QQXX"]);
    expect(listings).toBeGreaterThanOrEqual((await publishedNamed("质谱")).length);
    expect(sample.length).toBeGreaterThan(0);
    expect(await listEdits(test, {})).toEqual(before);
  });
});

describe("two editors", () => {
  it("the second is told what the group holds now, and nothing is lost", async () => {
    const group = valueOf(await saveGroup(as("officer"), null, input("两人词一\n两人词二")));
    const seen = "两人词一\n两人词二";
    const edits = await Promise.all([
      saveGroup(as("officer"), group, input(`${seen}\n甲方新增`, { seen })),
      saveGroup(as("operator"), group, input(`${seen}\n乙方新增`, { seen })),
    ]);
    const refused = edits.filter(({ ok }) => !ok);
    expect(refused).toHaveLength(1);
    const now = (await findGroup(test, group))?.terms;
    expect(refused[0]).toMatchObject({ problem: { code: "synonyms_changed", details: { terms: now } } });
    expect(now).toHaveLength(3);
    const late = await deleteGroup(as("officer"), group, { seen: seen.split("\n"), reason: "" });
    expect(problemOf(late).code).toBe("synonyms_changed");
  });
});

describe("history", () => {
  it("keeps who, before and after, and takes an edit back unless it was edited since", async () => {
    const group = valueOf(await saveGroup(as("officer"), null, input("历史词一\n历史词二")));
    const seen = "历史词一\n历史词二";
    valueOf(await saveGroup(as("operator"), group, input(`${seen}\n历史词三`, { seen, reason: "补充" })));
    const { items } = await listEdits(test, { group });
    expect(items.map(({ act }) => act)).toEqual(["edit_synonyms", "add_synonyms"]);
    expect(items[0]).toMatchObject({
      actorName: actors.get("operator")?.user?.name,
      reason: "补充",
      before: ["历史词一", "历史词二"],
      after: ["历史词一", "历史词二", "历史词三"],
    });
    const [edit, add] = items;
    expect(problemOf(await undoEdit(as("officer"), add?.seq ?? 0)).code).toBe("synonyms_changed");
    valueOf(await undoEdit(as("officer"), edit?.seq ?? 0));
    expect((await findGroup(test, group))?.terms).toEqual(["历史词一", "历史词二"]);
    valueOf(await deleteGroup(as("officer"), group, { seen: seen.split("\n"), reason: "" }));
    const [deleted] = (await listEdits(test, { group })).items;
    valueOf(await undoEdit(as("officer"), deleted?.seq ?? 0));
    expect((await findGroup(test, group))?.terms).toEqual(["历史词一", "历史词二"]);
  });
});

describe("a list of many", () => {
  it("pages by number without losing any", async () => {
    const [counted] = await test.db.execute<{ n: number }>(
      sql`select count(distinct group_no)::int as n from search_synonym`,
    );
    const groups: number[] = [];
    for (let after: number | undefined; ; ) {
      const { items, next } = await listGroups(test, { q: "", after });
      groups.push(...items.map(({ group }) => group));
      if (next === null) break;
      after = next;
    }
    expect(new Set(groups).size).toBe(counted?.n);
  });

  it("finds a word in any width and case, and takes % as text", async () => {
    expect((await listGroups(test, { q: "ＳＥＭ" })).items.length).toBeGreaterThan(0);
    expect((await listGroups(test, { q: "%" })).items).toEqual([]);
  });
});

describe("CSV", () => {
  const exported = async (locale: Locale) => {
    const { column } = messages[locale].synonyms;
    const parts: Uint8Array[] = [];
    for await (const part of synonymsCsv(test, (n) => (n === 0 ? column.group : `${n}`))) parts.push(part);
    return Buffer.concat(parts);
  };

  it.each(["zh-CN", "en"] as const)("of an export in %s changes nothing when imported", async (locale) => {
    const text = valueOf(textOfFile(await exported(locale)));
    const plan = valueOf(await planImport(test.db, text));
    expect(plan).toMatchObject({ edits: [], errors: [] });
    expect(plan.same).toBeGreaterThan(100);
  });

  it("in GB18030 adds, changes and deletes what was previewed, and nothing else", async () => {
    const changed = valueOf(await saveGroup(as("officer"), null, input("表格词一\n表格词二")));
    const gone = valueOf(await saveGroup(as("officer"), null, input("表格词三\n表格词四")));
    const file = `组号,词\r\n${changed},表格词一,表格词二,表格词五\r\n${gone}\r\n,表格词六,TBLX6\r\n`;
    const text = valueOf(textOfFile(encodeGb18030(file)));
    const plan = valueOf(await planImport(test.db, text));
    expect(plan.errors).toEqual([]);
    expect(plan.doubts).toEqual([]);
    expect(plan.edits).toHaveLength(3);
    const accepted = { text, mark: plan.mark, reason: "表.csv" };
    expect(valueOf(await importSynonyms(as("officer"), accepted))).toBe(3);
    expect((await findGroup(test, changed))?.terms).toEqual(["表格词一", "表格词二", "表格词五"]);
    expect(await findGroup(test, gone)).toBeUndefined();
    expect((await listGroups(test, { q: "TBLX6" })).items).toHaveLength(1);
    // The same again is not what was previewed.
    expect(problemOf(await importSynonyms(as("officer"), accepted)).code).toBe("synonyms_plan_changed");
  });

  it("names every wrong line", async () => {
    const text = "1,甲\nx,甲乙,丙丁\n999999,甲乙,丙丁\n,只有一个\n,X,甲乙丙\n";
    const { errors } = valueOf(await planImport(test.db, `No.,word\n${text}`));
    expect(errors.map(({ line, code }) => [line, code])).toEqual([
      [2, "too_few"],
      [3, "bad_group"],
      [4, "unknown_group"],
      [5, "too_few"],
      [6, "no_word"],
    ]);
  });

  it("says which words would then be in two groups, and not those that leave the other one", async () => {
    const group = valueOf(await saveGroup(as("officer"), null, input("疑词甲\n疑词乙\n疑词丙")));
    const text = `${group},疑词甲,疑词乙\n,疑词乙,疑词丁\n,疑词丁,疑词丙\n`;
    const { doubts } = valueOf(await planImport(test.db, text));
    expect(doubts).toEqual([
      { line: 2, term: "疑词乙", group },
      { line: 2, term: "疑词丁", group: null },
      { line: 3, term: "疑词丁", group: null },
    ]);
  });

  it("is refused when it is no text", () => {
    expect(problemOf(textOfFile(new Uint8Array([0, 1, 2, 0]))).code).toBe("synonyms_unreadable");
    expect(problemOf(textOfFile(new Uint8Array())).code).toBe("synonyms_unreadable");
  });
});

it("an unknown group cannot be saved", async () => {
  const saved = await saveGroup(as("officer"), 888_888, input("甲乙丙\n丁戊己"));
  expect(problemOf(saved).code).toBe("not_found");
  expect(await test.db.$count(listing, eq(listing.state, "published"))).toBeGreaterThan(0);
});

describe("an edit while the index is rebuilt", () => {
  it("reaches every listing", async () => {
    await test.db.execute(sql`create function edit_meanwhile() returns trigger language plpgsql as $$ begin
      if not exists (select 1 from search_synonym where term = 'QWXZ') then
        insert into search_synonym (group_no, term, position)
          select group_no, 'QWXZ', 99 from search_synonym where term = '扫描电镜';
      end if;
      return null;
    end $$`);
    await test.db.execute(sql`create trigger edit_meanwhile after insert on search_doc
      for each statement execute function edit_meanwhile()`);
    await rebuildIndex(test.db, new Date());
    await test.db.execute(sql`drop trigger edit_meanwhile on search_doc`);
    const [indexed] = await test.db.execute<{ n: number }>(
      sql`select count(*)::int as n from search_doc d join search_state s on s.idx = d.idx and s.live_gen = d.gen
        where d.tsv @@ 'qwxz'::tsquery`,
    );
    expect(indexed?.n).toBeGreaterThan(0);
  });
});
