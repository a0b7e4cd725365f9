import type { SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/** A kind of row that nobody may change unnoticed. */
export interface SealedKind {
  /** Its name in digests and findings; never changes. */
  name: string;
  table: PgTable;
  key: PgColumn;
  keyType: "bigint" | "uuid";
  /**
   * The columns that its digest is computed from. Sealed rows keep the form they were sealed by: a form is never edited,
   * a new one is added behind it (a new column, say) and used from then on; its columns are never dropped.
   */
  forms: readonly (readonly PgColumn[])[];
  /** Which rows of the table; all without it. They must not change after they were written. */
  only?: SQL;
  /** Its keys count up, so that the job does not search among old ones every time. */
  counts?: boolean;
  /** Whoever owns it may remove it: that it is gone is no fault. */
  removable?: boolean;
  /** For a row that keeps the SHA-256, in hex, of something else: the column, and the hash of what is there now. */
  content?: { stored: PgColumn; actual: SQL };
}
