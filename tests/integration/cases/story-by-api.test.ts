import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "#app/domain/context.ts";
import { makeFacility, makeMember } from "../../support/booking.ts";
import { tokenOf } from "../../support/booking-client.ts";
import { clockEnvironment, offsetIn, setOffset } from "../../support/clock-file.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import { blacklist, type Cast, stage, suspension, usualInputs } from "./world.ts";

let test: TestDatabase;
let server: TestServer;
let cast: Cast;
let facilityId: string;
const offset = join(mkdtempSync(join(tmpdir(), "kexiang-clock-")), "offset");

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
  facilityId = await makeFacility(test.db, await makeMember(test.db, ["facility_manager"], "university"));
  setOffset(offset, 0);
  server = await startServer(test.url, { demo: false, env: clockEnvironment(offset) });
});

afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const day = 86_400_000;
const pass = (days: number) => setOffset(offset, offsetIn(offset) + days * day);
const inDays = (days: number) => new Date(Date.now() + offsetIn(offset) + days * day);
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

const tokens = new Map<Actor, string>();

async function send(
  who: Actor | null,
  method: string,
  path: string,
  body?: unknown,
  type = "application/json",
) {
  if (who && !tokens.has(who)) tokens.set(who, await tokenOf(test, who));
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(who && { Authorization: `Bearer ${tokens.get(who)}` }),
      ...(body !== undefined && { "Content-Type": type }),
    },
    body: typeof body === "string" || body === undefined ? body : JSON.stringify(body),
  });
  const parsed: unknown = await answer.json();
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(parsed) };
}

/** What a call answers that must succeed. */
async function done(who: Actor | null, method: string, path: string, body?: unknown, type?: string) {
  const answer = await send(who, method, path, body, type);
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
}

const named = z.array(z.looseObject({ id: z.string() }));
const firstId = (list: unknown): string => named.parse(list).at(0)?.id ?? "";
const lastId = (list: unknown): string => named.parse(list).at(-1)?.id ?? "";
const namesOf = (allowed: unknown): string[] =>
  z
    .array(z.looseObject({ name: z.string() }))
    .parse(allowed)
    .map(({ name }) => name);

const long = "2026年10月向用户出具的三份检测报告与仪器原始记录不符，报告数据系编造，有原始记录为证。";
const listed = { class: "serious", measures: [blacklist, suspension] };

const complaint = () => ({
  subjectId: cast.accused.organization?.id,
  title: "出具的检测报告与原始记录不符",
  account: long,
  offenceCode: "RI03",
  actFrom: dayOf(inDays(-30)),
  actUntil: dayOf(inDays(-20)),
});

const step = (
  who: Actor,
  side: "cases" | "own-cases",
  id: string,
  name: Parameters<typeof usualInputs>[0],
  more = {},
) => done(who, "POST", `/${side}/${id}/${name}`, { ...usualInputs(name), ...more });

