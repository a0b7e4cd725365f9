import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { misconductCase, objection, publication } from "#db/schema/cases.ts";
import { creditEvent, creditEventChange, standingQuery } from "#db/schema/credit.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";
import { publishServed } from "#app/domain/cases/publication/publish.server.ts";
import { withdrawPublished } from "#app/domain/cases/publication/withdraw.server.ts";
import { systemActor } from "#app/domain/context.ts";
import { liftMeasure } from "#app/domain/credit/lift-measure.server.ts";
import { checkCodes } from "#app/domain/credit/register/check.server.ts";
import { readRegisterQuery } from "#app/domain/credit/register/inputs.ts";
import { listRegister } from "#app/domain/credit/register/list.server.ts";
import { publishedDecision } from "#app/domain/credit/register/one.server.ts";
import { tidyRegister } from "#app/domain/credit/register/tidy.server.ts";
import { organization } from "#db/schema/identity.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layDecided } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let test: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  test = await testDatabase();
  server = await startServer(test.url);
});

afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);
const ctx = () => contextOf(test.db, systemActor("test"), systemClock);

/** A decision that was served some days ago, published now. */
async function publish(kind: MeasureKind = "blacklist", servedDaysAgo = 2, until?: Date) {
  const subject = await makeMember(test.db, ["owner"]);
  const org = subject.organization;
  if (!org) throw new Error("no organisation");
  const from = ago(servedDaysAgo);
  const laid = await layDecided(test.db, { organizationId: org.id, kind, from, until });
  await test.db.transaction((tx) =>
    publishServed(tx, ctx(), laid.decisionId, { facts: `${org.nameZh}出具虚假检测报告。` }),
  );
  return { ...laid, subject, org };
}

const ask = async (query: string) =>
  (await listRegister(ctx(), readRegisterQuery(new URLSearchParams(query)))).items.map(({ id }) => id);

const text = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(server.url + path, { headers });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

describe("the register", () => {
  it("finds by name, credit code and document number, and narrows by state, measure, class, region and day", async () => {
    const one = await publish("suspension");
    const over = await publish("booking_restriction", 60, ago(20));
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    for (const q of [
      one.org.nameZh.slice(2),
      one.org.uscc.toLowerCase(),
      one.documentNo,
      one.org.nameEn.toUpperCase(),
    ])
      expect(await ask(`q=${encodeURIComponent(q)}`), q).toEqual([one.decisionId]);
    const both = [over.decisionId, one.decisionId];
    // The demonstration market has published decisions of its own.
    const mine = async (query: string) => (await ask(query)).filter((id) => both.includes(id));
    expect(await mine("")).toEqual(both);
    expect(await mine("state=in_force")).toEqual([one.decisionId]);
    expect(await mine("state=ended")).toEqual([over.decisionId]);
    expect(await mine("measure=suspension")).toEqual([one.decisionId]);
    expect(await mine("class=general")).toEqual([]);
    expect(await mine("region=3301&class=serious")).toEqual(both);
    expect(await mine("region=3302")).toEqual([]);
    expect(await mine(`from=${today}&until=${today}`)).toEqual(both);
    expect(await mine(`until=${ago(3).toISOString().slice(0, 10)}`)).toEqual([]);
    expect(await mine("q=%25")).toEqual([]);
    expect(await mine("state=nonsense&cursor=x&page=0")).toEqual(both);
  });

  it("is paged by cursor without missing or repeating a row", async () => {
    for (let count = 0; count < 4; count++) await publish("delisting");
    const asked = (cursor: string) =>
      readRegisterQuery(new URLSearchParams(`limit=2&measure=delisting&cursor=${cursor}`));
    const first = await listRegister(ctx(), asked(""));
    const second = await listRegister(ctx(), asked(first.next ?? ""));
    expect(second.next).toBeNull();
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
  });

  it("marks a decision under objection at once, whether objected to, objected to in the record, or under review", async () => {
    const marked = async (id: string) => (await publishedDecision(ctx(), id))?.underObjection;
    const { decisionId, org, subject } = await publish();
    const [event] = await test.db
      .insert(creditEvent)
      .values({
        organizationId: org.id,
        record: "integrity",
        code: "RI02",
        class: "serious",
        from: ago(2),
        causeType: "decision",
        causeId: decisionId,
      })
      .returning();
    const object = (about: "decision" | "credit_event", aboutId: string) =>
      test.db
        .insert(objection)
        .values({
          ...{ about, aboutId, subjectId: org.id, regionCode: org.regionCode, grounds: "不实" },
          filedById: subject.user?.id ?? "",
          filedAt: new Date(),
        })
        .returning();
    const answer = () =>
      test.db.update(objection).set({ state: "dismissed" }).where(eq(objection.subjectId, org.id));
    expect(await marked(decisionId)).toBe(false);
    for (const [about, id] of [
      ["decision", decisionId],
      ["credit_event", event?.id ?? ""],
    ] as const) {
      await object(about, id);
      expect(await marked(decisionId), about).toBe(true);
      await answer();
      expect(await marked(decisionId), about).toBe(false);
    }
    await test.db
      .update(misconductCase)
      .set({ state: "under_review" })
      .where(eq(misconductCase.subjectId, org.id));
    expect(await marked(decisionId)).toBe(true);
  });

  it("checks many codes at once up to a limit, in their order, and writes each question down", async () => {
    const { org } = await publish("listing_restriction");
    const stranger = "91330100MA00000000";
    const [unknown, known] = valueOf(await checkCodes(ctx(), [stranger, org.uscc]));
    expect(unknown).toEqual({ uscc: stranger, found: null });
    const restriction = { measure: "listing_restriction", underObjection: false };
    expect(known?.found).toMatchObject({ restrictions: [restriction] });
    const asked = await test.db.select().from(standingQuery).where(eq(standingQuery.organizationId, org.id));
    expect(asked).toMatchObject([{ via: "system", extent: "public" }]);
    await test.db
      .update(misconductCase)
      .set({ state: "under_review" })
      .where(eq(misconductCase.subjectId, org.id));
    const [contested] = valueOf(await checkCodes(ctx(), [org.uscc]));
    expect(contested?.found).toMatchObject({ restrictions: [{ ...restriction, underObjection: true }] });
    const many = Array.from({ length: 201 }, (_, at) => `CODE${at}`);
    expect(problemOf(await checkCodes(ctx(), many)).errors).toMatchObject([{ code: "too_many_codes" }]);
  });
});

