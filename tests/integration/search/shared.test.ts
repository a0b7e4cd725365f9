import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { listing } from "#db/schema/catalog.ts";
import { startSession } from "#app/domain/identity/session.server.ts";
import { indexOwned } from "#app/domain/search/index-owned.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { SharedAnswers } from "#app/runtime/shared-answers.server.ts";
import { hearMarketChanges } from "#app/server/market-changes.server.ts";
import { indexListing } from "#search/indexing.ts";
import { makeMember } from "../../support/booking.ts";
import { tokenOf } from "../../support/booking-client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { startServers, type TestServer } from "../../support/server.ts";

let test: TestDatabase;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  configure(readEnv({ DATABASE_URL: test.url }));
});

afterEach(async () => {
  await stop?.();
  stop = undefined;
});

afterAll(() => test.close());

/** Longer than any test: what is forgotten was told to go. */
const lasting = 600_000;

/** Counts how often an answer is found out. */
function counted() {
  const answers = new SharedAnswers<number>(lasting);
  let readings = 0;
  return { ask: () => answers.answer("q", async () => ++readings), answers };
}

async function isShared({ ask }: ReturnType<typeof counted>): Promise<boolean> {
  const first = await ask();
  return (await ask()) === first;
}

async function hearing() {
  stop = hearMarketChanges();
  const question = counted();
  await vi.waitUntil(() => isShared(question), 60_000);
  return question;
}

const anyPublished = async () => {
  const [row] = await test.db.select().from(listing).where(eq(listing.state, "published")).limit(1);
  if (!row) throw new Error("no listing");
  return row;
};

