import { count } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import { doors, type Things } from "./doors.ts";
import type { Door, Verdict } from "./expectations.ts";
import { everyone, type Walker } from "./people.ts";
import { patterns } from "./routes.ts";
import { findThings } from "./things.ts";

let database: TestDatabase;
let server: TestServer;
let walkers: Walker[];
let things: Things;

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  server = await startServer(database.url);
  walkers = await everyone(database);
  const provider = walkers.find(({ name }) => name === "provider");
  if (!provider) throw new Error("no provider");
  things = await findThings(database, provider);
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const request = (walker: Walker, path: string, init: RequestInit = {}) =>
  fetch(server.url + path, {
    ...init,
    redirect: "manual",
    headers: {
      // Nobody unpacks thousands of pages for nothing.
      ...{ Origin: server.url, "Accept-Encoding": "identity" },
      ...(walker.cookie && { Cookie: walker.cookie }),
      ...init.headers,
    },
  });

function verdictOf(response: Response): Verdict {
  const to = response.headers.get("Location") ?? "";
  if (to.startsWith("/account/sign-in?") || response.status === 401) return "sign-in";
  if (response.status >= 300 && response.status < 400 && to === "/organization/new")
    return "found-organization";
  return response.status === 403 ? "refused" : "in";
}

const cardWords = /Stripe|支付宝|微信支付|银行卡|Alipay|WeChat Pay/;

const auditLength = async () => (await database.db.select({ n: count() }).from(auditEntry))[0]?.n;

// Every address for everybody: a thousand pages, on a busy machine.
describe("the URL map", { timeout: 600_000 }, () => {
  it("is walked whole", async () => {
    expect(Object.keys(doors(things)).toSorted()).toEqual((await patterns()).toSorted());
  });

  it("lets in, sends away and refuses as the permission table says", async () => {
    const wrong: string[] = [];
    const visit = async (pattern: string, door: Door, walker: Walker) => {
      const response = await request(walker, door.at ?? pattern);
      const [expected, found] = [door.get(walker.actor), verdictOf(response)];
      const hidden = expected === "refused" && response.status === 404;
      if (response.status >= 500 || (found !== expected && !hidden)) {
        wrong.push(`${walker.name} GET ${pattern}: expected ${expected}, got ${response.status} ${found}`);
      }
      // This server has no key of a payment service: nobody is told of ways to pay that are not there.
      const said = cardWords.exec(await response.text());
      if (said) wrong.push(`${walker.name} GET ${pattern} speaks of ${said[0]}`);
    };
    for (const [pattern, door] of Object.entries(doors(things)))
      await Promise.all(walkers.map((walker) => visit(pattern, door, walker)));
    expect(wrong).toEqual([]);
  });

  it("changes nothing for whoever may not post", async () => {
    const wrong: string[] = [];
    const before = await auditLength();
    for (const [pattern, door] of Object.entries(doors(things))) {
      for (const walker of walkers) {
        const expected = door.post === null ? "refused" : door.post(walker.actor);
        if (expected === "in") continue;
        const response = await request(walker, door.at ?? pattern, {
          method: "POST",
          body: new URLSearchParams(),
        });
        const refused =
          door.post === null ? [403, 404, 405].includes(response.status) : verdictOf(response) === expected;
        if (!(refused || (expected === "refused" && response.status === 404))) {
          wrong.push(
            `${walker.name} POST ${pattern}: expected ${expected}, got ${response.status} ${verdictOf(response)}`,
          );
        }
        await response.body?.cancel();
      }
    }
    expect(wrong).toEqual([]);
    expect(await auditLength()).toBe(before);
  });

  it("answers an empty form from those who may post with what is missing, never with an error of its own", async () => {
    const wrong: string[] = [];
    for (const [pattern, door] of Object.entries(doors(things))) {
      if (door.post === null || pattern === "/account/sign-out") continue;
      for (const walker of walkers.filter(({ actor }) => door.post?.(actor) === "in")) {
        const response = await request(walker, door.at ?? pattern, {
          method: "POST",
          body: new URLSearchParams(),
        });
        if (response.status >= 500 || verdictOf(response) !== "in")
          wrong.push(`${walker.name} POST ${pattern}: ${response.status}`);
        await response.body?.cancel();
      }
    }
    expect(wrong).toEqual([]);
  });

  it("refuses every post that another site sends", async () => {
    const wrong: string[] = [];
    for (const [pattern, door] of Object.entries(doors(things))) {
      for (const walker of walkers.filter(({ cookie }) => cookie)) {
        const headers = { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" };
        const response = await request(walker, door.at ?? pattern, {
          method: "POST",
          headers,
          body: new URLSearchParams(),
        });
        if (response.status !== 403) wrong.push(`${walker.name} POST ${pattern}: ${response.status}`);
        await response.body?.cancel();
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("the API", () => {
  /** An address of the endpoint whose names are such as it takes. */
  function filledIn({ path, params }: (typeof endpoints)[number]): string {
    const names = params && z.toJSONSchema(params, { io: "input", unrepresentable: "any" }).properties;
    return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const taken = names?.[name];
      if (typeof taken !== "object") return crypto.randomUUID();
      return String(taken.enum?.[0] ?? taken.const ?? (taken.format === "uuid" ? crypto.randomUUID() : 1));
    });
  }

  it("lets through every endpoint's door exactly whom its access names", async () => {
    const wrong: string[] = [];
    for (const one of endpoints) {
      const { method, path, access, rawBody } = one;
      for (const { name, actor, token } of walkers) {
        const response = await fetch(`${server.url}/api/v1${filledIn(one)}`, {
          method,
          headers: {
            "Accept-Encoding": "identity",
            ...(token && { Authorization: `Bearer ${token}` }),
            "Content-Type": rawBody?.[0] ?? "application/json",
          },
          ...(method === "GET" ? {} : { body: "{}" }),
        });
        const expected =
          access === "public"
            ? "in"
            : actor.user
              ? access === "user" || may(actor, access)
                ? "in"
                : "403"
              : "401";
        const found =
          response.status === 401 ? "401" : response.status === 403 && expected !== "in" ? "403" : "in";
        if (response.status >= 500 || found !== expected)
          wrong.push(`${name} ${method} ${path}: expected ${expected}, got ${response.status}`);
        await response.body?.cancel();
      }
    }
    expect(wrong).toEqual([]);
  });

  it("knows no wrong, foreign or malformed token", async () => {
    const good = walkers.find(({ name }) => name === "sme")?.token ?? "";
    for (const token of ["", "x", good.slice(0, -1), `${good}x`, good.replace(".", ".A"), "null"]) {
      const response = await fetch(`${server.url}/api/v1/bookings`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(response.status, token).toBe(401);
      expect(response.headers.get("Content-Type")).toContain("application/problem+json");
    }
  });
});
