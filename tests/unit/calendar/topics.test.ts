import { glob, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { noticeTopics } from "#db/schema/vocabulary.ts";
import { messagesOf } from "#app/domain/process.ts";
import { processes } from "#app/domain/processes.ts";
import { lastDigestTime } from "#app/domain/notices/digest.ts";
import { isOver, topicOf } from "#app/domain/notices/topics.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";

/** Words of the domain that look like a template: the page of a facility's rules, the folder of the sealed log's heads. */
const noTemplates = new Set(["booking-rules", "audit-heads"]);

describe("kinds of notices", () => {
  const written = Object.keys(zh.notices).filter((name) => name !== "mail");
  const sent = processes.flatMap(({ transitions }) =>
    transitions.flatMap((step) => messagesOf(step).map(({ template }) => template)),
  );

  it("have words, whatever the domain sends", async () => {
    const kinds = [...new Set(written.map((name) => name.split("-", 1)[0]))].join("|");
    const literal = new RegExp(`"((?:${kinds}|series|bundle)(?:-[a-z]+)+)"`, "g");
    const missing: string[] = [];
    for await (const file of glob("app/domain/**/*.ts"))
      for (const [, name = ""] of (await readFile(file, "utf8")).matchAll(literal))
        if (!written.includes(name) && !noTemplates.has(name)) missing.push(`${name} in ${file}`);
    expect(missing).toEqual([]);
  });

  it.each([...new Set([...written, ...sent])])("say where %s belongs", (template) => {
    expect(noticeTopics).toContain(topicOf(template));
  });

  it("leave none out that nobody would then hear of", () => {
    expect(() => topicOf("surprise-party")).toThrow(/no topic/);
  });

  it("drop a reminder of what no longer stands", () => {
    expect(isOver("booking-reminder", { state: "cancelled" })).toBe(true);
    expect(isOver("booking-reminder", { state: "confirmed" })).toBe(false);
    expect(isOver("booking-cancelled", { state: "cancelled" })).toBe(false);
  });
});

describe("the daily mail", () => {
  it("goes out at eight in the morning in Beijing", () => {
    const at = (text: string) => lastDigestTime(new Date(text)).toISOString();
    expect(at("2026-11-24T07:59:59+08:00")).toBe("2026-11-23T00:00:00.000Z");
    expect(at("2026-11-24T08:00:00+08:00")).toBe("2026-11-24T00:00:00.000Z");
    expect(at("2026-11-24T23:00:00+08:00")).toBe("2026-11-24T00:00:00.000Z");
  });
});
