import type { ImportFormat } from "#db/schema/vocabulary.ts";
import type { FacilityPatch, FacilityRecord } from "./record.ts";
import type { Words } from "./words.ts";

/** What one cell means: something to set, perhaps with a warning; or why it cannot be read. */
export type Reading = { set: FacilityPatch; warning?: string } | { error: string };

/**
 * One column of a format. `read` is never given an empty cell: an empty cell leaves what is stored as it is. `header` is
 * what the file calls the column.
 * `read(write(record))` sets what `record` says, as far as the column can say it.
 */
export interface FormatField {
  /** Stable name, used in saved mappings. */
  key: string;
  /** The header that exports write comes first; the others are known names of the same thing. */
  headers: readonly [string, ...string[]];
  read(cell: string, words: Words, header: string): Reading;
  write(record: FacilityRecord, words: Words): string;
  /** The row is refused when the cell is empty. */
  required?: true;
  /** Says something of whoever publishes the list: the export fills it in, the import does not look at it. */
  published?: true;
}

/** What a row as a whole is checked with, after its cells have been read. */
export interface RowFacts {
  /** What its cells set, all together. */
  patch: FacilityPatch;
  /** Cells by field key, trimmed; empty and absent ones are absent. */
  cells: ReadonlyMap<string, string>;
  words: Words;
}

/** Something wrong or doubtful with a row; `code` decides which (see `issues.ts`), `field` is the column's key. */
export interface Finding {
  field: string;
  code: string;
}

/** A value that follows from another column: set when that column changes, or (`from: null`) only for new facilities. */
export interface Derived {
  from: string | null;
  set: FacilityPatch;
}

export interface RowCheck {
  patch: FacilityPatch;
  findings: Finding[];
  derived?: Derived[];
}

export interface Format {
  name: ImportFormat;
  /** Name of the sheet in workbooks that we write. */
  sheet: string;
  /** Group names of the official form, above the headers of workbooks that we write. */
  groups?: readonly { title: string; columns: number }[];
  fields: readonly FormatField[];
  /** Rules over several columns. The returned patch no longer has a `place`. */
  check(row: RowFacts): RowCheck;
}

/** The field with this key, if the format has it. */
export function fieldOf(format: Format, key: string): FormatField | undefined {
  return format.fields.find((field) => field.key === key);
}
