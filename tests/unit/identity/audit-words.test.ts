import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { auditedEntities } from "#app/domain/identity/audited.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";
import { evaluations, roles } from "#db/schema/vocabulary.ts";

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

/** The names in an object literal that begins before `from`; spread and computed ones are left out. */
function namesIn(source: string, from: number): string[] {
  let depth = 0;
  let end = from;
  let top = "";
  for (; depth >= 0 && end < source.length; end++) {
    const sign = source[end] ?? "";
    if ("{([".includes(sign)) depth++;
    if ("})]".includes(sign)) depth--;
    if (depth === 0) top += sign;
  }
  return top.split(",").flatMap((part) => /^\s*(\w+)\s*(?::|$)/.exec(part)?.[1] ?? []);
}

/** Every name that a command writes as a detail of its act. */
const details = new Set(
  globSync("app/domain/**/*.server.ts").flatMap((file) => {
    const source = readFileSync(file, "utf8");
    return [...source.matchAll(/\bdetail: \{/g)].flatMap(({ index, 0: { length } }) =>
      namesIn(source, index + length),
    );
  }),
);

describe("a detail of the audit log", () => {
  it("is found in the source", () => {
    expect([...details]).toEqual(expect.arrayContaining(["evaluation", "amount", "upheld", "roles"]));
  });

  it.each([...details])("%s has a name in both languages", (name) => {
    expect(zh.auditDetail.name).toHaveProperty([name]);
    expect(en.auditDetail.name).toHaveProperty([name]);
  });

  it.each([...evaluations, ...roles])("can say %s in both languages", (code) => {
    expect(zh.auditDetail.value).toHaveProperty([code]);
    expect(en.auditDetail.value).toHaveProperty([code]);
  });
});
