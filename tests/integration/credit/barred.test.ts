import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { asks, sparedPages } from "../../support/market-acts.ts";
import { sessionOf } from "../../support/session.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import { doors } from "../access/doors.ts";
import { findThings } from "../access/things.ts";
import { callApi } from "../demands/call-api.ts";
import { actorOf, bar, type Market, marketOf, prepare } from "./barred-market.ts";
import { type FormAttempt, forms } from "./barred-forms.ts";
import { type Attempt, attempts } from "./barred-writes.ts";

let database: TestDatabase;
let market: Market;
let server: TestServer;
let all: Attempt[];
let posted: FormAttempt[];

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  market = await marketOf(database);
  await prepare(database, market);
  all = await attempts(market);
  posted = await forms(market);
  server = await startServer(database.url, { env: { WORKER: "off" } });
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

/** What of these attempts was not refused with the measure and its case. */
async function unrefused(tried: readonly Attempt[], cases: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { write, by, path, body } of tried) {
    const ctx = { db: database.db, clock: systemClock, actor: await actorOf(database, by) };
    const answer = await callApi(ctx, write.split(" ")[0] ?? "", path, body);
    const problem = answer.ok ? undefined : answer.problem;
    const said = JSON.stringify(problem?.details ?? {});
    const refused = problem?.code === "standing" && problem.status === 403;
    if (!refused || !cases.some((id) => said.includes(id)))
      wrong.push(`${write} by ${by}: ${answer.ok ? "done" : JSON.stringify(answer.problem)}`);
  }
  return wrong;
}

/** What of these forms was not answered with the measure and a link to its case. */
async function unshown(tried: readonly FormAttempt[], cases: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { write, by, path, fields } of tried) {
    const cookie = `kx_session=${await sessionOf(database, by)}; kx_lang=en`;
    const answer = await fetch(server.url + path, {
      ...{ method: "POST", redirect: "manual", body: new URLSearchParams(fields) },
      headers: { Origin: server.url, Cookie: cookie },
    });
    const page = await answer.text();
    const shown = cases.some((id) => page.includes(`/organization/cases/${id}`));
    if (answer.status !== 403 || !shown)
      wrong.push(
        `${by} POST ${write} ${fields.intent ?? ""}: ${answer.status} ${page
          .slice(page.indexOf("<main"))
          .replaceAll(/<[^>]+>/g, " ")
          .replaceAll(/\s+/g, " ")
          .slice(0, 300)}`,
      );
  }
  return wrong;
}

describe("on the blacklist", () => {
  it("every write of the API that asks is tried here, and every form of a page, or it says why a measure leaves it alone", async () => {
    expect(new Set(all.map(({ write }) => write))).toEqual(new Set(asks));
    const provider = { name: "provider", actor: await actorOf(database, "provider@demo.test") };
    const map = doors(await findThings(database, { ...provider, cookie: null, token: null }));
    const posting = Object.entries(map).flatMap(([page, { post }]) =>
      post && page !== "/api/v1/*" ? [page] : [],
    );
    const tried = new Set(posted.map(({ write }) => write));
    const spares = (page: string) => sparedPages.some(([, pages]) => pages.test(page));
    expect(posting.filter((page) => !tried.has(page) && !spares(page))).toEqual([]);
    expect([...tried].filter((page) => !posting.includes(page) || spares(page))).toEqual([]);
    const idle = sparedPages.filter(([, pages]) => !posting.some((page) => pages.test(page)));
    expect(idle.map(([why]) => why)).toEqual([]);
  });

  it("is refused every write that asks its standing, by API and by page, with the case", async () => {
    const ofSme = ({ by }: { by: string }) => by === "sme@demo.test";
    const own = await bar(database, market, "sme");
    expect(await unrefused(all.filter(ofSme), own)).toEqual([]);
    expect(await unshown(posted.filter(ofSme), own)).toEqual([]);
    // Whatever else is attempted, by whoever may, once nobody may act any more.
    const everybody = await bar(database, market, "others");
    expect(
      await unrefused(
        all.filter((one) => !ofSme(one)),
        everybody,
      ),
    ).toEqual([]);
    expect(
      await unshown(
        posted.filter((one) => !ofSme(one)),
        everybody,
      ),
    ).toEqual([]);
  });
});
