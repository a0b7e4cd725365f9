import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { externalEntry } from "#db/schema/credit.ts";
import { jurisdiction, organization } from "#db/schema/identity.ts";
import { auditEntry, notice } from "#db/schema/shared.ts";
import { creditCode } from "#db/seed/check-digits.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { type Actor, visitor } from "#app/domain/context.ts";
import { fileObjection } from "#app/domain/cases/objection/file.server.ts";
import { sustainObjection } from "#app/domain/cases/objection/answer.server.ts";
import { decideMatch, withdrawEntry, withdrawList } from "#app/domain/credit/external/decide.server.ts";
import { importExternalList } from "#app/domain/credit/external/import-list.server.ts";
import {
  externalListPage,
  externalLists,
  externalRecordsOf,
} from "#app/domain/credit/external/queries.server.ts";
import { publicStanding } from "#app/domain/credit/public-standing.server.ts";
import { measureAgainst } from "#app/domain/credit/standing.server.ts";
import { writeWorkbook } from "#app/integrations/spreadsheet.server.ts";
import { notify } from "#app/domain/notices/notify.server.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { dispatch } from "#app/routes/api/dispatch.server.ts";
import { fixedClock, systemClock } from "#app/runtime/clock.ts";
import type { Jobs } from "#app/runtime/jobs.server.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { tokenOf } from "../../support/booking-client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let officer: Actor;
let elsewhere: Actor;
let adjudicator: Actor;
let owner: Actor;
let namesake: Actor;
const as = (actor: Actor, day = "2026-11-20") =>
  contextOf(test.db, actor, fixedClock(`${day}T10:00:00+08:00`));

const head =
  "行政相对人名称,统一社会信用代码,行政处罚决定书文号,违法事实,处罚依据,处罚内容,处罚决定日期,公示截止期,处罚机关";
const org = (actor: Actor) => {
  if (!actor.organization) throw new Error("no organisation");
  return actor.organization;
};
const line = (name: string, uscc: string, no: string, day = "2026-03-01", until = "2027-03-01") =>
  [
    name,
    uscc,
    no,
    "未按标准检测",
    "《计量法》第二十八条",
    "罚款2万元",
    day,
    until,
    "杭州市市场监督管理局",
  ].join(",");
const listOf = (bytes: Uint8Array) => ({
  name: "三季度处罚",
  fileName: "q3.csv",
  source: "杭州市市场监督管理局",
  bytes,
});
const utf8 = (lines: readonly string[]) => new TextEncoder().encode([head, ...lines].join("\r\n"));
const bring = async (bytes: Uint8Array, actor = officer) =>
  valueOf(await importExternalList(as(actor), listOf(bytes))).id;
const page = async (id: string, view: "suggested" | "matched" | "none" = "matched") => {
  const found = await externalListPage(as(officer), id, view);
  if (!found) throw new Error("the list is not there");
  return found;
};

/** The owner of an organisation whose credit code is one. */
async function registered(body: string): Promise<Actor> {
  const member = await makeMember(test.db, ["owner"]);
  const uscc = creditCode("91", "330106", body);
  await test.db
    .update(organization)
    .set({ uscc })
    .where(eq(organization.id, org(member).id));
  return { ...member, organization: { ...org(member), uscc } };
}

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  const regulator = async (role: "officer" | "adjudicator", prefix: string): Promise<Actor> => ({
    ...(await makeMember(test.db, [role], "government")),
    regionPrefixes: [prefix],
  });
  officer = await regulator("officer", "33");
  elsewhere = await regulator("officer", "44");
  adjudicator = await regulator("adjudicator", "33");
  owner = await registered("MA2H1XY7");
  namesake = await registered("MA2H1XY8");
});

afterAll(() => test.close());

