import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as inputs from "#app/domain/identity/inputs.ts";
import { readAuditFilter } from "#app/domain/audit/log-filter.ts";
import { codeErrorMap } from "#app/runtime/validation.ts";
import { messages } from "#app/i18n/zh-CN/index.ts";

const schemas = Object.entries(inputs);

describe("identity's inputs", () => {
  it.each(schemas)("%s answers any value with a value or with codes that have words", (_name, schema) => {
    const keys = "shape" in schema ? Object.keys(schema.shape) : ["outcome", "version", "reasons"];
    const record = fc.dictionary(
      fc.constantFrom(...keys, "other"),
      fc.oneof(fc.string({ unit: "binary" }), fc.anything()),
    );
    fc.assert(
      fc.property(fc.oneof(record, fc.anything()), (value) => {
        const parsed = schema.safeParse(value, { error: codeErrorMap });
        for (const issue of parsed.error?.issues ?? []) {
          expect(Object.keys(messages.problems.field)).toContain(issue.message.split("?")[0]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("refuse fields they do not know", () => {
    const parsed = inputs.signInInput.safeParse({ email: "a@b.cn", password: "x", admin: true });
    expect(parsed.success).toBe(false);
  });

  it("bring addresses into one form", () => {
    expect(inputs.emailInput.parse("  Li.Wei@Example.COM ")).toBe("li.wei@example.com");
    expect(inputs.emailInput.safeParse("no address").success).toBe(false);
  });

  it.each(["javascript:alert(1)", "ftp://a.cn", "http://localhost/", "//a.cn"])(
    "refuse %s as a web address",
    (website) => {
      const result = inputs.editOrganizationInput.shape.website.safeParse(website);
      expect(result.success).toBe(false);
    },
  );
});

describe("the audit log's filter", () => {
  it("leaves out what is not of its form", () => {
    const filter = readAuditFilter(
      new URLSearchParams("entity=x&who=&thing=1&from=yesterday&until=2026-02-30&after=-1"),
    );
    expect(Object.values(filter).filter((value) => value !== undefined)).toEqual([]);
  });
  it("reads days as the platform's, the last included", () => {
    const { from, until } = readAuditFilter(new URLSearchParams("from=2026-11-24&until=2026-11-24"));
    expect(from?.toISOString()).toBe("2026-11-23T16:00:00.000Z");
    expect(until?.toISOString()).toBe("2026-11-24T16:00:00.000Z");
  });
});
