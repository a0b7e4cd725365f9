import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { messages } from "#app/i18n/zh-CN/index.ts";

const namespaces = Object.keys(messages);

/** The functions of a file, each from its first line to the next one's; of a route, only what browsers run. */
function functionsOf(path: string): string[] {
  const source = readFileSync(path, "utf8");
  const ours = path.startsWith("app/routes/") ? source.slice(source.indexOf("export default")) : source;
  return ours.split(/^(?=(?:export )?(?:default )?(?:async )?function |(?:export )?const \w+ = )/m);
}

/** Namespaces that `code` asks to have loaded. */
const asked = (code: string): string[] =>
  [...code.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name),
  );

/** Namespaces that a key in `code` names. */
const named = (code: string): string[] =>
  [...code.matchAll(/\bt\(\s*(?:[^()]*\? )?["`](\w+):/g)].map(([, name = ""]) => name);

// Browsers are sent the words of a namespace when a component asks for it; a key of another would be shown as it is.
describe("components ask for the namespaces of their words", () => {
  const files = globSync("app/{components,routes}/**/*.{ts,tsx}").filter(
    (path) => !path.includes(".server."),
  );

  it.each(files)("%s", (path) => {
    const functions = functionsOf(path);
    const anywhere = asked(functions.join("\n"));
    // Whoever gives a helper its `t` answers for what that can say.
    const missing = functions
      .filter((code) => !code.includes("t: TFunction"))
      .flatMap((code) => {
        const own = asked(code);
        const loaded = new Set(["common", ...(own.length > 0 ? own : anywhere)]);
        return named(code).filter((name) => namespaces.includes(name) && !loaded.has(name));
      });
    expect(missing).toEqual([]);
    expect(anywhere.filter((name) => !namespaces.includes(name))).toEqual([]);
  });
});
