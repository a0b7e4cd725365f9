import { afterAll, beforeAll, expect, it } from "vitest";
import { makeMember } from "../../support/booking.ts";
import { tokenOf } from "../../support/booking-client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type Proxy, startProxy } from "../../support/proxy.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let test: TestDatabase;
let proxy: Proxy;
let server: TestServer;

beforeAll(async () => {
  test = await testDatabase();
  proxy = await startProxy(test.url);
  server = await startServer(proxy.url, { demo: false, env: { NODE_ENV: "production" } });
});

afterAll(async () => {
  proxy.refuse(false);
  await server.stop();
  await proxy.close();
  await test.close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });
const page = (path: string, language: string, more: Record<string, string> = {}) =>
  get(path, { Accept: "text/html", "Accept-Language": language, ...more });

async function expectServing(): Promise<void> {
  expect((await page("/", "zh-CN")).status).toBe(200);
  expect((await get("/api/v1/search?q=a")).status).toBe(200);
  expect((await get("/readyz")).status).toBe(200);
}

it("says at its start what a market with people in it can hardly do without", () => {
  for (const name of ["SMTP_URL", "BASE_URL"]) expect(server.output()).toContain(`${name} is not set`);
});

it("says that it is not available while its database is away, and serves again by itself", async () => {
  const token = await tokenOf(test, await makeMember(test.db, ["member"]));
  await expectServing();
  proxy.refuse(true);
  proxy.end();

  const program = await get("/api/v1/search?q=away");
  expect(program.status).toBe(503);
  expect(program.headers.get("Content-Type")).toBe("application/problem+json");
  expect(program.headers.get("Retry-After")).toBe("5");
  expect(await program.json()).toMatchObject({ code: "unavailable", status: 503 });

  const bearer = await get("/api/v1/bookings", { Authorization: `Bearer ${token}` });
  expect(bearer.status).toBe(503);

  // Without a session, and with one that has to be looked up.
  const session = { Cookie: `kx_session=${token}` };
  for (const reader of [await page("/?q=away", "zh-CN"), await page("/bookings", "zh-CN", session)]) {
    expect(reader.status).toBe(503);
    expect(reader.headers.get("Retry-After")).toBe("5");
    expect(reader.headers.get("Content-Language")).toBe("zh-CN");
    const text = await reader.text();
    expect(text).toContain("服务暂不可用");
    expect(text).toContain(String(reader.headers.get("X-Request-Id")));
  }
  expect(await (await page("/?q=away", "en")).text()).toContain("Temporarily unavailable");

  expect((await get("/readyz")).status).toBe(503);
  expect((await get("/healthz")).status).toBe(200);

  proxy.refuse(false);
  await expect.poll(() => get("/readyz").then(({ status }) => status)).toBe(200);
  await expectServing();
  expect(server.process.exitCode).toBeNull();
});

it("answers whoever watches while its database is silent, and has the numbers of its own", async () => {
  const numbers = async () => (await get("/metrics")).text();
  expect(await numbers()).toMatch(/^database_up 1$/m);
  proxy.freeze(true);
  const [ready, silent] = await Promise.all([get("/readyz"), numbers()]);
  expect(ready.status).toBe(503);
  expect(silent).toMatch(/^database_up 0$/m);
  expect(silent).toMatch(/^http_requests_total\{method="GET",status="200"\} \d+$/m);
  expect(silent).toMatch(/^database_connections_busy [1-9]\d*$/m);
  expect(silent).not.toContain("jobs_waiting");
  proxy.freeze(false);
  // What was asked in between is lost; nobody waits for it any longer.
  proxy.reset();
  await expect.poll(() => get("/readyz").then(({ status }) => status)).toBe(200);
  expect(await numbers()).toMatch(/^database_up 1$/m);
});
