import { z } from "zod";
import type { Filter, IndexSchema, SearchDoc } from "#search/engine.ts";
import type { Lexicon } from "#search/language/lexicon.ts";
import { priorOfKind } from "#search/language/stop.ts";
import { searchableFields, searchableText } from "#search/text.ts";
import type { CorpusDocument } from "./corpus.ts";

/** The judged documents as an index of ours: their fields under our names, their kinds as ours. */
export const benchSchema: IndexSchema = {
  name: "bench",
  version: 1,
  searchable: searchableFields,
  filterable: {
    kind: "string",
    sourceKind: "string",
    region: "string",
    field: "string[]",
    org: "string",
    price: "number",
    createdAt: "number",
    status: "string",
    availability: "string",
    tags: "string[]",
    rating: "number",
    views: "number",
  },
  facets: ["sourceKind", "region", "field", "availability", "price"],
  sortable: ["price", "createdAt", "rating", "views"],
};

/** Their kinds, the kind of ours that comes nearest, what else they are called, and how likely they are meant. */
const kinds: Record<string, { kind: string; words: string[]; boost?: number }> = {
  instrument: { kind: "facility", words: [] },
  platform: { kind: "platform", words: ["平台", "中心"], boost: 0.5 },
  patent: { kind: "technology", words: ["专利", "patent"] },
  achievement: { kind: "technology", words: ["科技成果"] },
  service: { kind: "service", words: [] },
  expert: { kind: "expert", words: ["专家", "expert"], boost: 0.5 },
  demand: { kind: "demand", words: [] },
};

export const ourFieldNames: Record<string, string> = { kind: "sourceKind", created_at: "createdAt" };

/** One judged document as ours. */
export function toSearchDoc(source: CorpusDocument, lexicon: Lexicon, version: number): SearchDoc {
  const nearest = kinds[source.kind] ?? { kind: source.kind, words: [] };
  const text = searchableText(
    {
      kind: nearest.kind,
      titleZh: source.title,
      titleEn: source.title_en,
      keywords: [...source.tags, source.field, ...nearest.words],
      maker: source.brand,
      model: source.model,
      numbers: source.patent_no ? [source.patent_no] : [],
      ipc: source.ipc ? [source.ipc] : [],
      ownerZh: source.org,
      ownerEn: source.org_en,
      places: [source.region],
      body: [source.summary],
    },
    lexicon,
  );
  return {
    ...text,
    id: source.id,
    version,
    boost: nearest.boost ?? priorOfKind[nearest.kind] ?? 0.5,
    kind: nearest.kind,
    sourceKind: source.kind,
    region: source.region,
    field: source.field,
    org: source.org,
    price: source.price,
    createdAt: source.created_at,
    status: source.status,
    availability: source.availability,
    tags: source.tags,
    rating: source.rating,
    views: source.views,
    visible: true,
  };
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const theirFilter: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.object({ and: z.array(theirFilter) }),
    z.object({ or: z.array(theirFilter) }),
    z.object({ not: theirFilter }),
    z.object({ field: name, op: z.enum(["eq", "ne"]), value: scalar }),
    z
      .object({ field: name, op: z.literal("tagEq"), value: scalar })
      .transform((f) => ({ ...f, op: "eq" as const })),
    z.object({ field: name, op: z.literal("in"), value: z.array(scalar) }),
    z.object({ field: name, op: z.enum(["gt", "gte", "lt", "lte"]), value: z.number() }),
    z.object({ field: name, op: z.literal("between"), value: z.tuple([z.number(), z.number()]) }),
    z.object({ field: name, op: z.literal("isNull") }),
  ]),
);
const name = z.string().transform((field) => ourFieldNames[field] ?? field);

/** A filter of the corpus as ours. */
export const toFilter = (source: unknown): Filter => theirFilter.parse(source);
