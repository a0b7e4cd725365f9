import { inArray } from "drizzle-orm";
import { field } from "#db/schema/shared.ts";
import type { Database } from "#db/client.ts";
import { marketEngine, marketWords } from "#search/indexing.ts";
import type { Filter, SearchRequest } from "#search/engine.ts";
import { fold } from "#search/language/normalise.ts";
import type { DemandTexts } from "./candidates.server.ts";
import { quantitiesOf } from "./quantities.ts";
import type { DemandFeatures } from "./score.ts";
import { type Term, termsOf } from "./terms.ts";

type Asked = Pick<
  DemandTexts,
  | "titleZh"
  | "titleEn"
  | "summaryZh"
  | "keywords"
  | "problem"
  | "keyTechnology"
  | "target"
  | "industry"
  | "fieldCodes"
  | "regionCode"
  | "ways"
>;

/** What a demand's texts count: its name and keywords say what it is, the rest what it is about. */
const partsOf = (asked: Asked) => [
  { text: asked.titleZh, weight: 3 },
  { text: asked.keywords.join("、"), weight: 3 },
  { text: asked.keyTechnology, weight: 2 },
  { text: asked.industry, weight: 1.2 },
  { text: asked.target, weight: 1.2 },
  { text: asked.problem, weight: 1 },
  { text: asked.summaryZh, weight: 0.8 },
];

/** The features of a demand, its terms weighted by how rare they are on this market. */
export async function featuresOf(db: Database, asked: Asked): Promise<DemandFeatures> {
  const lexicon = await marketWords(db).lexicon();
  const parts = partsOf(asked);
  return {
    terms: await byRarity(db, termsOf(parts, lexicon)),
    text: fold(parts.map(({ text }) => text).join(" · ")),
    fields: await fieldsOf(db, asked.fieldCodes),
    regionCode: asked.regionCode,
    quantities: quantitiesOf(`${asked.target}; ${asked.problem}`),
    ways: asked.ways,
  };
}

const fieldsOf = (db: Database, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : db
        .select({ code: field.code, zh: field.nameZh, en: field.nameEn })
        .from(field)
        .where(inArray(field.code, [...codes]))
        .orderBy(field.code);

/** A word that nothing on the market holds cannot be what something matches by; its weight still counts against others. */
const unheld = 0.35;

async function byRarity(db: Database, terms: readonly Term[]): Promise<Term[]> {
  const counted = await marketEngine(db).searchMany([
    searchFor("", providing, 0),
    ...terms.map(({ text }) => searchFor(text, providing, 0)),
  ]);
  const [all, ...each] = counted.map(({ total }) => total.value);
  const rarity = (n: number) => (n === 0 ? unheld : Math.log(1 + (all ?? 1) / n) / Math.log(1 + (all ?? 1)));
  return terms
    .map((term, i) => ({ ...term, weight: term.weight * rarity(each[i] ?? 0) }))
    .sort((a, b) => b.weight - a.weight);
}

const visible: Filter = { field: "visible", op: "eq", value: true };

/** Listings that offer something: all but demands. */
export const providing: Filter = { and: [visible, { not: { field: "kind", op: "eq", value: "demand" } }] };

export const ofKind = (kind: string): Filter => ({
  and: [visible, { field: "kind", op: "eq", value: kind }],
});

export const searchFor = (q: string, scope: Filter, limit: number): SearchRequest => ({
  ...{ index: "listing", q, scope, offset: 0, limit },
  prefix: false,
});

/** What the engine is asked: it reads ten words. */
export const queryOf = (terms: readonly Term[]): string =>
  terms
    .slice(0, 10)
    .map(({ text }) => text)
    .join(" ");
