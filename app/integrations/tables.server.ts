import { once } from "node:events";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { type Delimiter, isDelimiter } from "#app/runtime/tables/delimiter.ts";
import { type Encoding, isEncoding } from "#app/runtime/tables/encoding.ts";
import { UnreadableTable } from "./csv.server.ts";
import { limits } from "./table-limits.ts";
import { type AskedText, openText } from "./table-text.ts";

/** A list of which is known how it is written; ask `records` to the end or `return()` them. */
export interface OpenedTable {
  /** `xlsx` for workbooks of either kind. */
  encoding: Encoding | "xlsx";
  delimiter: Delimiter | null;
  records: AsyncGenerator<string[]>;
}

/** Not relative to this module: the server's bundle holds this module, but the thread runs the source. */
const workerFile = resolve("app/integrations/table-worker.ts");

/** A text this short is read where it is: that costs less than a thread. Bytes. */
const shortText = 16 * 1024;

/** Threads at once: each may take `limits.megabytes` and a processor. Whoever comes later waits, so many milliseconds at most. */
const mostThreads = 2;
const longestWaitMs = 60_000;

/** Whether the content is an Excel workbook: XLSX (a ZIP file) or the older XLS (a compound file). */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

const startsWith = (bytes: Uint8Array, head: readonly number[]) =>
  head.every((byte, at) => bytes[at] === byte);

/**
 * Opens a list as somebody else wrote it: CSV or TSV, or the first sheet of a workbook. What is long or a workbook is read
 * in a thread, within limits of bytes, rows, columns, cells, characters, seconds and memory. Throws `UnreadableTable` with
 * `empty_file`, `table_too_large`, `reader_busy`, or what the readers say.
 */
export async function openRecords(bytes: Uint8Array, asked: AskedText = {}): Promise<OpenedTable> {
  if (bytes.length === 0) throw new UnreadableTable("empty_file");
  if (bytes.length > limits.bytes) throw new UnreadableTable("table_too_large");
  const workbook = isWorkbook(bytes);
  if (!workbook && bytes.length <= shortText) return openText(bytes, asked);
  const release = await takePlace();
  const thread = new Thread(bytes, workbook, asked, release);
  try {
    const { encoding, delimiter } = readOpening(await thread.answer());
    return { encoding, delimiter, records: recordsOf(thread) };
  } catch (error) {
    await thread.end();
    throw error;
  }
}

/** The rows of a thread; leaves nothing of it behind, also when nobody ever asked for the first one. */
function recordsOf(thread: Thread): AsyncGenerator<string[]> {
  const records = askForRows(thread);
  // A generator that was never begun skips its `finally`.
  const finish = records.return.bind(records);
  records.return = async (value) => {
    await thread.end();
    return finish(value);
  };
  return records;
}

async function* askForRows(thread: Thread): AsyncGenerator<string[]> {
  try {
    for (let done = false; !done; ) {
      const answer = await thread.ask();
      if (!isRows(answer)) throw refusalIn(answer);
      yield* answer.rows;
      done = answer.done;
    }
  } finally {
    await thread.end();
  }
}

/** A thread with one list; counts the time that it works, not the time that it waits to be asked. */
class Thread {
  readonly #worker: Worker;
  readonly #release: () => void;
  readonly #tooLarge: string;
  #leftMs = limits.seconds * 1000;

  constructor(bytes: Uint8Array, workbook: boolean, asked: AskedText, release: () => void) {
    const copy = Uint8Array.from(bytes);
    this.#release = release;
    this.#tooLarge = workbook ? "workbook_too_large" : "table_too_large";
    this.#worker = new Worker(workerFile, {
      workerData: { bytes: copy, workbook, asked },
      transferList: [copy.buffer],
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    });
  }

  async ask(): Promise<unknown> {
    this.#worker.postMessage("next");
    return this.answer();
  }

  async answer(): Promise<unknown> {
    const begun = performance.now();
    try {
      const [message] = await once(this.#worker, "message", {
        signal: AbortSignal.timeout(Math.max(1, Math.round(this.#leftMs))),
      });
      return message;
    } catch (cause) {
      // Out of time or out of memory: what costs this much is not a list.
      throw new UnreadableTable(this.#tooLarge, undefined, cause);
    } finally {
      this.#leftMs -= performance.now() - begun;
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
    this.#release();
  }
}

let threads = 0;
const waiting: (() => void)[] = [];

/** Waits for a place among the threads; the answer gives it back, once. */
async function takePlace(): Promise<() => void> {
  if (threads < mostThreads) threads++;
  else await waitForPlace();
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const next = waiting.shift();
    if (next) next();
    else threads--;
  };
}

/** The place of whoever leaves goes to the first in line. */
function waitForPlace(): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(admit), 1);
      reject(new UnreadableTable("reader_busy"));
    }, longestWaitMs);
    const admit = () => {
      clearTimeout(timer);
      resolve();
    };
    waiting.push(admit);
  });
}

function readOpening(answer: unknown): { encoding: Encoding | "xlsx"; delimiter: Delimiter | null } {
  if (!isOpening(answer)) throw refusalIn(answer);
  const { encoding, delimiter } = answer;
  return {
    encoding: isEncoding(encoding) ? encoding : "xlsx",
    delimiter: isDelimiter(delimiter) ? delimiter : null,
  };
}

const isOpening = (value: unknown): value is { encoding: unknown; delimiter: unknown } =>
  typeof value === "object" && value !== null && "encoding" in value && "delimiter" in value;

const isRows = (value: unknown): value is { rows: string[][]; done: boolean } =>
  typeof value === "object" && value !== null && "rows" in value;

function refusalIn(answer: unknown): UnreadableTable {
  if (typeof answer !== "object" || answer === null) return new UnreadableTable("unreadable_workbook");
  const [code, line]: unknown[] = [Reflect.get(answer, "code"), Reflect.get(answer, "line")];
  return new UnreadableTable(
    typeof code === "string" ? code : "unreadable_workbook",
    typeof line === "number" ? line : undefined,
  );
}
