import { Refusal } from "./errors.ts";

const single: Record<string, string> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  "'": "'",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

/**
 * Reads what stands between `quote`s as Meilisearch's filter parser does: first the quote's own escapes, then all others, as
 * in JSON and C. Refuses a backslash before anything else.
 */
export function unescaped(text: string, quote: string): string {
  const unquoted = text.replaceAll(`\\${quote}`, quote);
  return unquoted.replace(
    /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([0-7]{1,3})|([\s\S])?)/giu,
    (whole, braced?: string, four?: string, two?: string, octal?: string, one?: string) => {
      const hex = braced ?? four ?? two;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const character = single[one ?? ""];
      if (character === undefined)
        throw new Refusal(400, "invalid_search_filter", `The value is malformed at \`${whole}\`.`);
      return character;
    },
  );
}
