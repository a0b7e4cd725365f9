import { sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { pairFrequencies, vocabularyOf } from "./embedded/vocabulary.ts";
import { Lexicon } from "./language/lexicon.ts";
import { placeGroups } from "./language/places.ts";
import { pairsToLookUp, understand } from "./language/query.ts";
import type { Understood } from "./language/understanding.ts";

/**
 * What every engine knows of the market's language: the synonyms as this process has read them, and the terms of the
 * index. Kept in PostgreSQL whichever engine answers.
 */
export class Words {
  readonly #db: Database;
  #read: { version: number; lexicon: Lexicon } | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The words that queries are understood by. */
  async lexicon(): Promise<Lexicon> {
    if (this.#read) return this.#read.lexicon;
    const version = await this.edition();
    const lexicon = await loadLexicon(this.#db);
    this.#read = { version, lexicon };
    return lexicon;
  }

  /**
   * The words that a listing is indexed by: those of the edition that holds until `tx` ends, since an edit waits for it.
   * Whatever an edit changes is thus written either by it or by the jobs that it asks for.
   */
  async lexiconFor(tx: Tx): Promise<Lexicon> {
    const [state] = await tx.execute<{ version: number }>(
      sql`select text_version as version from search_state where idx = 'listing' for share`,
    );
    const version = state?.version ?? 0;
    const known = this.#read;
    if (known?.version === version) return known.lexicon;
    const lexicon = await loadLexicon(tx);
    this.#read = { version, lexicon };
    return lexicon;
  }

  /** What a person who typed `query` asks for; `prefix` when the last word may be unfinished. */
  async understand(query: string, prefix: boolean): Promise<Understood> {
    const [edition, vocabulary] = await Promise.all([this.edition(), vocabularyOf(this.#db, query)]);
    this.noteEdition(edition);
    const lexicon = await this.lexicon();
    const pairs = await pairFrequencies(this.#db, pairsToLookUp(query, lexicon, vocabulary, prefix));
    const frequency = (token: string) => pairs.get(token) ?? vocabulary.frequency(token);
    return understand(query, lexicon, { ...vocabulary, frequency }, prefix);
  }

  /** Forgets the synonyms read when an edit has moved their edition. */
  noteEdition(version: number | null): void {
    if (this.#read && version !== null && version !== this.#read.version) this.#read = undefined;
  }

  /** Which edition of the synonyms holds now; every edit moves it. */
  async edition(): Promise<number> {
    const [state] = await this.#db.execute<{ version: number }>(
      sql`select coalesce(max(text_version), 0)::int as version from search_state`,
    );
    return state?.version ?? 0;
  }
}

async function loadLexicon(tx: Tx): Promise<Lexicon> {
  const rows = await tx.execute<{ terms: string[] }>(
    sql`select array_agg(term order by position, term) as terms from search_synonym group by group_no order by group_no`,
  );
  return new Lexicon(
    rows.map(({ terms }) => terms),
    placeGroups,
  );
}

/** Token sequences whose occurrences in a text are why it was found; for `mark`. */
export const reasonsOf = ({ units, joins }: Understood): string[][] =>
  [...units.flatMap((unit) => unit.alternatives), ...joins.map((join) => join.alternative)].map(
    ({ lexemes }) => lexemes.map(({ text, prefix }) => (prefix ? `${text}*` : text)),
  );
