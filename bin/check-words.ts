import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";

/** What one language says and the other does not: missing messages, and placeholders that only one of them fills. */
export function wordFaults(): string[] {
  const chinese = flatten(zh);
  const english = flatten(en);
  return [
    ...[...chinese.keys()].filter((key) => !english.has(key)).map((key) => `${key} has no English`),
    ...[...english.keys()].filter((key) => !chinese.has(key)).map((key) => `${key} has no Chinese`),
    ...[...chinese]
      .filter(([key, text]) => !key.endsWith("_one") && differs(text, english.get(key)))
      .map(([key]) => `${key} fills other placeholders`),
    ...[...chinese, ...english].filter(([, text]) => text.trim() === "").map(([key]) => `${key} is empty`),
  ];
}

function flatten(tree: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (typeof value === "string") found.set(path, value);
    else if (typeof value === "object" && value !== null)
      for (const [k, v] of flatten(value, path)) found.set(k, v);
  }
  return found;
}

const differs = (a: string, b: string | undefined): boolean =>
  b !== undefined && placeholders(a) !== placeholders(b);

/** `nameZh` and `nameEn` are one name, in the reader's language. */
const placeholders = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name?.replace(/(Zh|En)$/, "")))]
    .toSorted()
    .join();
