import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";

const document = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  title_en: z.string(),
  summary: z.string(),
  brand: z.string(),
  model: z.string(),
  org: z.string(),
  org_en: z.string(),
  region: z.string(),
  field: z.string(),
  tags: z.array(z.string()),
  ipc: z.string(),
  patent_no: z.string(),
  price: z.number().nullable(),
  availability: z.string().nullable(),
  status: z.string(),
  created_at: z.number(),
  rating: z.number().nullable(),
  views: z.number().nullable(),
});
const query = z.object({ qid: z.string(), q: z.string(), cls: z.string() });
const judgement = z.object({ qid: z.string(), rel: z.record(z.string(), z.number()) });
const group = z.object({ group: z.number(), terms: z.array(z.string()) });
const filterCase = z.object({
  case: z.string(),
  q: z.string(),
  filter: z.unknown(),
  sort: z.tuple([z.string(), z.enum(["asc", "desc"])]).nullable(),
  total: z.number(),
  facets: z.record(z.string(), z.record(z.string(), z.number())),
  priceStats: z.object({ min: z.number(), max: z.number() }).nullish(),
  top: z.array(z.tuple([z.string(), z.unknown()])).nullable(),
});

export type CorpusDocument = z.infer<typeof document>;
export type JudgedQuery = z.infer<typeof query>;
export type FilterCase = z.infer<typeof filterCase>;

async function* readLines<T>(path: string, schema: z.ZodType<T>): AsyncIterable<T> {
  const lines = createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) if (line.trim() !== "") yield schema.parse(JSON.parse(line));
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A judged corpus: `PREFIX.docs.jsonl` and its neighbours. */
export const corpus = (prefix: string) => ({
  documents: () => readLines(`${prefix}.docs.jsonl`, document),
  queries: () => all(readLines(`${prefix}.queries.jsonl`, query)),
  judgements: async () => {
    const each = await all(readLines(`${prefix}.qrels.jsonl`, judgement));
    return new Map(each.map(({ qid, rel }) => [qid, rel]));
  },
  synonyms: async () => (await all(readLines(`${prefix}.thesaurus.jsonl`, group))).map(({ terms }) => terms),
  filterCases: () => all(readLines(`${prefix}.filters.jsonl`, filterCase)),
});
