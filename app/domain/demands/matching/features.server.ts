import { inArray } from "drizzle-orm";
import { field } from "#db/schema/shared.ts";
import type { Database } from "#db/client.ts";
import { marketWords } from "#search/indexing.ts";
import { fold } from "#search/language/normalise.ts";
import type { DemandTexts } from "./candidates.server.ts";
import { quantitiesOf } from "./quantities.ts";
import { byRarity } from "./rarity.server.ts";
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

/** The features of demands in their order, each one's terms weighted by how rare they are on this market. */
export async function featuresOf(db: Database, demands: readonly Asked[]): Promise<DemandFeatures[]> {
  const lexicon = await marketWords(db).lexicon();
  const parts = demands.map(partsOf);
  const [terms, fields] = await Promise.all([
    byRarity(
      db,
      parts.map((one) => termsOf(one, lexicon)),
    ),
    fieldsOf(
      db,
      demands.flatMap(({ fieldCodes }) => fieldCodes),
    ),
  ]);
  return demands.map((asked, i) => ({
    terms: terms[i] ?? [],
    text: fold((parts[i] ?? []).map(({ text }) => text).join(" · ")),
    fields: fields.filter(({ code }) => asked.fieldCodes.includes(code)),
    regionCode: asked.regionCode,
    quantities: quantitiesOf(`${asked.target}; ${asked.problem}`),
    ways: asked.ways,
  }));
}

const fieldsOf = (db: Database, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : db
        .select({ code: field.code, zh: field.nameZh, en: field.nameEn })
        .from(field)
        .where(inArray(field.code, [...codes]))
        .orderBy(field.code);

/** What the engine is asked: it reads ten words. */
export const queryOf = (terms: readonly Term[]): string =>
  terms
    .slice(0, 10)
    .map(({ text }) => text)
    .join(" ");