it("matches by code at once, by name only when a person says so, and changes nothing but what is shown", async () => {
  const { nameZh, uscc } = org(owner);
  const id = await bring(
    utf8([
      line(nameZh, uscc, "杭市监处〔2026〕1号"),
      line(org(namesake).nameZh, "", "杭市监处〔2026〕2号"),
      line("不在平台的公司", "", "杭市监处〔2026〕3号"),
      line("写错的公司", "123", "杭市监处〔2026〕4号"),
    ]),
  );
  const { list } = await page(id);
  expect(list).toMatchObject({ total: 4, matched: 1, suggested: 1, known: 0, rejected: 1 });
  expect(list.rejectedRows).toEqual([{ row: 5, column: "uscc", code: "credit_code_form" }]);
  expect(await externalRecordsOf(as(owner), org(namesake).id)).toEqual([]);

  const [waiting] = (await page(id, "suggested")).entries;
  const entryId = waiting?.id ?? "";
  expect(problemOf(await decideMatch(as(adjudicator), id, { entryId, same: true })).code).toBe("forbidden");
  expect(problemOf(await decideMatch(as(elsewhere), id, { entryId, same: true })).code).toBe("not_found");
  valueOf(await decideMatch(as(officer), id, { entryId, same: true }));
  expect(problemOf(await decideMatch(as(officer), id, { entryId, same: false })).code).toBe("not_suggested");
  const standing = await publicStanding(as(owner), org(namesake).uscc);
  expect(standing).toMatchObject({ grade: "A", score: 100, restrictions: [], records: [] });
  expect(standing?.external).toMatchObject([{ documentNo: "杭市监处〔2026〕2号", until: "2027-03-01" }]);
  expect(await measureAgainst(test.db, org(namesake).id, "book", new Date("2026-11-20"))).toBeUndefined();
  expect(await externalRecordsOf(as(owner, "2027-03-02"), org(namesake).id)).toEqual([]);
  const told = await test.db
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.entityId, entryId), eq(auditEntry.transition, "confirm_match")));
  expect(told).toHaveLength(1);
});

it("knows the same list again in every encoding, and follows the end of a publication", async () => {
  const rows = [line(org(owner).nameZh, org(owner).uscc, "杭市监处〔2026〕9号")];
  await bring(utf8(rows));
  const later = line(org(owner).nameZh, org(owner).uscc, "杭市监处〔2026〕9号", "2026-03-01", "2026-12-31");
  const gb = await bring(encodeGb18030([head, later].join("\r\n")));
  const xlsx = await bring(writeWorkbook("名单", [head.split(","), later.split(",")]));
  for (const id of [gb, xlsx])
    expect((await page(id)).list).toMatchObject({ total: 1, known: 1, matched: 0 });
  const found = await externalRecordsOf(as(owner), org(owner).id);
  expect(found.find(({ documentNo }) => documentNo.endsWith("9号"))?.until).toBe("2026-12-31");
});

it("keeps another territory's organisations out, and its lists", async () => {
  const id = await bring(utf8([line(org(owner).nameZh, org(owner).uscc, "粤市监处〔2026〕1号")]), elsewhere);
  const [row] = await test.db.select().from(externalEntry).where(eq(externalEntry.listId, id));
  expect(row).toMatchObject({ match: "none", organizationId: null });
  for (const actor of [owner, adjudicator])
    expect(problemOf(await importExternalList(as(actor), listOf(utf8([])))).code).toBe("forbidden");
  expect((await externalLists(as(owner))).length).toBe(0);
});

it("takes entries back without a trace: by objection, one by one, and a whole list", async () => {
  const numbers = ["21号", "22号", "23号"];
  const id = await bring(utf8(numbers.map((no) => line(org(namesake).nameZh, org(namesake).uscc, no))));
  const shown = async () =>
    (await externalRecordsOf(as(owner), org(namesake).id))
      .map(({ documentNo }) => documentNo)
      .filter((no) => numbers.includes(no));
  const idOf = async (no: string) =>
    (await page(id)).entries.find(({ documentNo }) => documentNo === no)?.id ?? "";
  const aboutId = await idOf("21号");
  const filed = await fileObjection(as(namesake), {
    about: "external_entry",
    aboutId,
    grounds: "并非我单位，名称相同。",
  });
  const marked = await externalRecordsOf(as(owner), org(namesake).id);
  expect(marked.filter(({ underObjection }) => underObjection).map((row) => row.id)).toEqual([aboutId]);
  valueOf(await sustainObjection(as(adjudicator), valueOf(filed).id, { answer: "核对后不是同一单位。" }));
  expect(await shown()).toEqual(["22号", "23号"]);
  const entryId = await idOf("22号");
  valueOf(await withdrawEntry(as(officer), id, { entryId, reason: "公布机关已撤销" }));
  expect(problemOf(await withdrawEntry(as(officer), id, { entryId, reason: "再次" })).code).toBe("not_found");
  expect(await shown()).toEqual(["23号"]);
  valueOf(await withdrawList(as(officer), id, { reason: "名单有误，整份撤下" }));
  expect(await shown()).toEqual([]);
  expect(
    (await publicStanding(as(owner), org(namesake).uscc))?.external.some(({ documentNo }) =>
      numbers.includes(documentNo),
    ),
  ).toBe(false);
});