describe("an answer", () => {
  it("is found out for everybody who asks where nobody hears of changes", async () => {
    expect(await isShared(counted())).toBe(false);
  });

  it("is found out once, also for those who ask meanwhile; a failure is not kept", async () => {
    await hearing();
    const answers = new SharedAnswers<string>(lasting);
    const read = vi.fn(async () => "found");
    expect(await Promise.all([answers.answer("a", read), answers.answer("a", read)])).toEqual([
      "found",
      "found",
    ]);
    expect(await answers.answer("b", async () => "another")).toBe("another");
    expect(read).toHaveBeenCalledTimes(1);
    await expect(answers.answer("c", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(await answers.answer("c", async () => "up again")).toBe("up again");
  });

  it("that was being found out when the market changed is given to nobody after", async () => {
    const question = await hearing();
    const first = await question.ask();
    let finish: (value: number) => void = () => {};
    const slow = (read: () => Promise<number>) => question.answers.answer("slow", read);
    const before = slow(() => new Promise((resolve) => (finish = resolve)));
    await indexListing(test.db, (await anyPublished()).id, new Date());
    await vi.waitUntil(async () => (await question.ask()) !== first, 60_000);
    expect(await slow(async () => 2)).toBe(2);
    finish(1);
    expect(await before).toBe(1);
    expect(await slow(async () => 3)).toBe(2);
  });
});

describe("a change of the market", () => {
  it.each<[string, () => Promise<void>]>([
    ["a listing is indexed", async () => indexListing(test.db, (await anyPublished()).id, new Date())],
    [
      "an owner's standing changes",
      async () => indexOwned({ db: test.db, clock: systemClock }, (await anyPublished()).organizationId),
    ],
  ])("makes this process forget: %s", async (_, change) => {
    const { ask } = await hearing();
    const first = await ask();
    expect(await ask()).toBe(first);
    await change();
    await vi.waitUntil(async () => (await ask()) !== first, 60_000);
  });

  it("that cannot be heard lets nothing be shared until it can be again", async () => {
    const question = await hearing();
    await test.sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = 'listen market_changed'`;
    await vi.waitUntil(async () => !(await isShared(question)), { timeout: 60_000, interval: 5 });
    await vi.waitUntil(() => isShared(question), 60_000);
  });
});

describe("two servers", () => {
  let servers: TestServer[];
  let token: string;

  beforeAll(async () => {
    servers = await startServers(2, test.url, { demo: false });
    token = await tokenOf(test, await makeMember(test.db, ["member"]));
  });

  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  const ask = async (at: number, query: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${servers[at]?.url}/api/v1/search?${query}`, { headers });
    const body: { total?: number; code?: string; hits?: { title: string }[] } = await answer.json();
    return { status: answer.status, ...body };
  };

  it("tell each in their language, and nobody another's distances", async () => {
    const [zh, en] = await Promise.all(
      ["zh-CN", "en"].map((language) => ask(0, "limit=5", { "Accept-Language": language })),
    );
    expect(zh?.hits?.map(({ title }) => title)).not.toEqual(en?.hits?.map(({ title }) => title));
    const own = { Authorization: `Bearer ${token}` };
    expect((await ask(0, "sort=distance", own)).status).toBe(200);
    expect((await ask(0, "sort=distance")).status).toBe(422);
    expect((await ask(0, "sort=distance", own)).status).toBe(200);
  });

  it("answer the same whether or not the asker reads zipped answers", async () => {
    const plain = await ask(0, "limit=3", { "Accept-Encoding": "identity" });
    expect(plain.hits).toEqual((await ask(0, "limit=3", { "Accept-Encoding": "gzip" })).hits);
    const refused = await fetch(`${servers[0]?.url}/api/v1/search?limit=3`, {
      headers: { "Accept-Encoding": "gzip;q=0, identity" },
    });
    expect(refused.headers.get("Content-Encoding")).toBeNull();
  });

  const page = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${servers[0]?.url}${path}`, { headers });
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(answer.headers.get("Content-Security-Policy") ?? "") ?? [];
    return { status: answer.status, nonce, html: await answer.text() };
  };

  it("give visitors one page, each with a nonce of their own, in their language", async () => {
    const pages = await Promise.all([1, 2, 3].map(() => page("/?q=%E7%94%B5%E9%95%9C")));
    expect(new Set(pages.map(({ nonce }) => nonce)).size).toBe(3);
    for (const { html, nonce } of pages) {
      expect(new Set([...html.matchAll(/nonce="([^"]*)"/g)].map(([, used]) => used))).toEqual(
        new Set([nonce]),
      );
      expect(html.replaceAll(nonce, "")).toBe(pages[0]?.html.replaceAll(pages[0].nonce, ""));
    }
    const english = await page("/?q=%E7%94%B5%E9%95%9C", { "Accept-Language": "en" });
    expect(english.html).toContain('<html lang="en"');
    expect((await page("/", { Cookie: "kx_lang=en; kx_theme=dark" })).html).toContain('data-theme="dark"');
    expect((await page("/?q=%E7%94%B5%E9%95%9C&lang=en")).html).toContain('<html lang="en"');
    expect((await page("/facilities/00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });

  it("show a signed-in person to nobody else", async () => {
    const member = await makeMember(test.db, ["member"]);
    const session = await startSession(test.db, new Date(), {
      userId: member.user?.id ?? "",
      membershipId: member.membershipId,
      device: "",
      ip: null,
    });
    const [path, own] = ["/", { Cookie: `kx_session=${session}` }];
    const seen = await Promise.all([page(path), page(path, own), page(path), page(path, own)]);
    expect(seen.map(({ html }) => html.includes("/account/sign-out"))).toEqual([false, true, false, true]);
  });

  it("never show a visitor a time that is taken", async () => {
    const [unit] = await test.sql<{ id: string; facility: string }[]>`
      select u.id, u.facility_id as facility from facility_unit u join listing l on l.id = u.facility_id
      where l.state = 'published' and exists (select 1 from opening o where o.facility_id = u.facility_id)
      order by (select count(*) from facility_unit o where o.facility_id = u.facility_id), u.id limit 1`;
    if (!unit) throw new Error("no facility");
    const firstFree = async () => {
      const { html } = await page(`/facilities/${unit.facility}`);
      return /\/book\?start=([^&"]+)/.exec(html)?.[1];
    };
    for (let again = 0; again < 5; again++) {
      const free = await firstFree();
      if (free === undefined) throw new Error("nothing is free");
      const at = decodeURIComponent(free);
      await test.sql`insert into slot (id, facility_id, unit_id, blocked, cause, state)
        values (gen_random_uuid(), ${unit.facility}, ${unit.id}, tstzrange(${at}::text::timestamptz, ${at}::text::timestamptz + interval '1 minute'), 'closure', 'closed')`;
      expect(await firstFree()).not.toBe(free);
    }
  });

  it("show nothing more of an owner who is blacklisted, once that is known", async () => {
    const { organizationId } = await anyPublished();
    const query = `org=${organizationId}`;
    const totals = () => Promise.all([0, 1].map(async (at) => (await ask(at, query)).total ?? -1));
    expect(Math.min(...(await totals()))).toBeGreaterThan(0);
    await layMeasure(test.db, { organizationId, kind: "blacklist", from: new Date() });
    await vi.waitUntil(async () => (await totals()).every((total) => total === 0), 60_000);
    for (let again = 0; again < 20; again++) expect(await totals()).toEqual([0, 0]);
  });
});
