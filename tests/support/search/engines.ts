import { randomBytes } from "node:crypto";
import type { Database } from "#db/client.ts";
import { searchSynonym } from "#db/schema/search.ts";
import { EmbeddedEngine } from "#search/embedded.ts";
import type { IndexSchema, SearchEngine } from "#search/engine.ts";
import { initialThesaurus } from "#search/language/thesaurus.ts";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { Words } from "#search/words.ts";
import { MeilisearchServer } from "../meilisearch/server.ts";
import { documentsOf, type TrialItem, trialSchema } from "./trial.ts";

/** An engine under trial, on an index of its own. */
export interface Trial {
  engine: SearchEngine;
  schema: IndexSchema;
  /** Replaces everything by these, as the market does: PostgreSQL knows every word whichever engine answers. */
  fill(items: readonly TrialItem[]): Promise<void>;
  close(): Promise<void>;
  /** Whether it may be a server that refuses what the port leaves to it: see the table in `search/engine.ts`. */
  mayRefuse: boolean;
}

export type OpenTrial = (db: Database) => Promise<Trial>;

/** The engines that can be reached from here; a real Meilisearch when `MEILI_URL` names one. */
export function reachableEngines(): [name: string, open: OpenTrial][] {
  const { TEST_MEILI_URL: url, TEST_MEILI_API_KEY: apiKey } = process.env;
  return [
    ["embedded", openEmbedded],
    ["meilisearch's protocol", openLocal],
    ...(url ? [["meilisearch", openRemote(url, apiKey)] satisfies [string, OpenTrial]] : []),
  ];
}

const openEmbedded: OpenTrial = async (db) => {
  const schema = trialSchema("trial");
  const engine = new EmbeddedEngine(db, [schema]);
  await engine.ensure(schema);
  return {
    engine,
    schema,
    fill: async (items) => void (await engine.rebuild(schema, documentsOf(items))),
    close: async () => {},
    mayRefuse: false,
  };
};

const openLocal: OpenTrial = async (db) => {
  const server = new MeilisearchServer({ apiKey: "a key of sixteen letters" });
  await server.open();
  const trial = await openRemote(server.url, server.apiKey)(db);
  return { ...trial, close: () => server.close(), mayRefuse: false };
};

const openRemote =
  (url: string, apiKey: string | undefined): OpenTrial =>
  async (db) => {
    const schema = trialSchema(`contract-${randomBytes(4).toString("hex")}`);
    const words = new Words(db);
    const embedded = new EmbeddedEngine(db, [schema], words);
    const engine = new MeilisearchEngine({ url, apiKey }, [schema], words);
    await engine.ensure(schema);
    return {
      engine,
      schema,
      mayRefuse: true,
      fill: async (items) => {
        await embedded.rebuild(schema, documentsOf(items));
        await engine.rebuild(schema, documentsOf(items));
      },
      close: async () => {
        // A rebuild that failed leaves the index that it had begun.
        for (const uid of [`${schema.name}-next`, schema.name]) await engine.keeper.drop(uid);
      },
    };
  };

/** What a new market knows of words. */
export async function loadThesaurus(db: Database): Promise<void> {
  const rows = initialThesaurus.flatMap((terms, groupNo) =>
    [...new Set(terms)].map((term, position) => ({ groupNo, term, position })),
  );
  for (let from = 0; from < rows.length; from += 1000)
    await db.insert(searchSynonym).values(rows.slice(from, from + 1000));
}
