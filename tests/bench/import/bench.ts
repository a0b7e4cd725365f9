import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { previewImport } from "#app/domain/catalog/imports/preview-import.server.ts";
import { findImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { uploadImport } from "#app/domain/catalog/imports/upload-import.server.ts";
import type { Context } from "#app/domain/context.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Connection } from "#db/client.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { contextOf, makeMember } from "#tests/support/booking.ts";
import { type Bench, rounds } from "../bench.ts";
import { withScratchDatabase } from "../scratch.ts";
import { percentile } from "../search/metrics.ts";

const rows = 10_000;
const atMost = 25;

/** A list of 10,000 new facilities: read, checked row by row, and written as drafts, beside `COPY` of the same rows into one table. */
export const importList: Bench = {
  id: "import",
  run: ({ databaseUrl, say }) =>
    withScratchDatabase(databaseUrl, async (connection) => {
      await loadReferenceData(connection.db);
      const times = { ours: [] as number[], theirs: [] as number[] };
      for (let round = 1; round <= rounds; round++) {
        const list = listOf(rows);
        times.theirs.push(await timed(() => copy(connection, list)));
        const member = await makeMember(connection.db, ["owner"], "university");
        const ctx = contextOf(connection.db, member, systemClock);
        times.ours.push(await timed(() => importAll(ctx, list)));
        say(`import: round ${round} of ${rounds}: ${seconds(times.ours)} beside ${seconds(times.theirs)}`);
      }
      const ratio = percentile(times.ours, 0.5) / percentile(times.theirs, 0.5);
      const figure = { what: "10,000 facilities from CSV, beside COPY", ratio, goal: { atMost } };
      return [{ ...figure, measured: seconds(times.ours), baseline: seconds(times.theirs) }];
    }),
};

const seconds = (milliseconds: readonly number[]): string =>
  `${(percentile(milliseconds, 0.5) / 1000).toFixed(2)} s`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** One facility a line, in our own format. */
export function listOf(count: number): string {
  const facilities = Array.from({ length: count }, (_, n) => ({
    inner_id: `R${n}`,
    title_zh: `场发射扫描电镜 ${n} 号`,
    region_code: "330106",
    field_codes: "430",
    maker: "蔡司",
    model: `Gemini ${n % 400}`,
    technical: "分辨率 0.7 nm，加速电压 0.02–30 kV",
    functions: "形貌观察、成分分析",
    service_content: "成像",
    funding_sources: "own",
    service_ways: "remote",
    contact_email: "lab@example.edu.cn",
  }));
  const headers = Object.keys(facilities[0] ?? {});
  return [headers, ...facilities.map((one) => Object.values(one))].map((line) => csvLine(line)).join("");
}

async function copy({ sql }: Connection, list: string): Promise<void> {
  const table = sql(`copied_${randomUUID().slice(0, 8)}`);
  const columns = list.slice(0, list.indexOf("\n")).split(",");
  await sql`create table ${table} (${sql.unsafe(columns.map((name) => `${name.trim()} text not null`).join(", "))})`;
  await pipeline(
    Readable.from([list]),
    await sql`copy ${table} from stdin with (format csv, header true)`.writable(),
  );
}

async function importAll(ctx: Context, list: string): Promise<void> {
  const { id } = must(await uploadImport(ctx, { name: "list.csv", content: new TextEncoder().encode(list) }));
  await previewImport(ctx, id);
  must(await confirmImport(ctx, id, { submit: false }));
  await runImport(ctx, id);
  const { created, total } = must(await findImportResult(ctx, id));
  if (created !== rows) throw new Error(`import: ${created} of ${total} rows were written`);
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`import: ${result.problem.code}`);
  return result.value;
}
