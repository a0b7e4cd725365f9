import { inflateRawSync } from "node:zlib";

/**
 * What reading one list may cost before it is refused; more than a province's largest university reports. `records`
 * counts empty lines too, `characters` what all cells hold together, `inflated` is bytes after decompression.
 */
export const limits = {
  bytes: 20 * 1024 * 1024,
  rows: 20_010,
  records: 50_000,
  columns: 500,
  cells: 4_000_000,
  characters: 32 * 1024 * 1024,
  inflated: 150 * 1024 * 1024,
  entries: 2_000,
  seconds: 30,
  megabytes: 768,
} as const;

/** A list that is refused for a known reason; `line` is where a text broke. */
export class TableRefusal extends Error {
  readonly code: string;
  readonly line: number | undefined;
  constructor(code: string, line?: number, cause?: unknown) {
    super(line === undefined ? code : `${code} at line ${line}`, { cause });
    this.name = "TableRefusal";
    this.code = code;
    this.line = line;
  }
}

/** The records as they come, until they cost more than a list may. Throws `TableRefusal`. */
export async function* withinLimits(
  records: AsyncIterable<string[]> | Iterable<string[]>,
): AsyncGenerator<string[]> {
  let [count, cells, characters] = [0, 0, 0];
  for await (const record of records) {
    cells += record.length;
    for (const cell of record) characters += cell.length;
    if (record.length > limits.columns) throw new TableRefusal("too_many_columns");
    if (++count > limits.records) throw new TableRefusal("too_many_rows");
    if (cells > limits.cells || characters > limits.characters) throw new TableRefusal("table_too_large");
    yield record;
  }
}

const endRecord = 0x06054b50;
const centralRecord = 0x02014b50;
const localRecord = 0x04034b50;

/**
 * Adds up what the entries of a ZIP file hold, first as declared, then by unpacking each of them and forgetting it: a
 * hostile file declares less, or lets many entries share one content. Throws `TableRefusal` `workbook_too_large`, or
 * `unreadable_workbook` where the file is broken.
 */
export function checkZip(bytes: Buffer): void {
  const entries = entriesOf(bytes);
  const declared = entries.reduce((sum, { size }) => sum + size, 0);
  if (declared > limits.inflated) throw new TableRefusal("workbook_too_large");
  let left: number = limits.inflated;
  for (const { at } of entries) {
    left -= inflatedSize(bytes, at, left);
    if (left < 0) throw new TableRefusal("workbook_too_large");
  }
}

function entriesOf(bytes: Buffer): { at: number; size: number }[] {
  const end = findEnd(bytes);
  if (end < 0) throw new TableRefusal("unreadable_workbook");
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entries) throw new TableRefusal("workbook_too_large");
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralRecord)
      throw new TableRefusal("unreadable_workbook");
    const entry = { at: bytes.readUInt32LE(at + 42), size: bytes.readUInt32LE(at + 24) };
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return entry;
  });
}

/** Bytes of the entry whose local header is at `at`; more than `most` are not unpacked. */
function inflatedSize(bytes: Buffer, at: number, most: number): number {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localRecord)
    throw new TableRefusal("unreadable_workbook");
  if (bytes.readUInt16LE(at + 8) !== 8) return bytes.readUInt32LE(at + 18);
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  try {
    return inflateRawSync(bytes.subarray(start), { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    const tooLarge = error instanceof RangeError && Reflect.get(error, "code") === "ERR_BUFFER_TOO_LARGE";
    throw new TableRefusal(tooLarge ? "workbook_too_large" : "unreadable_workbook", undefined, error);
  }
}

/** Where the end-of-directory record starts: within the last 64 KiB; −1 when there is none. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (bytes.readUInt32LE(at) === endRecord) return at;
  }
  return -1;
}
