import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let database: TestDatabase;
let server: TestServer;
let token: string;

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  const cards = {
    STRIPE_SECRET_KEY: "sk_test_outside0000000000",
    STRIPE_WEBHOOK_SECRET: "whsec_outside0000000000",
    STRIPE_API_BASE: "http://127.0.0.1:9",
  };
  server = await startServer(database.url, { env: cards });
  const account = { email: "sme@demo.test", name: "outside" };
  const made = await createApiToken({ db: database.db, clock: systemClock }, account);
  if (!made.ok) throw new Error("no token");
  token = made.value;
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const nobody = "019a0000-0000-7000-8000-000000000000";

interface Told {
  status: number;
  headers: Headers;
  body: Awaited<ReturnType<Response["json"]>>;
}

/** Asks as a program of the small company does. */
async function ask(method: string, path: string, init: RequestInit = {}): Promise<Told> {
  const headers = { Authorization: `Bearer ${token}`, "Accept-Language": "en", ...init.headers };
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, ...init, headers });
  return {
    status: answer.status,
    headers: answer.headers,
    body: JSON.parse((await answer.text()) || "null"),
  };
}

const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask("POST", path, {
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** Status, code and media type of a refusal. */
const refusalOf = ({ status, headers, body }: Told) => [
  status,
  body.code,
  headers.get("Content-Type")?.split(";")[0],
];
const problem = "application/problem+json";

const namesOf = ({ allowed }: Told["body"]): string[] => allowed.map(({ name }: { name: string }) => name);

describe("lists", () => {
  test.each(["/sample-orders", "/charges", "/negotiations", "/auctions", "/own-cases"])(
    "%s says of each thing what its own address says: where it stands and what may be done",
    async (path) => {
      const stand = ({ state, allowed, owner, deadline }: Told["body"]) => ({
        state,
        allowed,
        owner,
        deadline,
      });
      const { body } = await ask("GET", `${path}?limit=5`);
      expect(body.items.length).toBeGreaterThan(0);
      for (const item of body.items) {
        const own = await ask("GET", `${path}/${item.id}`);
        expect(stand(item)).toEqual(stand(own.body));
        expect(item.allowed).toBeInstanceOf(Array);
      }
    },
  );

  test.each(["/demands", "/voucher-programs", "/credit/rules", "/payables"])(
    "of %s are walked page by page, each thing once",
    async (path) => {
      const whole = await ask("GET", `${path}?limit=100`);
      const found: unknown[] = [];
      for (let cursor = ""; found.length < 200; ) {
        const { body } = await ask("GET", `${path}?limit=2&cursor=${cursor}`);
        found.push(...body.items);
        if (body.nextCursor === null) break;
        cursor = body.nextCursor;
      }
      expect(whole.body.items.length).toBeGreaterThan(0);
      expect(found).toEqual(whole.body.items);
    },
  );

  test.each(["/listings", "/demands", "/bookings", "/contracts"])(
    "of %s say of each thing where it stands, whose turn it is and what the caller may do with it",
    async (path) => {
      const { body } = await ask("GET", `${path}?limit=3${path === "/demands" ? "&side=own" : ""}`);
      expect(body.items.length).toBeGreaterThan(1);
      for (const item of body.items) {
        const { body: whole } = await ask("GET", `${path}/${item.id}`);
        expect(item.state).toBe(whole.state);
        for (const name of ["owner", "deadline"]) expect(item).toHaveProperty(name);
        expect(namesOf(item)).toEqual(expect.arrayContaining(namesOf(whole)));
      }
    },
  );

  test("refuse a cursor that was cut, changed, made up or given by another list", async () => {
    const { body } = await ask("GET", "/demands?limit=1");
    const given: string = body.nextCursor;
    const wrong = [given.slice(0, -1), `${given}A`, given.toUpperCase(), nobody, "1"];
    for (const cursor of wrong)
      expect([cursor, refusalOf(await ask("GET", `/demands?cursor=${cursor}`))]).toEqual([
        cursor,
        [400, "bad_cursor", problem],
      ]);
    expect(refusalOf(await ask("GET", `/listings?cursor=${given}`))).toEqual([400, "bad_cursor", problem]);
    expect((await ask("GET", `/demands?cursor=${given}`)).status).toBe(200);
  });
});

describe("everything with a lifecycle", () => {
  test("also where it is listed as money that is owed", async () => {
    const { body } = await ask("GET", "/payables?limit=5");
    expect(body.items.length).toBeGreaterThan(0);
    for (const item of body.items) {
      const { body: charge } = await ask("GET", `/charges/${item.id}`);
      for (const name of ["state", "allowed", "owner", "deadline"])
        expect([name, item[name]]).toEqual([name, charge[name]]);
    }
  });

  test("is moved at the address that shows it: a demand at its own as well as among listings", async () => {
    const { body } = await ask("GET", "/demands?side=own&limit=20");
    const mine = body.items.find((item: Told["body"]) => namesOf(item).includes("confirm"));
    const moved = await send(`/demands/${mine.id}/confirm`, {});
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ id: mine.id, state: "published", call: {} });
    const { body: listings } = await ask("GET", "/search?kind=facility&limit=1");
    expect((await send(`/demands/${listings.hits[0].id}/confirm`, {})).status).toBe(404);
  });

  test("refuses a step from another state as such, whatever else is wrong with it", async () => {
    const { body } = await ask("GET", "/demands?side=own&limit=50");
    const scoring = body.items.find((item: Told["body"]) => item.callState === "scoring");
    const told = await send(`/demands/${scoring.id}/extend`, { deadlineOn: "2199-12-31" });
    expect(refusalOf(told)).toEqual([409, "not_allowed_now", problem]);
  });
});

