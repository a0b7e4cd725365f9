import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { openRecords } from "#app/integrations/tables.server.ts";
import type { ImportFormat } from "#db/schema/vocabulary.ts";
import type { Delimiter } from "#app/runtime/tables/delimiter.ts";
import type { Encoding } from "#app/runtime/tables/encoding.ts";
import type { RawRow } from "./examine.ts";
import type { Format } from "./format.ts";
import { formats } from "./formats/index.ts";
import { distinctHeaders, findHeaderRow, type HeaderRow, mapHeaders } from "./headers.ts";
import type { Mapping } from "./headers.ts";
import { otherListIn } from "./other-lists.ts";

/** The most that one file may hold; more than a province's largest university reports. */
export const tableLimits = { bytes: 20 * 1024 * 1024, rows: 20_000, columns: 300 } as const;

/** What the person says about the file; absent = find out. */
export interface Asked {
  format?: ImportFormat;
  encoding?: Encoding;
  delimiter?: Delimiter;
}

/** A file whose headers have been read; `rows` reads the rest as it is asked for. */
export interface Table {
  /** `xlsx` for workbooks of either kind. */
  encoding: Encoding | "xlsx";
  delimiter: Delimiter | null;
  format: Format;
  headers: string[];
  mapping: Mapping;
  /** Whether the headers are ones that the format knows. */
  recognised: boolean;
  rows: AsyncGenerator<RawRow>;
}

const rowsLookedAt = 5;

/**
 * Finds out what a file is and reads its headers. Throws `UnreadableTable` with `empty_file`, `encoding_unknown`,
 * `encoding_mismatch`, `no_table`, `too_many_columns`, which other list it is, or what the readers say. Ask `rows` to the end or `return()` it.
 */
export async function openTable(bytes: Uint8Array, asked: Asked = {}): Promise<Table> {
  const { encoding, delimiter, records } = await openRecords(bytes, {
    encoding: asked.encoding,
    delimiter: asked.delimiter,
  });
  try {
    const first = await take(records, rowsLookedAt);
    const head = readHead(first, asked.format);
    const rest = numbered(first, records, head.at);
    return { ...head, encoding, delimiter, rows: endingWith(records, rawRows(rest, head.headers)) };
  } catch (error) {
    await records.return(undefined);
    throw error;
  }
}

/** The rows, which end their records when they are returned: a generator that was never begun would leave them open. */
function endingWith(records: AsyncGenerator<string[]>, rows: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  const finish = rows.return.bind(rows);
  rows.return = async (value) => {
    await records.return(undefined);
    return finish(value);
  };
  return rows;
}

async function take(records: AsyncGenerator<string[]>, count: number): Promise<string[][]> {
  const taken: string[][] = [];
  while (taken.length < count) {
    const next = await records.next();
    if (next.done) break;
    if (next.value.length > tableLimits.columns) throw new UnreadableTable("too_many_columns");
    taken.push(next.value);
  }
  return taken;
}

/** The row of headers; where no name is known, the first row with at least two cells, for a person to map. */
function readHead(first: string[][], wanted: ImportFormat | undefined): HeaderRow & { recognised: boolean } {
  const other = otherListIn(first);
  if (other) throw new UnreadableTable(other);
  const candidates = wanted ? [formats[wanted]] : Object.values(formats);
  const found = findHeaderRow(first, candidates);
  if (found) return { ...found, recognised: true };
  const at = first.findIndex((row) => row.filter((cell) => cell.trim() !== "").length >= 2);
  if (at < 0) throw new UnreadableTable("no_table");
  const format = formats[wanted ?? "kexiang"];
  const headers = distinctHeaders(first[at] ?? []);
  return { at, headers, format, mapping: mapHeaders(headers, format), recognised: false };
}

/** The records below the headers with the numbers a spreadsheet shows. */
async function* numbered(first: string[][], records: AsyncGenerator<string[]>, headerAt: number) {
  let row = 0;
  for (const cells of first) if (++row > headerAt + 1) yield { row, cells };
  for await (const cells of records) yield { row: ++row, cells };
}

async function* rawRows(
  rows: AsyncGenerator<{ row: number; cells: string[] }>,
  headers: readonly string[],
): AsyncGenerator<RawRow> {
  let count = 0;
  for await (const { row, cells } of rows) {
    if (cells.length > tableLimits.columns) throw new UnreadableTable("too_many_columns");
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (++count > tableLimits.rows) throw new UnreadableTable("too_many_rows");
    yield { row, raw: Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? ""])) };
  }
}