describe("what the register is searched by", () => {
  it("follows names and measures, before and after the job that tidies it", async () => {
    const one = await publish("suspension");
    const inState = async (state: string) => (await ask(`q=${one.org.uscc}&state=${state}`)).length;
    expect([await inState("in_force"), await inState("ended")]).toEqual([1, 0]);
    await liftMeasure(test.db, { measureId: one.measureId, from: new Date(), reason: "解除" });
    expect([await inState("in_force"), await inState("ended")]).toEqual([0, 1]);
    await tidyRegister(ctx());
    expect([await inState("in_force"), await inState("ended")]).toEqual([0, 1]);
    const renamed = `改名单位${randomUUID()}`;
    await test.db.update(organization).set({ nameZh: renamed }).where(eq(organization.id, one.org.id));
    expect(await ask(`q=${encodeURIComponent(renamed)}`)).toEqual([one.decisionId]);
  });
});

describe("every outlet", () => {
  /** Every address at which a published decision can be found, with what would show it. */
  const outlets = (decisionId: string, uscc: string, q: string) => [
    `/credit?q=${q}`,
    `/credit.data?q=${q}`,
    `/credit/decisions/${decisionId}`,
    `/credit/decisions/${decisionId}.data`,
    `/credit/${uscc}`,
    `/credit/${uscc}.data`,
    `/credit.atom?q=${q}`,
    `/api/v1/credit/register?q=${q}`,
    `/api/v1/credit/register.csv?q=${q}`,
    `/api/v1/credit/${uscc}`,
  ];

  it("shows a published decision, and none shows a trace of it once it is withdrawn", async () => {
    const { decisionId, documentNo, measureId, org } = await publish("blacklist");
    const paths = outlets(decisionId, org.uscc, org.uscc);
    const tags = new Map<string, string>();
    for (const path of paths) {
      const { status, body, headers } = await text(path);
      expect(status, path).toBe(200);
      expect(body, path).toContain(documentNo);
      expect(headers.get("Cache-Control") ?? "no-store", path).toMatch(/no-store|no-cache/);
      const tag = headers.get("ETag");
      if (tag) tags.set(path, tag);
    }
    expect((await text("/sitemaps/pages.xml")).body).not.toContain(decisionId);
    const repair = { reason: "repaired" as const, note: "" };
    await test.db.transaction(async (tx) => {
      await withdrawPublished(tx, ctx(), decisionId, repair);
      await liftMeasure(tx, { measureId, from: new Date(), reason: "修复" });
    });
    for (const path of paths) {
      const tag = tags.get(path);
      const { status, body } = await text(path, tag ? { "If-None-Match": tag } : {});
      expect(status, path).toBe(path.includes("/decisions/") ? 404 : 200);
      expect(body, path).not.toContain(documentNo);
      expect(body, path).not.toContain("出具虚假检测报告");
    }
  });

  it("forgets a publication whose time is over without anybody doing anything", async () => {
    const { decisionId } = await publish();
    const id = (await test.db.select().from(publication).where(eq(publication.decisionId, decisionId)))[0]
      ?.until;
    const after = { ...ctx(), clock: { now: () => id ?? new Date() } };
    expect(await publishedDecision(ctx(), decisionId)).toBeDefined();
    expect(await publishedDecision(after, decisionId)).toBeUndefined();
  });
});

