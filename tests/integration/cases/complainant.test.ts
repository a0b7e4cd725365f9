import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notice } from "#db/schema/shared.ts";
import { fileComplaint } from "#app/domain/cases/file-complaint.server.ts";
import { complaintProgress } from "#app/domain/cases/query-code.server.ts";
import { type Actor, visitor } from "#app/domain/context.ts";
import { notify } from "#app/domain/notices/notify.server.ts";
import type { Jobs } from "#app/runtime/jobs.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { as, type Cast, clockAt, restricting, stage, take } from "./world.ts";

let test: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
});

afterAll(() => test.close());

const day = 86_400_000;
const card = { ...restricting, offenceCode: "MC01" };

const complain = async (who: Actor, clock: ReturnType<typeof clockAt>, more = {}) =>
  valueOf(
    await fileComplaint(
      as(test.db, who, clock),
      {
        ...{ subjectId: cast.accused.organization?.id ?? "", title: "发布虚假的设备参数" },
        ...{ account: "网页上的设备参数与现场铭牌不符，已拍照，多家用户受到误导。", offenceCode: "MC01" },
        ...{ actFrom: "2026-09-01", actUntil: "2026-09-20", name: "", contact: "", confidential: false },
        ...more,
      },
      { files: [], ip: "10.0.0.1" },
    ),
  );

/** Runs the waiting notices about a case and returns what the person was told, by name. */
async function toldTo(who: Actor, caseId: string, clock: ReturnType<typeof clockAt>) {
  const jobs = await test.db.execute<{ id: string; payload: Jobs["notify"] }>(sql`
    select j.id, j.payload from graphile_worker._private_jobs j
    where j.payload->>'entityId' = ${caseId} order by j.id`);
  for (const { id, payload } of jobs) await notify({ db: test.db, clock }, String(id), payload);
  const rows = await test.db
    .select({ template: notice.template, href: notice.href })
    .from(notice)
    .where(eq(notice.userId, who.user?.id ?? ""))
    .orderBy(notice.template);
  return rows.filter(({ href }) => href.includes(caseId)).map(({ template }) => template);
}

describe("somebody with an account who complained", () => {
  it("is told of acceptance, decision and review", async () => {
    const clock = clockAt("2026-10-12");
    const { id, queryCode } = await complain(cast.complainant, clock);
    expect(queryCode).toBeNull();
    const step = async (who: Actor, name: Parameters<typeof take>[2], more = {}) =>
      valueOf(await take(as(test.db, who, clock), id, name, more));
    await step(cast.officer, "accept");
    await step(cast.officer, "notify", card);
    clock.advance(14 * day);
    await step(cast.officer, "submit");
    await step(cast.adjudicator, "decide", restricting);
    await step(cast.officer, "serve");
    await step(cast.accused, "apply_for_review");
    await step(cast.reviewer, "revoke");
    expect(await toldTo(cast.complainant, id, clock)).toEqual([
      "complaint-accepted",
      "complaint-decided",
      "complaint-revoked",
    ]);
    const [last] = await test.db.select().from(notice).where(eq(notice.template, "complaint-revoked"));
    expect(last?.href).toBe(`/account/complaints/${id}`);
    // The reasons of a decision concern the accused alone.
    expect(JSON.stringify(last?.data)).not.toContain("经核查");
  });

  it("is told that nothing was found, though the accused never knew", async () => {
    const clock = clockAt("2026-10-12");
    const { id } = await complain(cast.complainant, clock, { title: "另一件事情" });
    for (const [who, name] of [
      [cast.officer, "accept"],
      [cast.officer, "submit_unfounded"],
      [cast.adjudicator, "dismiss"],
    ] as const)
      valueOf(await take(as(test.db, who, clock), id, name));
    expect(await toldTo(cast.complainant, id, clock)).toEqual(["complaint-accepted", "complaint-unfounded"]);
    expect(await toldTo(cast.accused, id, clock)).toEqual([]);
  });
});

describe("a visitor who complained", () => {
  it("reads what became of it by a code, without signing in", async () => {
    const clock = clockAt("2026-10-12");
    const nobody = visitor("test");
    const known = { name: "某用户", contact: "13800000000" };
    const { id, queryCode } = await complain(nobody, clock, known);
    expect(queryCode).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    const again = await complain(nobody, clock, known);
    expect(again.id).toBe(id);
    const ask = (code: string) => complaintProgress(as(test.db, nobody, clock), code, "10.0.0.1");
    expect(valueOf(await ask(queryCode ?? ""))).toMatchObject({ state: "received", answers: [] });
    valueOf(await take(as(test.db, cast.officer, clock), id, "reject", { reason: "不属于本平台受理范围。" }));
    for (const code of [
      queryCode ?? "",
      again.queryCode ?? "",
      (queryCode ?? "").toLowerCase().replaceAll("-", " "),
    ]) {
      const seen = valueOf(await ask(code));
      expect(seen).toMatchObject({
        state: "rejected",
        answers: [{ kind: "rejection", text: "不属于本平台受理范围。" }],
      });
      expect(JSON.stringify(seen)).not.toMatch(/13800000000|某用户|铭牌/);
    }
    expect(problemOf(await ask("0000-0000-0000-0000")).errors).toEqual([
      { path: "code", code: "query_code_unknown" },
    ]);
  });
});
