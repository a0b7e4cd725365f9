import { sql } from "drizzle-orm";
import { searchDoc } from "#db/schema/search.ts";
import type { Tx } from "#db/client.ts";
import type { IndexSchema, SearchDoc } from "../engine.ts";
import { codeMark } from "../language/codes.ts";
import { fold } from "../language/normalise.ts";
import { tokenize } from "../language/tokens.ts";
import { isStored } from "./columns.ts";
import { tsvectorText, type WeightedText } from "./tsquery.ts";
import { textArray } from "./values.ts";

/** The edition of tokens and codes; a row of an older one is rebuilt. */
const tokVersion = 1;
const codesField = "codes";

type Row = typeof searchDoc.$inferInsert;

/** The parts of a document as the index holds them: one per field and array value. */
export function partsOf(schema: IndexSchema, document: SearchDoc): WeightedText[] {
  return schema.searchable.flatMap(({ field, weight }) =>
    texts(document[field]).map((text) => ({
      weight,
      tokens: field === codesField ? [codeMark + text] : tokenize(fold(text)).map((token) => token.text),
    })),
  );
}

function rowOf(schema: IndexSchema, document: SearchDoc, gen: number): Row {
  const { id, version, boost } = document;
  const more = Object.keys(schema.filterable).filter((field) => !isStored(field));
  return {
    idx: schema.name,
    gen,
    id,
    version,
    boost,
    tokVersion,
    kind: text(document.kind) ?? "",
    region: text(document.region),
    regionCity: text(document.city),
    fields: texts(document.field),
    org: text(document.org),
    funding: texts(document.funding),
    trl: number(document.trl),
    ipc: texts(document.ipc),
    price: number(document.price),
    createdAt: number(document.createdAt) ?? 0,
    visible: document.visible === true,
    lat: document.place?.lat ?? null,
    lng: document.place?.lng ?? null,
    more: Object.fromEntries(more.map((field) => [field, storable(document[field])])),
    tsv: tsvectorText(partsOf(schema, document)),
  };
}

/** Writes documents into the given generations; one that the index knows in a newer version stays. */
export async function upsert(
  tx: Tx,
  schema: IndexSchema,
  documents: readonly SearchDoc[],
  generations: readonly number[],
): Promise<void> {
  const rows = generations.flatMap((gen) => documents.map((document) => rowOf(schema, document, gen)));
  if (rows.length === 0) return;
  const replaced = Object.entries(searchDoc).flatMap(([name, column]) =>
    ["idx", "gen", "id", "enableRLS"].includes(name)
      ? []
      : [[name, sql.raw(`excluded.${snake(column.name)}`)] as const],
  );
  await tx
    .insert(searchDoc)
    .values(rows)
    .onConflictDoUpdate({
      target: [searchDoc.idx, searchDoc.gen, searchDoc.id],
      set: Object.fromEntries(replaced),
      setWhere: sql`${searchDoc.version} < excluded.version`,
    });
}

/** Makes the tokens of new documents known; sorted, so that two writers never wait for each other crosswise. */
export async function learnTerms(
  tx: Tx,
  schema: IndexSchema,
  documents: readonly SearchDoc[],
): Promise<void> {
  const tokens = documents.flatMap((document) => partsOf(schema, document).flatMap((part) => part.tokens));
  const terms = [...new Set(tokens)].filter((token) => !token.startsWith(codeMark)).sort();
  if (terms.length === 0) return;
  await tx.execute(
    sql`insert into search_term (term, latin) select term, term ~ '^[a-z0-9]' from unnest(${textArray(terms)}) as t(term)
        on conflict do nothing`,
  );
}

/** Counts anew in how many live documents every term occurs, and forgets terms of none. */
export async function recountTerms(tx: Tx): Promise<void> {
  await tx.execute(sql`create temporary table term_count on commit drop as
    select word as term, ndoc as df from ts_stat($$select tsv from search_doc d
      join search_state s on s.idx = d.idx and s.live_gen = d.gen$$) where word not like '#%'`);
  await tx.execute(sql`insert into search_term (term, df, latin) select term, df, term ~ '^[a-z0-9]' from term_count
    order by term on conflict (term) do update set df = excluded.df where search_term.df <> excluded.df`);
  await tx.execute(sql`update search_state s set docs =
    (select count(*) from search_doc d where d.idx = s.idx and d.gen = s.live_gen)`);
  await tx.execute(
    sql`delete from search_term t where not exists (select 1 from term_count c where c.term = t.term)`,
  );
}

const texts = (value: unknown): string[] => {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value)
    ? value.filter((one): one is string => typeof one === "string" && one !== "")
    : [];
};

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

const number = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

const storable = (value: unknown) =>
  typeof value === "boolean" ? value : Array.isArray(value) ? texts(value) : (text(value) ?? number(value));

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
