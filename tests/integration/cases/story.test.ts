import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caseEntry, decision, rectification } from "#db/schema/cases.ts";
import { addEvidence } from "#app/domain/cases/evidence.server.ts";
import { fileComplaint } from "#app/domain/cases/file-complaint.server.ts";
import { caseDetail, findCase } from "#app/domain/cases/find-case.server.ts";
import { renderDecision } from "#app/domain/cases/papers.server.ts";
import { acceptRectification } from "#app/domain/cases/rectification/answer.server.ts";
import { reportRectification } from "#app/domain/cases/rectification/report.server.ts";
import { grantRepair, requestRepair } from "#app/domain/cases/repair/repair.server.ts";
import { settleCases } from "#app/domain/cases/settle.server.ts";
import { standingsOf } from "#app/domain/credit/queries.server.ts";
import { measureAgainst } from "#app/domain/credit/standing.server.ts";
import { systemActor } from "#app/domain/context.ts";
import { lastDay } from "#app/domain/deadline.ts";
import { rolledBack } from "../../support/rolled-back.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { as, blacklist, type Cast, caseRow, clockAt, refer, stage, suspension, take } from "./world.ts";

let test: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
});

afterAll(() => test.close());

const day = 86_400_000;

it("opens one case for a complaint that is sent twice, at once or later, and another for other words", async () => {
  const { db } = test;
  const complaint = {
    subjectId: cast.accused.organization?.id ?? "",
    title: "转包检测任务未告知",
    account: "委托的检测任务被转给第三方完成，事先没有告知，报告也没有注明。",
    offenceCode: "RI03",
    actFrom: "2026-01-05",
    actUntil: "2026-01-06",
    name: "",
    contact: "",
    confidential: false,
  };
  const send = (day: string, more = {}) =>
    fileComplaint(
      as(db, cast.complainant, clockAt(day)),
      { ...complaint, ...more },
      { files: [], ip: null },
    ).then((filed) => valueOf(filed).caseNo);
  const [first, twin] = await Promise.all([send("2026-02-20"), send("2026-02-20")]);
  expect(twin).toBe(first);
  expect(await send("2026-02-20")).toBe(first);
  expect(await send("2026-02-20", { title: "转包检测任务且未告知" })).not.toBe(first);
  expect(await send("2026-02-22")).not.toBe(first);
});

