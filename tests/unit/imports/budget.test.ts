import { crc32, deflateRawSync } from "node:zlib";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { openTable } from "#app/domain/catalog/imports/open-table.server.ts";
import { readRecords } from "#app/domain/read-records.server.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";

const upload = 20 * 1024 * 1024;
const mebibyte = 1024 * 1024;

/** 20 MiB made of one piece repeated. */
const repeated = (piece: string, head = ""): Uint8Array => {
  const bytes = Buffer.alloc(upload, piece);
  bytes.write(head);
  return new Uint8Array(bytes);
};

/** Reads to the end; the code of the refusal, or how many rows there were. */
async function readAll(bytes: Uint8Array, open: (bytes: Uint8Array) => Promise<AsyncIterable<unknown>>) {
  let rows = 0;
  try {
    for await (const row of await open(bytes)) rows += row === undefined ? 0 : 1;
  } catch (error) {
    if (error instanceof UnreadableTable) return error.code;
    throw error;
  }
  return rows;
}

/** What `work` gives, and for how many milliseconds at most nothing else could run meanwhile. */
async function watched<T>(work: () => Promise<T>): Promise<{ value: T; blockedMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await new Promise((passed) => setTimeout(passed, 20));
  delay.reset();
  const value = await work();
  await new Promise((passed) => setTimeout(passed, 20));
  delay.disable();
  return { value, blockedMs: delay.max / 1e6 };
}

const asTable = async (bytes: Uint8Array) => (await openTable(bytes)).rows;
const asRecords = async (bytes: Uint8Array) => readRecords(bytes);

/** Generous, for a busy machine; before there were budgets each of these held up the process for seconds. */
const acceptableMs = 400;

describe("20 MiB that mean nothing", () => {
  it.each([
    ["commas", repeated(",")],
    ["line ends", repeated("\n")],
    ["wide lines below a narrow head", repeated(`${",".repeat(60_000)}\n`, "Type,Name,ID\n")],
    ["many lines of many cells", repeated(`${",".repeat(290)}\n`, "Type,Name,ID\n")],
    ["single quotes", repeated("'", "'a' , 'b'\n")],
    ["double quotes", repeated('"', "Type,Name,ID\n")],
    ["text in GB18030", new Uint8Array(Buffer.alloc(upload, Buffer.of(0xb5, 0xe7, 0xbe, 0xb5)))],
  ])("%s are refused and hold up nobody", async (_, bytes) => {
    for (const open of [asTable, asRecords]) {
      const { value, blockedMs } = await watched(() => readAll(bytes, open));
      expect(value).toBeTypeOf("string");
      expect(blockedMs).toBeLessThan(acceptableMs);
    }
  });
});

describe("a workbook that lies about its size", () => {
  it("is refused as soon as it has grown past the limit", async () => {
    const bomb = workbookOf(Buffer.alloc(600 * mebibyte, " "), 1000);
    expect(bomb.length).toBeLessThan(mebibyte);
    const before = process.memoryUsage.rss();
    const { value, blockedMs } = await watched(() => readAll(bomb, asRecords));
    expect(value).toBe("workbook_too_large");
    expect(blockedMs).toBeLessThan(acceptableMs);
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * mebibyte);
  });

  it("is refused when many entries share one content", async () => {
    const bomb = workbookOf(Buffer.alloc(mebibyte, " "), 1000, 500);
    expect(await readAll(bomb, asRecords)).toBe("workbook_too_large");
  });
});

/** A ZIP file whose `entries` all point at `content` and claim that it has `claimed` bytes. */
function workbookOf(content: Buffer, claimed: number, entries = 1): Uint8Array {
  const packed = deflateRawSync(content);
  const name = Buffer.from("xl/workbook.xml");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(content), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(name.length, 28);
  const directory = Buffer.concat(Array.from({ length: entries }, () => [central, name]).flat());
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, directory, end]);
}
