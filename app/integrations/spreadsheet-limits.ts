/** What a workbook may cost before it is refused. `inflated` is bytes after decompression. */
export const limits = {
  rows: 20_010,
  columns: 300,
  inflated: 150 * 1024 * 1024,
  entries: 2_000,
  seconds: 60,
  megabytes: 768,
} as const;

/** A workbook that is refused for a known reason. */
export class SpreadsheetRefusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = "SpreadsheetRefusal";
    this.code = code;
  }
}

const endRecord = 0x06054b50;
const centralRecord = 0x02014b50;

/**
 * Adds up the sizes that a ZIP file declares for its entries, before anything is decompressed.
 * Throws `SpreadsheetRefusal` `workbook_too_large`, or `unreadable_workbook` where the directory is broken.
 */
export function checkZip(bytes: Buffer): void {
  const end = findEnd(bytes);
  if (end < 0) throw new SpreadsheetRefusal("unreadable_workbook");
  const entries = bytes.readUInt16LE(end + 10);
  if (entries > limits.entries) throw new SpreadsheetRefusal("workbook_too_large");
  let at = bytes.readUInt32LE(end + 16);
  let inflated = 0;
  for (let n = 0; n < entries; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralRecord)
      throw new SpreadsheetRefusal("unreadable_workbook");
    inflated += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (inflated > limits.inflated) throw new SpreadsheetRefusal("workbook_too_large");
}

/** Where the end-of-directory record starts: within the last 64 KiB; −1 when there is none. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (bytes.readUInt32LE(at) === endRecord) return at;
  }
  return -1;
}
