import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import type { Context } from "#app/domain/context.ts";
import { readFen } from "#app/routes/api/fen-fields.server.ts";
import { matchPath } from "#app/routes/api/match.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { fieldErrors } from "#app/runtime/validation.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import * as world from "./world.ts";
import { code, must } from "./world.ts";

let test: TestDatabase;
let owner: world.Member;
let officer: world.Member;

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
  owner = await world.found(test.db, { roles: ["owner"] });
  officer = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["33"] });
});

afterAll(() => test.close());

/** Calls an endpoint as the dispatcher does, and checks the answer against the schema that documents it. */
async function call(
  ctx: Context,
  method: string,
  path: string,
  body?: unknown,
): Promise<Result<Record<string, unknown>>> {
  for (const target of endpoints) {
    const names = target.method === method ? matchPath(target.path, path.split("?")[0] ?? "") : undefined;
    if (!names) continue;
    const url = new URL(path, "http://localhost");
    const parsed = [
      [target.params, names],
      [target.query, Object.fromEntries(url.searchParams)],
      [target.body, target.body && readFen(target.body, body ?? {})],
    ] as const;
    const values: unknown[] = [];
    for (const [schema, value] of parsed) {
      const result = schema?.safeParse(value);
      if (result && !result.success) return fail(problems.invalid(fieldErrors(result.error)));
      values.push(result?.data);
    }
    const scope: RequestScope = {
      ctx,
      session: null,
      locale: "en",
      theme: "system",
      t: translatorFor("en").t,
      requestId: "test",
      nonce: "",
      ip: null,
    };
    const answer = await target.handle({
      ctx,
      scope,
      bytes: new Uint8Array(),
      request: new Request(url),
      params: values[0],
      query: values[1],
      body: values[2],
    });
    if (!answer.ok) return answer;
    const checked = target.answer.safeParse(answer.value);
    if (!checked.success) throw new Error(`answer does not fit its schema: ${checked.error.message}`);
    if (typeof checked.data !== "object" || checked.data === null) throw new Error("not an object");
    return ok({ ...checked.data });
  }
  throw new Error(`no endpoint ${method} ${path}`);
}

const cny = (amount: number) => ({ amount, currency: "CNY" });

const body = {
  kind: "facility",
  titleZh: "核磁共振波谱仪",
  regionCode: "330106",
  fieldCodes: ["150"],
  facility: {
    innerId: "NMR-1",
    maker: "Bruker",
    model: "AVANCE NEO 600",
    technical: "600 MHz",
    functions: "结构鉴定",
    serviceContent: "氢谱、碳谱",
    worth: cny(500_000_000),
    fundingSources: ["own"],
    serviceWays: ["self_use"],
    contactPhone: "0571-88880000",
  },
  openings: [{ weekday: 1, fromMinute: 480, toMinute: 1080 }],
  prices: [
    { item: "氢谱", unit: "sample", userClass: "enterprise", price: cny(15_000), validFrom: "2026-01-01" },
  ],
};

describe("listings through the API", () => {
  it("go from creation to the market, saying at each point what the caller may do", async () => {
    const made = must(await call(owner.ctx, "POST", "/listings", body));
    expect(made).toMatchObject({ kind: "facility", state: "draft", owner: "editor", deadline: null });
    expect(made.facility).toMatchObject({ worth: cny(500_000_000) });
    expect(made.prices).toMatchObject([{ price: cny(15_000), costBreakdown: null }]);
    expect(names(made)).toEqual(["submit", "withdraw"]);
    const path = `/listings/${made.id}`;
    expect(code(await call(officer.ctx, "POST", `${path}/publish`))).toBe("not_allowed_now");
    const submitted = must(await call(owner.ctx, "POST", `${path}/submit`, { version: made.version }));
    expect(submitted).toMatchObject({ state: "submitted", owner: "moderator" });
    expect(submitted.deadline).not.toBeNull();
    const seen = must(await call(officer.ctx, "GET", path));
    expect(names(seen)).toEqual(["publish", "return"]);
    expect(code(await call(officer.ctx, "POST", `${path}/return`))).toBe("invalid");
    expect(code(await call(officer.ctx, "POST", `${path}/publish`, { reasons: "x" }))).toBe("invalid");
    must(await call(officer.ctx, "POST", `${path}/publish`));
    const shown = must(await call(world.nobody(test.db), "GET", path));
    expect(shown).toMatchObject({ state: "published", allowed: [], url: `/facilities/${made.id}` });
  });

  it("change together with their lists, or not at all", async () => {
    const made = must(
      await call(owner.ctx, "POST", "/listings", {
        ...body,
        facility: { ...body.facility, innerId: "NMR-2" },
      }),
    );
    const path = `/listings/${made.id}`;
    const broken = { version: made.version, titleZh: "新", units: [{ number: 1 }, { number: 1 }] };
    expect(code(await call(owner.ctx, "PATCH", path, broken))).toBe("invalid");
    const doubled = [...body.prices, ...body.prices];
    expect(
      code(await call(owner.ctx, "PATCH", path, { version: made.version, titleZh: "新", prices: doubled })),
    ).toBe("invalid");
    expect(must(await call(owner.ctx, "GET", path)).titleZh).toBe("核磁共振波谱仪");
    const saved = must(
      await call(owner.ctx, "PATCH", path, {
        version: made.version,
        titleZh: "新",
        units: [{ number: 1 }, { number: 2 }],
      }),
    );
    expect(saved.units).toHaveLength(2);
    expect(code(await call(owner.ctx, "PATCH", path, { version: made.version, titleZh: "旧" }))).toBe(
      "changed_meanwhile",
    );
  });

  it("refuse unknown fields, other kinds' parts and money in other currencies", async () => {
    expect(code(await call(owner.ctx, "POST", "/listings", { ...body, colour: 1 }))).toBe("invalid");
    expect(code(await call(owner.ctx, "POST", "/listings", { ...body, demand: { problem: "x" } }))).toBe(
      "invalid",
    );
    const dollars = { ...body.facility, worth: { amount: 1, currency: "USD" } };
    expect(code(await call(owner.ctx, "POST", "/listings", { ...body, facility: dollars }))).toBe("invalid");
    expect(code(await call(owner.ctx, "POST", `/listings/${owner.organizationId}/lapse`))).toBe("invalid");
  });

  it("list the organisation's own, page by page", async () => {
    const first = must(await call(owner.ctx, "GET", "/listings?limit=1"));
    expect(first.items).toHaveLength(1);
    const second = must(await call(owner.ctx, "GET", `/listings?limit=1&cursor=${first.nextCursor}`));
    expect(second.items).toHaveLength(1);
    expect(second.items).not.toEqual(first.items);
    expect(must(await call(officer.ctx, "GET", "/listings")).items).toEqual([]);
  });
});

function names(answer: Record<string, unknown>): string[] {
  const { allowed } = answer;
  return Array.isArray(allowed) ? allowed.map(({ name }: { name: string }) => name) : [];
}