describe("a case from complaint to repair", () => {
  it("lays measures with its service, eases them on review, and leaves nothing in force after repair", async () => {
    const { db } = test;
    const clock = clockAt("2026-03-02");
    const { officer, adjudicator, reviewer, third, accused, complainant } = cast;
    const subjectId = accused.organization?.id ?? "";
    const filed = await fileComplaint(
      as(db, complainant, clock),
      {
        subjectId,
        title: "出具虚假检测报告",
        account: "委托检测的三份报告与原始记录不符，数据为同一组数据修改而成。",
        offenceCode: "RI03",
        actFrom: "2026-01-05",
        actUntil: "2026-02-10",
        name: "",
        contact: "",
        confidential: false,
      },
      { files: [pdf("举报材料.pdf")], ip: null },
    );
    const { id, caseNo } = valueOf(filed);
    expect(caseNo).toMatch(/^西科信查〔2026〕\d+号$/);
    const step = async (who: typeof officer, name: Parameters<typeof take>[2], more = {}) =>
      valueOf(await take(as(db, who, clock), id, name, more));

    await step(officer, "accept");
    const added = await addEvidence(as(db, officer, clock), id, pdf("原始记录.pdf"), {
      source: "现场检查取得",
      audience: "handlers",
    });
    await step(officer, "record");
    expect(problemOf(await findCase(as(db, accused, clock), id)).code).toBe("not_found");
    await step(officer, "notify", { measures: [blacklist, suspension], evidence: [valueOf(added).id] });
    expect(problemOf(await take(as(db, officer, clock), id, "submit")).code).toBe("window_open");
    await step(accused, "defend");
    await step(accused, "request_hearing");
    const seen = valueOf(await caseDetail(as(db, accused, clock), id));
    expect(seen.files.map(({ name }) => name)).toEqual(["原始记录.pdf"]);
    expect(JSON.stringify(seen)).not.toContain(complainant.user?.id);
    expect(JSON.stringify(seen)).not.toContain(complainant.user?.email);

    const early = { at: "2026-03-05T09:00:00+08:00", place: "省科技大厦", chairId: third.user?.id };
    expect(problemOf(await take(as(db, officer, clock), id, "schedule_hearing", early)).code).toBe(
      "hearing_too_soon",
    );
    await step(officer, "schedule_hearing", { ...early, at: "2026-03-16T09:00:00+08:00" });
    expect(problemOf(await take(as(db, third, clock), id, "record_hearing")).code).toBe("hearing_ahead");
    clock.set("2026-03-16T12:00:00+08:00");
    await step(third, "record_hearing");
    await step(officer, "submit");
    const harder = { measures: [{ kind: "blacklist", days: 1000 }] };
    expect(problemOf(await take(as(db, adjudicator, clock), id, "decide", harder)).code).toBe(
      "harder_than_notice",
    );
    await step(adjudicator, "decide", { measures: [blacklist, suspension] });
    expect(await measureAgainst(db, subjectId, "book", clock.now())).toBeUndefined();
    await step(officer, "serve");
    const against = await measureAgainst(db, subjectId, "book", clock.now());
    expect(against).toMatchObject({
      measure: "blacklist",
      caseNo: expect.stringMatching(/^浙科信决〔2026〕/),
    });
    expect((await standingsOf(db, [subjectId], clock.now())).get(subjectId)?.grade).toBe("D");

    await step(accused, "apply_for_review");
    await step(reviewer, "stay");
    expect(await measureAgainst(db, subjectId, "book", clock.now())).toBeUndefined();
    expect(problemOf(await take(as(db, adjudicator, clock), id, "change")).code).toBe("conflict_decided");
    clock.advance(day);
    const milder = { class: "general", measures: [suspension] };
    await step(reviewer, "change", milder);
    expect(await measureAgainst(db, subjectId, "book", clock.now())).toMatchObject({ measure: "suspension" });
    expect((await standingsOf(db, [subjectId], clock.now())).get(subjectId)?.grade).toBe("C");

    const [ordered] = await db.select().from(rectification).where(eq(rectification.state, "ordered"));
    const rectificationId = ordered?.id ?? "";
    const statement = "已完成整改，撤回三份报告并重新检测，承诺不再发生。";
    const repairing = { statement, promise: true as const };
    expect(problemOf(await requestRepair(as(db, accused, clock), id, repairing)).code).toBe(
      "repair_too_early",
    );
    valueOf(await reportRectification(as(db, accused, clock), rectificationId, { text: statement }));
    valueOf(await acceptRectification(as(db, officer, clock), rectificationId, { answer: "整改属实。" }));
    clock.advance(100 * day);
    const asked = valueOf(await requestRepair(as(db, accused, clock), id, repairing));
    expect(
      problemOf(await grantRepair(as(db, officer, clock), asked.id, { answer: "同意修复。" })).code,
    ).toBe("forbidden");
    valueOf(await grantRepair(as(db, adjudicator, clock), asked.id, { answer: "同意修复。" }));
    expect(await measureAgainst(db, subjectId, "book", clock.now())).toBeUndefined();
    expect((await standingsOf(db, [subjectId], clock.now())).get(subjectId)?.grade).toBe("B");

    const papers = await db.select().from(decision).where(eq(decision.caseId, id)).orderBy(decision.n);
    expect(papers.map(({ kind }) => kind)).toEqual(["sanction", "changed"]);
    expect(papers[0]?.text).toContain("列入严重失信名单，期限730日");
    const english = await renderDecision(db, papers[0]?.id ?? "", "en");
    expect(english).toContain("for 730 days from the service");
    const pages = await db.select().from(caseEntry).where(eq(caseEntry.caseId, id)).orderBy(caseEntry.n);
    expect(pages.map(({ n }) => n)).toEqual(pages.map((_, at) => at + 1));
  });

  it("ends with a finding that the accusation is unfounded", async () => {
    const clock = clockAt("2026-03-03");
    const id = await refer(test.db, cast, clock);
    const step = async (who: Cast["officer"], name: Parameters<typeof take>[2], more = {}) =>
      valueOf(await take(as(test.db, who, clock), id, name, more));
    await step(cast.officer, "accept");
    await step(cast.officer, "submit_unfounded");
    await step(cast.adjudicator, "dismiss");
    expect((await caseRow(test.db, id)).state).toBe("unfounded");
    expect(problemOf(await findCase(as(test.db, cast.accused, clock), id)).code).toBe("not_found");
  });

  it("becomes final, and a missed rectification waits for a person as a clue, once", async () => {
    const clock = clockAt("2026-03-04");
    const id = await refer(test.db, cast, clock, { offenceCode: "MC01" });
    const step = async (who: Cast["officer"], name: Parameters<typeof take>[2], more = {}) =>
      valueOf(await take(as(test.db, who, clock), id, name, more));
    const card = { class: "general", measures: [{ kind: "yellow_card", days: 60 }] };
    await step(cast.officer, "accept");
    await step(cast.officer, "notify", { ...card, offenceCode: "MC01" });
    expect(problemOf(await take(as(test.db, cast.accused, clock), id, "request_hearing")).code).toBe(
      "no_hearing_right",
    );
    clock.advance(10 * day);
    expect(problemOf(await take(as(test.db, cast.accused, clock), id, "defend")).code).toBe("window_closed");
    await step(cast.officer, "submit");
    await step(cast.city, "decide", card);
    await step(cast.officer, "serve");
    clock.advance(60 * day);
    const system = as(test.db, systemActor("job"), clock);
    expect(await settleCases(system)).toEqual({ misconduct_case: 1, rectification: 1 });
    expect(await settleCases(system)).toEqual({ misconduct_case: 0, rectification: 0 });
    expect((await caseRow(test.db, id)).state).toBe("final");
  });
});

