import { once } from "node:events";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { utils, write } from "@e965/xlsx";
import { UnreadableTable } from "./csv.server.ts";
import { limits } from "./spreadsheet-limits.ts";

/** Not relative to this module: the server's bundle holds this module, but the thread runs the source. */
const workerFile = resolve("app/integrations/spreadsheet-worker.ts");

/** Whether the content is an Excel workbook: XLSX (a ZIP file) or the older XLS (a compound file). */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

const startsWith = (bytes: Uint8Array, head: readonly number[]) =>
  head.every((byte, at) => bytes[at] === byte);

/**
 * Reads the rows of a workbook's first sheet as text. Throws `UnreadableTable` (`unreadable_workbook`,
 * `workbook_too_large`, `too_many_rows`, `too_many_columns`).
 */
export async function* readWorkbook(bytes: Uint8Array): AsyncGenerator<string[]> {
  const copy = Uint8Array.from(bytes);
  const worker = new Worker(workerFile, {
    workerData: copy,
    transferList: [copy.buffer],
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  try {
    for (let done = false; !done; ) {
      const answer = await ask(worker);
      yield* answer.rows;
      done = answer.done;
    }
  } finally {
    await worker.terminate();
  }
}

async function ask(worker: Worker): Promise<{ rows: string[][]; done: boolean }> {
  const impatient = AbortSignal.timeout(limits.seconds * 1000);
  worker.postMessage("next");
  const answer: unknown = await once(worker, "message", { signal: impatient }).then(
    ([message]) => message,
    (cause) => {
      // Out of time or out of memory: a workbook that costs this much is not a list of instruments.
      throw new UnreadableTable("workbook_too_large", undefined, cause);
    },
  );
  if (isRows(answer)) return answer;
  throw new UnreadableTable(hasCode(answer) ? answer.code : "unreadable_workbook");
}

const isRows = (value: unknown): value is { rows: string[][]; done: boolean } =>
  typeof value === "object" && value !== null && "rows" in value;

const hasCode = (value: unknown): value is { code: string } =>
  typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";

export interface Sheet {
  name: string;
  rows: readonly (readonly (string | number)[])[];
}

/** An XLSX file of sheets whose cells are texts and numbers; a text is never run as a formula. */
export function writeSheets(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  for (const { name, rows } of sheets) {
    const cells = rows.map((row) => row.map((v) => ({ t: typeof v === "number" ? "n" : "s", v })));
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells, { dense: true }), name);
  }
  const bytes: unknown = write(book, { type: "buffer", bookType: "xlsx", compression: true });
  if (!(bytes instanceof Uint8Array)) throw new TypeError("the spreadsheet writer gave no bytes");
  return Uint8Array.from(bytes);
}

/** An XLSX file with one sheet of text cells. */
export const writeWorkbook = (name: string, rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> =>
  writeSheets([{ name, rows }]);
