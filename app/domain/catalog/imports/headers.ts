import type { Format, FormatField } from "./format.ts";

/** A header in the form in which headers are compared: width, case, spaces, underscores and hyphens do not count. */
export function normaliseHeader(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-*:]+/g, "");
}

/** The header without the note that templates put in brackets behind it (`主要功能（最多300字）`). */
export const withoutNote = (header: string): string => header.replace(/\s*[（(].*$/su, "");

/** Column mapping: header of the file → key of a field of the format; headers that nobody wants are absent. */
export type Mapping = Readonly<Record<string, string>>;

/** Maps headers to the format's fields by their known names; each field is taken once, by the first header that fits. */
export function mapHeaders(headers: readonly string[], format: Format): Mapping {
  const byName = new Map<string, FormatField>();
  for (const field of format.fields)
    for (const name of field.headers) byName.set(normaliseHeader(name), field);
  const taken = new Set<string>();
  const mapping: Record<string, string> = {};
  for (const header of headers) {
    const field = byName.get(normaliseHeader(header)) ?? byName.get(normaliseHeader(withoutNote(header)));
    if (!field || taken.has(field.key)) continue;
    taken.add(field.key);
    mapping[header] = field.key;
  }
  return mapping;
}

/** The columns of a file that nothing is read from. A column without a name counts where there is something in it. */
export function ignoredColumns(
  { headers, mapping }: { headers: readonly string[]; mapping: Mapping },
  isFilled: (header: string) => boolean,
): string[] {
  return headers.filter(
    (header, at) => mapping[header] === undefined && (header !== nameless(at) || isFilled(header)),
  );
}

const nameless = (at: number): string => `#${at + 1}`;

/** Headers made distinct and named: an empty one becomes `#3`, a repeated one `Name (2)`. */
export function distinctHeaders(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, at) => {
    const name = cell.trim() === "" ? nameless(at) : cell.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** How many rows at the top may hold a title or group names before the headers. */
const headerRows = 5;

export interface HeaderRow {
  /** Place among the rows that were looked at. */
  at: number;
  headers: string[];
  format: Format;
  mapping: Mapping;
}

/**
 * Finds the row of headers among the first rows, and the format whose names fit it best. Undefined when no row fits
 * any format by at least two names.
 */
export function findHeaderRow(
  rows: readonly (readonly string[])[],
  formats: readonly Format[],
): HeaderRow | undefined {
  let best: HeaderRow | undefined;
  for (const [at, row] of rows.slice(0, headerRows).entries()) {
    const headers = distinctHeaders(trimRight(row));
    for (const format of formats) {
      const mapping = mapHeaders(headers, format);
      const known = Object.keys(mapping).length;
      if (known >= 2 && known > Object.keys(best?.mapping ?? {}).length)
        best = { at, headers, format, mapping };
    }
  }
  return best;
}

const trimRight = (row: readonly string[]): readonly string[] =>
  row.slice(0, row.findLastIndex((cell) => cell.trim() !== "") + 1);