describe("what an endpoint does not know", () => {
  test("is refused by name, also by one that takes nothing", async () => {
    const asked = await ask("GET", "/lifecycles?page=2");
    expect(asked).toMatchObject({ status: 422, body: { errors: [{ path: "page", code: "unknown_field" }] } });
    const sent = await send(`/own-cases/${nobody}/repairs/${nobody}/withdraw`, { reason: "x" });
    expect(sent).toMatchObject({
      status: 422,
      body: { errors: [{ path: "reason", code: "unknown_field" }] },
    });
  });

  test("is said with what would be right", async () => {
    const { body } = await ask("GET", "/search?kind=patent&freeFrom=soon");
    expect(body.errors).toEqual([
      expect.objectContaining({ path: "kind.0", expected: "facility | technology | service | demand" }),
      expect.objectContaining({ path: "freeFrom", code: "wrong_format", expected: "datetime | date" }),
    ]);
  });
});

describe("what no field can hold", () => {
  test("is refused as wrong, a time at the end of time too", async () => {
    const query = "freeFrom=9999-12-31T00:00:00Z&freeTo=9999-12-31T23:00:00Z&freeMinutes=60";
    const { status, body } = await ask("GET", `/search?${query}`);
    expect([status, body.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ path: "freeFrom", code: "day_out_of_range" }),
    ]);
  });

  test("is refused however deep it is nested", async () => {
    const told = await send("/bookings", "[".repeat(100_000) + "]".repeat(100_000));
    expect(refusalOf(told)).toEqual([400, "malformed_json", problem]);
  });
});

