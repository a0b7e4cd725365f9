/**
 * Reads a workbook in a thread of its own: SheetJS reads all of it at once, which would hold up the server and could
 * use more memory than one upload may. Runs as plain TypeScript; `spreadsheet.server.ts` starts it and asks for rows.
 */
import { parentPort, workerData } from "node:worker_threads";
import { type CellObject, read, type WorkSheet } from "@e965/xlsx";
import { checkZip, limits, SpreadsheetRefusal } from "./spreadsheet-limits.ts";

const rowsPerMessage = 500;

const port = parentPort;
if (port) {
  const rows = attempt(openRows);
  port.on("message", () => {
    if ("code" in rows) return port.postMessage(rows);
    port.postMessage(attempt(() => nextRows(rows)));
  });
}

function attempt<T>(work: () => T): T | { code: string } {
  try {
    return work();
  } catch (error) {
    return { code: error instanceof SpreadsheetRefusal ? error.code : "unreadable_workbook" };
  }
}

/** The first sheet's rows from the top of the sheet, so that numbering is the spreadsheet's. */
function openRows(): Generator<string[]> {
  const bytes = Buffer.from(workerData);
  if (bytes[0] === 0x50) checkZip(bytes);
  const book = read(bytes, {
    type: "buffer",
    dense: true,
    cellDates: true,
    UTC: true,
    cellNF: true,
    cellFormula: false,
    cellHTML: false,
    sheets: 0,
    sheetRows: limits.rows + 1,
  });
  const sheet = book.Sheets[book.SheetNames[0] ?? ""];
  if (!sheet) throw new SpreadsheetRefusal("unreadable_workbook");
  return rowsOf(sheet);
}

function* rowsOf(sheet: WorkSheet): Generator<string[]> {
  const cells: unknown = sheet["!data"];
  const rows = Array.isArray(cells) ? cells : [];
  const full: unknown = sheet["!fullref"];
  if (lastRow(typeof full === "string" ? full : sheet["!ref"]) > limits.rows)
    throw new SpreadsheetRefusal("too_many_rows");
  for (let at = 0; at < rows.length; at++) {
    const row: unknown = rows[at];
    const texts: string[] = Array.from(Array.isArray(row) ? row : [], (cell) =>
      isCell(cell) ? textOf(cell) : "",
    );
    if (texts.length > limits.columns) throw new SpreadsheetRefusal("too_many_columns");
    yield texts;
  }
}

const lastRow = (ref: string | undefined): number => Number(/(\d+)$/.exec(ref ?? "")?.[1] ?? 0);

const isCell = (value: unknown): value is CellObject =>
  typeof value === "object" && value !== null && "t" in value;

/** What a cell says: dates as `YYYY-MM-DD`, numbers in full, errors as the spreadsheet writes them. */
function textOf({ t, v, w, z }: CellObject): string {
  if (t === "z" || v === undefined) return "";
  if (v instanceof Date) return Number.isNaN(v.getTime()) ? (w ?? "") : v.toISOString().slice(0, 10);
  if (t === "e") return w ?? "#ERROR!";
  if (typeof v === "number") return /^0{2,}$/.test(String(z ?? "")) ? (w ?? String(v)) : numberText(v);
  // The database takes neither NUL nor halves of characters, and no text of a list means either.
  return String(v).replaceAll("\0", "").replaceAll("\r\n", "\n").toWellFormed();
}

/** Fifteen digits, which is what a spreadsheet itself keeps. */
function numberText(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return text.includes("e") ? BigInt(Math.round(value)).toString() : text;
}

function nextRows(rows: Generator<string[]>): { rows: string[][]; done: boolean } {
  const batch: string[][] = [];
  while (batch.length < rowsPerMessage) {
    const next = rows.next();
    if (next.done) return { rows: batch, done: true };
    batch.push(next.value);
  }
  return { rows: batch, done: false };
}
