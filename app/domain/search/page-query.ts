import { codeErrorMap } from "#app/runtime/validation.ts";
import { type SearchInput, searchInput } from "./inputs.ts";
import type { View } from "./options.ts";

export interface PageQuery {
  input: SearchInput;
  view: View;
  /** Nothing was asked for: the home page. */
  home: boolean;
  /** Parameters of the address that could not be read and were left out. */
  dropped: string[];
}

const known = new Set<string>(Object.keys(searchInput.shape));
const conditions = [
  "q",
  "kind",
  "region",
  "field",
  "org",
  "funding",
  "trl",
  "ipc",
  "priceMax",
  "freeFrom",
  "near",
] as const;

/**
 * The search page's state from its address. As `searchInput`, but `priceYuan` is the price limit as people write it, and
 * what cannot be read is left out and named rather than refused: an address may have been shared or shortened.
 */
export function readPageQuery(params: URLSearchParams): PageQuery {
  const raw = rawQuery(params);
  const dropped: string[] = [];
  for (;;) {
    const parsed = searchInput.safeParse(raw, { error: codeErrorMap });
    if (parsed.success) {
      const home =
        conditions.every((name) => isBlank(parsed.data[name])) &&
        !params.has("sort") &&
        !params.has("page") &&
        !params.has("view");
      return { input: parsed.data, view: params.get("view") === "table" ? "table" : "list", home, dropped };
    }
    const blamed = new Set(parsed.error.issues.flatMap(({ path }) => together(String(path[0]))));
    const gone = Object.keys(raw).filter((name) => blamed.has(name));
    // What is blamed is always there, or a default would be wrong; but an address must never hang a reader.
    for (const name of gone.length > 0 ? gone : Object.keys(raw)) {
      dropped.push(name);
      delete raw[name];
    }
  }
}

const freeTime = ["freeFrom", "freeTo", "freeMinutes"];
const paging = ["page", "limit"];

/** The parameters that are read together with this one, and so left out together. */
const together = (name: string): readonly string[] =>
  [freeTime, paging].find((group) => group.includes(name)) ?? [name];

function rawQuery(params: URLSearchParams): Record<string, string | string[]> {
  const raw: Record<string, string | string[]> = {};
  for (const name of new Set(params.keys())) {
    if (!known.has(name)) continue;
    const values = params.getAll(name);
    raw[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  const yuan = params.get("priceYuan")?.trim();
  if (yuan)
    raw.priceMax = /^\d{1,10}(\.\d{1,2})?$/.test(yuan) ? String(Math.round(Number(yuan) * 100)) : yuan;
  return raw;
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);
