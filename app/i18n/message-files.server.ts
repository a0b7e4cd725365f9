import { createHash } from "node:crypto";
import { messages as en } from "./en/index.ts";
import { isLocale, type Locale } from "./locales.ts";
import { messages as zh } from "./zh-CN/index.ts";

const messages: Record<Locale, Record<string, object>> = { "zh-CN": zh, en };

/** Changes with any word, so that browsers may keep what they have for ever. */
const version = createHash("sha256").update(JSON.stringify(messages)).digest("hex").slice(0, 12);

/** Where browsers find the words of a namespace. */
export const messagePath = (locale: Locale, namespace: string): string =>
  `/messages/${version}/${locale}/${namespace}.json`;

/**
 * What is at a path below `/messages`. `lasting`: it will never be another; a page of an older version is given today's
 * words, but not for ever. Undefined when there is no such namespace.
 */
export function messageFile(path: string): { body: string; lasting: boolean } | undefined {
  const [, wanted, locale, file = ""] = path.split("/");
  const namespace = file.replace(/\.json$/, "");
  if (!isLocale(locale) || !Object.hasOwn(messages[locale], namespace)) return undefined;
  return { body: JSON.stringify(messages[locale][namespace]), lasting: wanted === version };
}