describe("the story of a case by the API alone", () => {
  it("goes from a complaint to the blacklist, to review, to repair, and leaves no trace", async () => {
    const { complainant, officer, third, adjudicator, reviewer, accused, city } = cast;
    const uscc = accused.organization?.uscc ?? "";
    const { id: filed } = await done(complainant, "POST", "/complaints", complaint());
    const id = z.string().parse(filed);
    expect((await send(accused, "GET", `/own-cases/${id}`)).status).toBe(404);
    expect(namesOf((await done(officer, "GET", `/cases/${id}`)).allowed)).toContain("accept");
    await step(officer, "cases", id, "accept");
    const { uscc: tied } = city.organization ?? {};
    const { ties } = await step(officer, "cases", id, "record_tie", { uscc: tied });
    expect(ties).toMatchObject([{ kind: "same_controller", related: { uscc: tied }, measures: [] }]);
    await step(adjudicator, "cases", id, "remind_officer");
    const pdf = "%PDF-1.7\n原始记录\n%%EOF";
    const evidence = `/cases/${id}/evidence`;
    const name = encodeURIComponent("原始记录.pdf");
    const { id: fileId, sha256 } = await done(
      officer,
      "POST",
      `${evidence}?name=${name}&source=${encodeURIComponent("现场检查")}&audience=handlers`,
      pdf,
      "application/pdf",
    );
    await step(officer, "cases", id, "notify", { ...listed, evidence: [fileId] });

    const own = await done(accused, "GET", `/own-cases/${id}`);
    expect(namesOf(own.allowed)).toEqual(expect.arrayContaining(["defend", "request_hearing"]));
    for (const theirs of [complainant.user?.id, complainant.user?.email, complainant.organization?.id])
      expect(JSON.stringify(own)).not.toContain(theirs);
    const read = await done(accused, "GET", `/own-cases/${id}/evidence/${fileId}`);
    expect(read.sha256).toBe(sha256);
    expect(Buffer.from(z.string().parse(read.content), "base64").toString()).toBe(pdf);
    expect((await send(complainant, "GET", `${evidence}/${fileId}`)).status).toBe(403);
    const answer = `/own-cases/${id}/evidence?name=${encodeURIComponent("复检报告.pdf")}`;
    await done(accused, "POST", answer, "%PDF-1.7\n复检\n%%EOF", "application/pdf");
    await step(accused, "own-cases", id, "defend");
    await step(accused, "own-cases", id, "request_hearing");
    const hearing = { at: inDays(20).toISOString(), place: "省科技大厦", chairId: third.user?.id };
    await step(officer, "cases", id, "schedule_hearing", hearing);
    pass(21);
    await step(third, "cases", id, "record_hearing");
    await step(officer, "cases", id, "submit");
    const itself = await send(officer, "POST", `/cases/${id}/decide`, {
      ...usualInputs("decide"),
      ...listed,
    });
    expect(itself).toMatchObject({ status: 403, body: { code: "forbidden" } });
    const decided = await step(adjudicator, "cases", id, "decide", listed);
    const booking = {
      facilityId,
      start: inDays(9).toISOString().replace(/T.*/, "T02:00:00Z"),
      end: inDays(9).toISOString().replace(/T.*/, "T03:00:00Z"),
      purpose: "断口形貌观察",
    };
    await done(accused, "POST", "/bookings", booking);
    await step(officer, "cases", id, "serve");
    const sanction = firstId(decided.decisions);
    await done(officer, "POST", `/cases/${id}/decisions/${sanction}/publish`, {
      facts: "三份检测报告与原始记录不符。",
    });

    const refused = await send(accused, "POST", "/bookings", {
      ...booking,
      start: booking.start.replace("02:", "04:"),
      end: booking.end.replace("03:", "05:"),
    });
    expect(refused).toMatchObject({
      status: 403,
      body: { code: "standing", measure: { measure: "blacklist", caseId: id } },
    });
    const shown = async () => JSON.stringify(await done(null, "GET", `/credit/${uscc}`));
    expect(await shown()).toContain("三份检测报告与原始记录不符");

    const objection = {
      about: "decision",
      aboutId: sanction,
      grounds: "报告已经召回，公示的事实有误，请予更正。",
    };
    const { id: objected } = await done(accused, "POST", "/credit/objections", objection);
    expect(await shown()).toContain('"underObjection":true');
    await done(reviewer, "POST", `/credit/objections/${objected}/dismiss`, {
      answer: "公示内容与决定一致。",
    });
    expect(await shown()).toContain('"underObjection":false');
    await step(accused, "own-cases", id, "apply_for_review");
    expect(await shown()).toContain('"underObjection":true');
    const milder = { class: "general", measures: [{ kind: "suspension", days: 30 }] };
    const changed = await step(reviewer, "cases", id, "change", milder);
    await done(officer, "POST", `/cases/${id}/decisions/${lastId(changed.decisions)}/publish`, {
      facts: "报告与原始记录不符，已召回。",
    });
    expect(await shown()).not.toContain("blacklist");

    pass(110);
    const { rectifications } = await done(accused, "GET", `/own-cases/${id}`);
    const open = named.parse(rectifications).filter(({ state }) => state !== "void" && state !== "accepted");
    for (const one of open) {
      await done(accused, "POST", `/own-cases/${id}/rectifications/${one.id}/report`, { text: long });
      await done(officer, "POST", `/cases/${id}/rectifications/${one.id}/accept`, { answer: "整改属实。" });
    }
    const asked = await done(accused, "POST", `/own-cases/${id}/repairs`, { statement: long, promise: true });
    await done(adjudicator, "POST", `/cases/${id}/repairs/${lastId(asked.repairs)}/grant`, {
      answer: "同意修复。",
    });
    expect(await shown()).not.toContain("原始记录");
    const csv = await (await fetch(`${server.url}/api/v1/credit/register.csv`)).text();
    expect(csv).not.toContain(uscc);
    await done(accused, "POST", "/bookings", {
      ...booking,
      start: inDays(9).toISOString().replace(/T.*/, "T02:00:00Z"),
      end: inDays(9).toISOString().replace(/T.*/, "T03:00:00Z"),
    });
  });

  it("ends with an accusation that is not accepted, and with one that is unfounded", async () => {
    const { complainant, officer, adjudicator, accused } = cast;
    const first = z.string().parse((await done(complainant, "POST", "/complaints", complaint())).id);
    expect((await step(officer, "cases", first, "reject")).state).toBe("rejected");
    const second = z.string().parse((await done(complainant, "POST", "/complaints", complaint())).id);
    await step(officer, "cases", second, "accept");
    await step(officer, "cases", second, "submit_unfounded");
    expect((await step(adjudicator, "cases", second, "dismiss")).state).toBe("unfounded");
    expect((await send(accused, "GET", `/own-cases/${second}`)).status).toBe(404);
    const mine = named.parse((await done(complainant, "GET", "/complaints")).items);
    expect(mine.filter(({ id }) => [first, second].includes(id)).map(({ state }) => state)).toEqual(
      expect.arrayContaining(["rejected", "unfounded"]),
    );
  });
});