it("refuses what is no list, and takes a long one", async () => {
  const reason = async (bytes: Uint8Array) =>
    problemOf(await importExternalList(as(officer), listOf(bytes))).params?.reason;
  expect(await reason(new Uint8Array())).toBe("empty_file");
  expect(await reason(new TextEncoder().encode("设备名称,型号\n扫描电镜,X1"))).toBe("no_table");
  expect(await reason(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1, 2, 3))).toBe("unreadable_workbook");
  expect(await reason(new TextEncoder().encode(`${head}\n"没有结束`))).toBe("quote_not_closed");
  expect(await reason(Uint8Array.of(0xff, 0x00, 0xfe, 0xff))).toBe("encoding_unknown");
  const many = (count: number) =>
    utf8(Array.from({ length: count }, (_, n) => line(`某公司${n}`, "", `第${n}号`)));
  expect(await reason(many(20_001))).toBe("too_many_rows");
  const id = await bring(many(3000));
  expect((await page(id, "none")).list).toMatchObject({ total: 3000, entries: 3000, matched: 0 });
});

/** A call of the API by whoever has this token, with the body as it is. */
async function call(
  token: string | null,
  method: string,
  path: string,
  body?: string | Uint8Array,
  more = {},
) {
  const [pathname = ""] = path.split("?");
  const request = new Request(`http://localhost/api/v1${path}`, {
    method,
    headers: { ...(token && { Authorization: `Bearer ${token}` }), ...more },
    ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
  const ctx = { db: test.db, clock: systemClock, actor: visitor("test") };
  const { t } = translatorFor("en");
  const scope = { requestId: "test", nonce: "", ip: null, ctx, session: null, locale: "en" as const };
  const answer = await dispatch({ ...scope, theme: "system", t }, request, pathname);
  const given: unknown = await answer.json();
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(given) };
}

it("is taken in by a program, once for one key, and told to those it means, who read it in the API apart from decisions", async () => {
  const program = await makeMember(test.db, ["officer"], "government");
  await test.db.insert(jurisdiction).values({ organizationId: org(program).id, regionPrefix: "33" });
  const meant = await registered("MA2H1XYA");
  const [mayImport, mayNot] = [await tokenOf(test, program), await tokenOf(test, meant)];
  const until = `${new Date().getFullYear() + 1}-03-01`;
  const body = utf8([
    line(org(meant).nameZh, org(meant).uscc, "杭市监处〔2026〕21号", "2026-03-01", until),
    line("写错的公司", "123", "杭市监处〔2026〕22号"),
  ]);
  const path = `/external-lists?name=${encodeURIComponent("四季度处罚")}&source=${encodeURIComponent("杭州市市场监督管理局")}`;
  const sent = { "Content-Type": "text/csv", "Idempotency-Key": "list-1" };
  expect((await call(mayNot, "POST", path, body, sent)).status).toBe(403);
  const made = await call(mayImport, "POST", path, body, sent);
  expect(made).toMatchObject({
    status: 201,
    body: { total: 2, matched: 1, rejected: 1, rejectedRows: [{ row: 3, column: "uscc" }] },
  });
  expect((await call(mayImport, "POST", path, body, sent)).body.id).toBe(made.body.id);
  const other = await call(mayImport, "POST", path, utf8([]), sent);
  expect(other).toMatchObject({ status: 409, body: { code: "idempotency_conflict" } });

  const shown = async () => (await call(null, "GET", `/credit/${org(meant).uscc}/external`)).body.items;
  expect(await shown()).toMatchObject([
    { documentNo: "杭市监处〔2026〕21号", publishedUntil: until, underObjection: false },
  ]);
  const standing = (await call(null, "GET", `/credit/${org(meant).uscc}`)).body;
  expect(standing).toMatchObject({ grade: "A", score: 100, restrictions: [], records: [] });
  const [entry] = z.array(z.looseObject({ id: z.string() })).parse(made.body.entries);
  const jobs = await test.db.execute<{ id: string; payload: Jobs["notify"] }>(sql`
    select id::text, payload from graphile_worker._private_jobs where payload ->> 'entityId' = ${entry?.id}`);
  for (const { id, payload } of jobs) await notify({ db: test.db, clock: systemClock }, id, payload);
  const told = await test.db
    .select()
    .from(notice)
    .where(eq(notice.userId, meant.user?.id ?? ""));
  expect(told).toMatchObject([{ template: "external-listed" }]);

  const back = await call(
    ...([mayImport, "POST", `/external-lists/${made.body.id}/withdraw`] as const),
    JSON.stringify({ reason: "原机关已撤销公示。" }),
    { "Content-Type": "application/json" },
  );
  expect(back).toMatchObject({ status: 200, body: { matched: 0, withdrawn: 1 } });
  expect(await shown()).toEqual([]);
});
