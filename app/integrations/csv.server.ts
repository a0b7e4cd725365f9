import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { TableRefusal } from "./table-limits.ts";

/** A table that cannot be read any further; `code` is stable, `line` is where it broke. */
export { TableRefusal as UnreadableTable } from "./table-limits.ts";

/** One record may not be longer than this many characters. */
const maxRecordSize = 1_000_000;

/**
 * Reads separated values record by record, so that a long file is never in memory as rows.
 * Empty lines come through as records of one empty cell: a spreadsheet counts them too.
 * Throws `UnreadableTable` (`quote_not_closed`, `record_too_long`, `malformed_csv`).
 */
export async function* readCsv(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: maxRecordSize,
  });
  const source = Readable.from(text);
  source.once("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const record of parser) {
      if (isTextRow(record)) yield record.map(unguard);
    }
  } catch (error) {
    throw error instanceof CsvError ? asUnreadable(error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function asUnreadable(error: CsvError): TableRefusal {
  const line: unknown = Reflect.get(error, "lines");
  const code =
    { CSV_QUOTE_NOT_CLOSED: "quote_not_closed", CSV_MAX_RECORD_SIZE: "record_too_long" }[
      String(error.code)
    ] ?? "malformed_csv";
  return new TableRefusal(code, typeof line === "number" ? line : undefined, error);
}

const isTextRow = (record: unknown): record is string[] => Array.isArray(record);

/** One line of separated values, RFC 4180 quoting, with the trailing CRLF. */
export function csvLine(cells: readonly string[], delimiter = ","): string {
  return `${cells.map((cell) => quote(guard(cell), delimiter)).join(delimiter)}\r\n`;
}

function quote(cell: string, delimiter: string): string {
  const plain = !/["\r\n]/.test(cell) && !cell.includes(delimiter) && cell.trim() === cell;
  return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/**
 * A cell that a spreadsheet would run as a formula gets an apostrophe in front, the spreadsheets' own mark for text.
 * A cell that already has apostrophes before such a character gets one more, so that `unguard` is exact.
 */
function guard(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function unguard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
