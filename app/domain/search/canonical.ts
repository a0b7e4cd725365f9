import type { PageQuery } from "./page-query.ts";

/** The conditions of which one alone, with or without a kind, makes a page that somebody may look for. */
const ways = new Set(["q", "region", "field", "org"]);

/**
 * The one address of a search, and whether search engines should list it: the home page, each kind, and one word search,
 * place, discipline or organisation within it. Everything else is one of endlessly many ways to ask, and so are later
 * pages; of those they follow the links only.
 */
export function canonicalSearch({ input, home }: Pick<PageQuery, "input" | "home">): {
  path: string;
  index: boolean;
} {
  if (home) return { path: "/", index: true };
  const { sort, limit, page, ...conditions } = input;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(conditions).toSorted(([a], [b]) => a.localeCompare(b))) {
    for (const one of [value].flat().map(textOf).toSorted()) if (one !== "") params.append(name, one);
  }
  if (page > 1) params.set("page", String(page));
  const others = [...params.keys()].filter((name) => name !== "kind");
  const index = input.kind.length <= 1 && others.length <= 1 && others.every((name) => ways.has(name));
  return { path: params.size > 0 ? `/?${params}` : "/?page=1", index };
}

const textOf = (value: unknown): string =>
  value instanceof Date
    ? value.toISOString()
    : value === undefined || value === null
      ? ""
      : String(value).trim();