describe("the API", () => {
  it("gives a credit code's standing with exactly its fields, without unpublished decisions", async () => {
    const secret = await makeMember(test.db, ["owner"]);
    const { id = "", uscc = "" } = secret.organization ?? {};
    await layDecided(test.db, { organizationId: id, kind: "booking_restriction", from: ago(3) });
    const quiet = JSON.parse((await text(`/api/v1/credit/${uscc}`)).body);
    expect(quiet).toEqual({
      uscc,
      name: secret.organization?.nameZh,
      grade: "A",
      score: 100,
      restrictions: [],
      records: [],
    });
    const { org, documentNo } = await publish("suspension");
    const told = JSON.parse((await text(`/api/v1/credit/${org.uscc}?lang=en`)).body);
    expect(Object.keys(told)).toEqual(["uscc", "grade", "score", "name", "restrictions", "records"]);
    expect(told).toMatchObject({
      name: org.nameEn,
      restrictions: [{ measure: "suspension", caseNo: documentNo }],
    });
    expect((await text("/api/v1/credit/91330100MA00000000")).status).toBe(404);
    expect(JSON.parse((await text(`/api/v1/credit/${org.uscc}/external`)).body)).toEqual({ items: [] });
    expect((await text("/api/v1/credit/91330100MA00000000/external")).status).toBe(404);
  });

  it("writes a table in the national columns that no spreadsheet runs as formulas", async () => {
    const { org, decisionId } = await publish("proposal_restriction");
    await test.db.execute(sql`update organization set name_zh = '=HYPERLINK("x")' where id = ${org.id}`);
    const response = await fetch(`${server.url}/api/v1/credit/register.csv?q=${org.uscc}`);
    const body = Buffer.from(await response.arrayBuffer()).toString();
    expect(body.startsWith("\uFEFF行政相对人名称,行政相对人代码_1(统一社会信用代码),")).toBe(true);
    const [, row = ""] = body.split("\r\n");
    expect(row).toContain(`"'=HYPERLINK(""x"")",${org.uscc}`);
    expect(row).not.toContain(decisionId);
  });

  it("answers check-many and the rule book", async () => {
    const { org } = await publish();
    const response = await fetch(`${server.url}/api/v1/credit/check`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ codes: [org.uscc] }),
    });
    expect(await response.json()).toMatchObject({ items: [{ uscc: org.uscc, found: { name: org.nameZh } }] });
    const { items } = JSON.parse((await text("/api/v1/credit/rules")).body);
    expect(items).toMatchObject([
      { version: 2, state: "in_force" },
      { version: 1, state: "former" },
    ]);
    expect(JSON.parse((await text("/api/v1/credit/rules/2")).body).offences.length).toBeGreaterThan(20);
    expect((await text("/credit/rules?against=1&lang=en")).body).toContain("MC09");
  });
});

describe("the grade", () => {
  it("is B while what was repaired would still have counted, and A when nothing was ever wrong", async () => {
    const subject = await makeMember(test.db, ["owner"]);
    const organizationId = subject.organization?.id ?? "";
    const gradeNow = async () =>
      JSON.parse((await text(`/api/v1/credit/${subject.organization?.uscc}`)).body).grade;
    expect(await gradeNow()).toBe("A");
    const bad = {
      record: "integrity" as const,
      code: "RI07",
      class: "general" as const,
      causeType: "decision",
    };
    const [event] = await test.db
      .insert(creditEvent)
      .values({ organizationId, ...bad, from: ago(50), until: ago(-50), causeId: randomUUID() })
      .returning();
    expect(await gradeNow()).toBe("C");
    const change = { eventId: event?.id ?? "", from: ago(1), reason: "修复" };
    await test.db.insert(creditEventChange).values({ ...change, kind: "repair" });
    expect(await gradeNow()).toBe("B");
  });
});
