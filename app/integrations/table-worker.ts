/**
 * Reads a list in a thread of its own: SheetJS reads a workbook at once and a long text takes seconds, which would hold up
 * the server, and either could use more memory than one upload may. Runs as plain TypeScript; `tables.server.ts` starts it,
 * is told how the list is written, and asks for rows.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { CellObject, WorkSheet } from "@e965/xlsx";
import { checkZip, limits, TableRefusal, withinLimits } from "./table-limits.ts";
import { type AskedText, openText } from "./table-text.ts";

/** What one message holds at most, so that taking it in costs the server a few milliseconds. */
const perMessage = { rows: 500, cells: 20_000, characters: 500_000 };

const port = parentPort;
if (port) {
  const input: { bytes: Uint8Array; workbook: boolean; asked: AskedText } = workerData;
  const opened = attempt(() => open(input));
  port.on("message", () => void opened.then(answer).then((message) => port.postMessage(message)));
  void opened.then((one) => {
    port.postMessage("code" in one ? one : { encoding: one.encoding, delimiter: one.delimiter });
  });
  const answer = (one: Opened | Refused) => ("code" in one ? one : attempt(() => nextRows(one.records)));
}

interface Opened {
  encoding: string;
  delimiter: string | null;
  records: AsyncGenerator<string[]>;
}

interface Refused {
  code: string;
  line?: number;
}

async function attempt<T>(work: () => T | Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    return error instanceof TableRefusal
      ? { code: error.code, line: error.line }
      : { code: "unreadable_workbook" };
  }
}

async function open({
  bytes,
  workbook,
  asked,
}: {
  bytes: Uint8Array;
  workbook: boolean;
  asked: AskedText;
}): Promise<Opened> {
  if (!workbook) return openText(bytes, asked);
  return { encoding: "xlsx", delimiter: null, records: withinLimits(await openSheet(Buffer.from(bytes))) };
}

/** The first sheet's rows from the top of the sheet, so that numbering is the spreadsheet's. */
async function openSheet(bytes: Buffer): Promise<Generator<string[]>> {
  if (bytes[0] === 0x50) checkZip(bytes);
  // A large library that texts do without.
  const { read } = await import("@e965/xlsx");
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
  if (!sheet) throw new TableRefusal("unreadable_workbook");
  return rowsOf(sheet);
}

function* rowsOf(sheet: WorkSheet): Generator<string[]> {
  const cells: unknown = sheet["!data"];
  const rows = Array.isArray(cells) ? cells : [];
  const full: unknown = sheet["!fullref"];
  if (lastRow(typeof full === "string" ? full : sheet["!ref"]) > limits.rows)
    throw new TableRefusal("too_many_rows");
  for (let at = 0; at < rows.length; at++) {
    const row: unknown = rows[at];
    const texts: string[] = Array.from(Array.isArray(row) ? row : [], (cell) =>
      isCell(cell) ? textOf(cell) : "",
    );
    if (texts.length > limits.columns) throw new TableRefusal("too_many_columns");
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

async function nextRows(records: AsyncGenerator<string[]>): Promise<{ rows: string[][]; done: boolean }> {
  const rows: string[][] = [];
  let [cells, characters] = [0, 0];
  while (rows.length < perMessage.rows && cells < perMessage.cells && characters < perMessage.characters) {
    const next = await records.next();
    if (next.done) return { rows, done: true };
    rows.push(next.value);
    cells += next.value.length;
    for (const cell of next.value) characters += cell.length;
  }
  return { rows, done: false };
}
