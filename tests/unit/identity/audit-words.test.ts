import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { auditedEntities } from "#app/domain/identity/audited.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";

/** Every act that a command of the domain writes to the log by name. */
const acts = new Set(
  globSync("app/domain/**/*.server.ts").flatMap((file) =>
    [
      ...readFileSync(file, "utf8").matchAll(
        /(?:recordAudit\([\s\S]{0,400}?transition: |touchListing\(tx, ctx, row, )"([\w-]+)"/g,
      ),
    ].map(([, act = ""]) => act),
  ),
);

describe("the audit log", () => {
  it("has something to say", () => {
    expect(acts.size).toBeGreaterThan(20);
  });

  it.each([...acts])("has words for %s in both languages", (act) => {
    expect(zh.lifecycles.step).toHaveProperty([act]);
    expect(en.lifecycles.step).toHaveProperty([act]);
  });

  it.each([...auditedEntities])("has a name for %s in both languages", (entity) => {
    expect(zh.oversight.entity).toHaveProperty([entity]);
    expect(en.oversight.entity).toHaveProperty([entity]);
  });
});