const pdf = (name: string) => new File([`%PDF-1.7\n${name}\n%%EOF`], name, { type: "application/pdf" });

it("accepts an application for review until the end of the day that the decision names, and not after", async () => {
  const { db } = test;
  const { officer, adjudicator, accused } = cast;
  const clock = clockAt("2026-04-07");
  const id = await refer(db, cast, clock);
  const step = async (who: typeof officer, name: Parameters<typeof take>[2], more = {}) =>
    valueOf(await take(as(db, who, clock), id, name, more));
  await step(officer, "accept");
  await step(officer, "record");
  await step(officer, "notify");
  await step(accused, "defend");
  clock.set("2026-05-06T10:00:00+08:00");
  await step(officer, "submit");
  await step(adjudicator, "decide");
  await step(officer, "serve");
  const [signed] = await db.select().from(decision).where(eq(decision.caseId, id));
  const row = await caseRow(db, id);
  const named = /至(\d+)年(\d+)月(\d+)日止/.exec(signed?.text ?? "")?.slice(1) ?? [];
  const day = named.map((part) => part.padStart(2, "0")).join("-");
  expect(day).toBe(row.deadline && lastDay(row.deadline));
  clock.set(`${day}T23:59:59+08:00`);
  await rolledBack(db, async (inside) => {
    valueOf(await take(as(inside, accused, clock), id, "apply_for_review"));
  });
  clock.advance(1000);
  expect(problemOf(await take(as(db, accused, clock), id, "apply_for_review")).code).toBe("window_closed");
});
