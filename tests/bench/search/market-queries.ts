import { tradeWords } from "./market.ts";
import { randomOf, zipf } from "./random.ts";
import type { SearchRequest } from "#search/engine.ts";

const scope: SearchRequest["scope"] = { field: "visible", op: "eq", value: true };
const facets = ["kind", "city", "region", "field", "org", "funding", "trl", "price"];
const page = { index: "listing", scope, facets, disjunctive: true, offset: 0, limit: 10 } as const;

/** What people ask of a market, as full requests of the search page: the same for every size of it. */
export function marketRequests(count: number, seed = 7): SearchRequest[] {
  const random = randomOf(seed);
  const instrument = zipf(tradeWords.instruments, random);
  const topic = zipf(tradeWords.topics, random);
  const name = (names: readonly string[]) => names[Math.floor(random() * names.length)] ?? "";
  const shapes: (() => Partial<SearchRequest>)[] = [
    () => ({ q: name(instrument()) }),
    () => ({ q: name(topic()) }),
    () => ({ q: `${name(topic())} ${name(instrument())}` }),
    () => ({ q: `${name(topic())}检测用什么仪器` }),
    () => ({ q: name(instrument()).slice(0, 3) }),
    () => ({ q: misspelt(name(instrument().filter((word) => /^[a-z -]+$/i.test(word))), random) }),
    () => ({ q: `杭州 ${name(instrument())}` }),
    () => ({
      q: name(topic()),
      refine: { kind: { field: "kind", op: "in", value: ["technology", "demand"] } },
    }),
    () => ({ q: name(instrument()), sort: { field: "price", dir: "asc" } }),
    () => ({ q: "", refine: { field: { field: "field", op: "in", value: ["430", "150"] } } }),
    () => ({
      q: "",
      sort: { field: "price", dir: "asc" },
      refine: { kind: { field: "kind", op: "in", value: ["facility"] } },
    }),
    () => ({ q: "" }),
  ];
  return Array.from({ length: count }, (_, i) => ({
    q: "",
    ...page,
    facets: [...facets],
    ...shapes[i % shapes.length]?.(),
  }));
}

/** Two neighbouring letters swapped, where there are letters. */
function misspelt(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 3));
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