describe("requests that cannot be served", () => {
  test.each<[string, RequestInit & { method: string; path: string }, [number, string]]>([
    [
      "another media type",
      { method: "GET", path: "/search", headers: { Accept: "application/xml" } },
      [406, "not_acceptable"],
    ],
    [
      "JSON explicitly not",
      { method: "GET", path: "/search", headers: { Accept: "application/json;q=0" } },
      [406, "not_acceptable"],
    ],
    [
      "a packed body",
      {
        method: "POST",
        path: "/bookings",
        headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
        body: "{}",
      },
      [415, "unsupported_media_type"],
    ],
    [
      "text that is no UTF-8",
      {
        method: "POST",
        path: "/bookings",
        headers: { "Content-Type": "application/json" },
        body: new Uint8Array([0x22, 0xff, 0x22]),
      },
      [400, "malformed_json"],
    ],
    ["a post to what is only read", { method: "POST", path: "/openapi.json" }, [405, "method_not_allowed"]],
    [
      "a post to the register's table",
      { method: "POST", path: "/credit/register.csv" },
      [405, "method_not_allowed"],
    ],
    [
      "from the register's table what it does not know",
      { method: "GET", path: "/credit/register.csv?q=%E5%85%AC%E5%8F%B8&colour=red" },
      [422, "invalid"],
    ],
  ])(
    "because they want %s are told so as a problem",
    async (_what, { method, path, ...init }, [status, code]) => {
      const told = await ask(method, path, init);
      expect(refusalOf(told)).toEqual([status, code, problem]);
      if (status === 405) expect(told.headers.get("Allow")).toBe("GET, HEAD");
    },
  );

  test("because the method is wrong are told which there are, the operator's addresses too", async () => {
    const told = await fetch(`${server.url}/healthz`, { method: "POST" });
    expect([told.status, told.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
    for (const [path, allow] of [
      ["/bookings", "POST, GET, HEAD"],
      ["/openapi.json", "GET, HEAD"],
      ["/credit/register.csv", "GET, HEAD"],
      ["/docs", "GET, HEAD"],
      [`/proposals/${nobody}`, "GET, HEAD, PATCH"],
    ] as const) {
      const asked = await fetch(`${server.url}/api/v1${path}`, { method: "OPTIONS" });
      expect([path, asked.status, asked.headers.get("Allow")]).toEqual([path, 204, allow]);
    }
  });

  test("because they do not post to a webhook are told so", async () => {
    for (const method of ["GET", "PUT", "DELETE", "PROPFIND", "OPTIONS"]) {
      const told = await fetch(`${server.url}/webhooks/stripe`, { method });
      const status = method === "OPTIONS" ? 204 : 405;
      expect([method, told.status, told.headers.get("Allow")]).toEqual([method, status, "POST"]);
    }
  });

  test.each([
    ["OPTIONS", "/api/v1/nothing"],
    ["GET", "/api"],
    ["GET", "/api/v2/search"],
    ["OPTIONS", "/api/v2/search"],
  ])("because nothing is there are told so as a problem: %s %s", async (method, path) => {
    const told = await fetch(`${server.url}${path}`, { method });
    const type = told.headers.get("Content-Type")?.split(";")[0];
    expect([told.status, type, told.headers.get("Allow")]).toEqual([404, problem, null]);
    expect(await told.json()).toMatchObject({ code: "not_found", status: 404 });
  });

  test("because a person looked for an address of programs that is not there are shown a page", async () => {
    const told = await fetch(`${server.url}/api`, { headers: { Accept: "text/html,*/*;q=0.8" } });
    expect([told.status, told.headers.get("Content-Type")?.split(";")[0]]).toEqual([404, "text/html"]);
  });

  test("for want of a good token are challenged by it", async () => {
    const told = await ask("GET", "/bookings", { headers: { Authorization: "Bearer x" } });
    expect(told.headers.get("WWW-Authenticate")).toBe('Bearer error="invalid_token"');
  });
});

describe("an Idempotency-Key", () => {
  test("knows the same content however it is written, and every other", async () => {
    const demand = { problem: "p", target: "t", ways: ["commission"] };
    const common = { titleZh: "探针", summaryZh: "探针", regionCode: "330106", fieldCodes: ["430"] };
    const key = { "Idempotency-Key": "outside-1" };
    const first = await send("/demands", { ...common, demand }, key);
    const again = await send("/demands", JSON.stringify({ demand, ...common }, null, 2), key);
    expect([first.status, again.status, again.headers.get("Idempotency-Replayed")]).toEqual([
      201,
      201,
      "true",
    ]);
    expect(JSON.stringify(again.body), "to the letter").toBe(JSON.stringify(first.body));
    const inChinese = await send("/demands?lang=zh-CN", { ...common, demand }, key);
    expect([inChinese.status, inChinese.body.id], "whatever the language").toEqual([201, first.body.id]);
    const other = await send("/demands", { ...common, titleZh: "其他", demand }, key);
    expect(refusalOf(other)).toEqual([409, "idempotency_conflict", problem]);
  });

  test("makes one of twins that come at once, whatever they create: files and questions too", async () => {
    const csv = "名称,型号\n";
    const upload = () =>
      ask("POST", "/demands/imports", {
        headers: { "Content-Type": "text/csv", "Idempotency-Key": "outside-2" },
        body: csv,
      });
    const [one, twin] = await Promise.all([upload(), upload()]);
    expect(twin.body).toEqual(one.body);
    const replayed = [one, twin].filter(({ headers }) => headers.get("Idempotency-Replayed") === "true");
    expect(replayed).toHaveLength(1);
    const { body: page } = await ask("GET", "/demands?limit=100");
    const others = page.items.find(
      ({ organization }: { organization: { nameEn: string } }) => !organization.nameEn.includes("Yanchi"),
    );
    const question = () =>
      send(`/demands/${others.id}/questions`, { text: "Which grade?" }, { "Idempotency-Key": "outside-3" });
    const asked = await Promise.all([question(), question(), question()]);
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body: after } = await ask("GET", `/demands/${others.id}`);
    expect(after.questions.filter(({ text }: { text: string }) => text === "Which grade?")).toHaveLength(1);
  });

  test("does not hide guesses at the password that signs", async () => {
    const guess = (index: number) =>
      send(
        `/licence-offers/${nobody}/accept`,
        { sha256: "0".repeat(64), password: `guess ${index}` },
        { "Idempotency-Key": `guess-${index}` },
      );
    const told: Told[] = [];
    for (let index = 0; index < 11; index++) told.push(await guess(index));
    expect(told.slice(0, 10).map(({ body }) => body.errors?.[0]?.code)).toEqual(
      Array(10).fill("password_wrong"),
    );
    expect(told.slice(10).map(refusalOf)).toEqual([[429, "rate_limited", problem]]);
    expect(Number(told[10]?.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

test("money of a contract's terms has its currency, as everywhere", async () => {
  const money = (amount: number) => ({ amount, currency: "CNY" });
  const milestones = [{ title: "一", dueOn: "2027-03-31", amount: money(500) }];
  const made = await send("/contracts", {
    ...{ side: "client", counterpart: "12330106431819106L" },
    terms: { title: "探针", amount: money(500), milestones },
  });
  expect(made.status).toBe(201);
  expect(made.body.terms).toMatchObject({ amount: money(500), milestones: [{ amount: money(500) }] });
});

test("a problem may say more than its schema names: alternatives, a measure", async () => {
  const { body } = await ask("GET", "/openapi.json");
  expect(body.components.schemas.Problem.additionalProperties).not.toBe(false);
});
