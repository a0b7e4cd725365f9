import { describe, expect, test } from "vitest";
import { z } from "zod";
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import { readFen } from "#app/routes/api/fen-fields.server.ts";
import { openApiDocument } from "#app/routes/api/openapi.server.ts";

const operations = z
  .looseObject({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({ summary: z.string() }))) })
  .parse(openApiDocument()).paths;

describe("an input of money", () => {
  test.each([
    ["/charges/{id}/refunds", "amount", { reason: "双方商定" }],
    [
      "/technologies/{id}/licence-offer/preview",
      "price",
      { mode: "ordinary_licence", territory: "浙江", manner: "生产", material: "图纸", standard: "合格" },
    ],
  ])("%s is some where nothing would mean nothing, said and kept", (path, name, others) => {
    const body = endpoints.find((one) => one.method === "POST" && one.path === path)?.body;
    if (!body) throw new Error(`no endpoint ${path}`);
    const takes = (amount: number) =>
      body.safeParse(readFen(body, { ...others, [name]: { amount, currency: "CNY" } }));
    expect(takes(1).error).toBeUndefined();
    expect(takes(0).error?.issues).toEqual([expect.objectContaining({ path: [name], code: "too_small" })]);
    expect(JSON.stringify(operations[path]?.post)).toMatch(
      new RegExp(`"${name}":\\{"type":"object","properties":\\{"amount":\\{"type":"integer","minimum":1,`),
    );
  });
});

describe("the OpenAPI document", () => {
  test("has every endpoint, and the register's table, each with words of its own", () => {
    const named = Object.entries(operations).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = [
      ...endpoints.map(({ method, path }) => `${method} ${path}`),
      "GET /credit/register.csv",
    ];
    expect(named.toSorted()).toEqual(expected.toSorted());
    const summaries = Object.values(operations).flatMap((methods) => Object.values(methods));
    expect(summaries.filter(({ summary }) => summary === "" || summary.startsWith("api:"))).toEqual([]);
  });

  test("says of money everywhere in which currency it is", () => {
    const bare =
      /"(?:amount|price|budget|cost|income|toDeveloper)":\{[^{}]*"type":"integer"[^{}]*\}(?!,"currency").{0,60}/g;
    expect(JSON.stringify(operations).match(bare) ?? []).toEqual([]);
  });
});

const shown = endpoints.filter(({ example }) => example !== undefined);

test.each(shown)("the example of $method $path is one", ({ body, example }) => {
  expect(body?.safeParse(readFen(body, example))).toMatchObject({ success: true });
});
