import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { TFunction } from "i18next";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { commandActorFor } from "#app/domain/catalog/imports/importer.server.ts";
import { previewImport } from "#app/domain/catalog/imports/preview-import.server.ts";
import { findImportResult, type ImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { tryImport } from "#app/domain/catalog/imports/try-import.server.ts";
import { uploadImport, type Upload } from "#app/domain/catalog/imports/upload-import.server.ts";
import type { Context } from "#app/domain/context.ts";
import { describeImportIssue } from "#app/i18n/describe-import-issue.ts";
import { describeProblem } from "#app/i18n/describe-problem.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type Env, readEnv } from "#app/runtime/env.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import { connect } from "#db/client.ts";
import { importFormats } from "#db/schema/vocabulary.ts";
import { openDatabase } from "./database.ts";
import { onStop, runCommand } from "./lifetime.ts";
import { prepareMarket } from "./prepare.ts";
import { showBar } from "./progress-bar.ts";
import { finishStep, say } from "./terminal.ts";

const usage = "Usage: npm run import -- FILE --org USCC [--format uniquip|nrii|kexiang] [--dry-run]";

/** `npm run import`: a list of facilities into the market, with the rows named that could not be taken. */
runCommand(async () => {
  const { file, org, format, dryRun } = readArguments();
  const content = await readFile(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const t = translatorFor(/^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? "") ? "zh-CN" : "en").t;
  const ctx = await openContext(readEnv(process.env), org);
  const upload: Upload = { name: basename(file), content, format, submit: true, byHand: true };
  const result = must(await (dryRun ? tryAll(ctx, upload) : importAll(ctx, upload)), t);
  finishStep();
  report(result, t, dryRun);
  return result.rejected.length > 0 || result.state === "failed" ? 1 : 0;
});

function readArguments() {
  const parsed = parse();
  const [file, ...more] = parsed?.positionals ?? [];
  const { org, format: wanted, "dry-run": dryRun = false } = parsed?.values ?? {};
  const format = importFormats.find((one) => one === wanted);
  if (!file || more.length > 0 || !org || (wanted && !format)) throw new Error(usage);
  return { file, org, format, dryRun };
}

function parse() {
  const options = {
    org: { type: "string" },
    format: { type: "string" },
    "dry-run": { type: "boolean" },
  } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (cause) {
    throw new Error(usage, { cause });
  }
}

async function openContext(env: Env, uscc: string): Promise<Context> {
  const url = await openDatabase(env, { say });
  await prepareMarket({ ...env, DATABASE_URL: url }, say);
  const connection = connect(url, 3);
  onStop(() => connection.close());
  const actor = await commandActorFor(connection.db, uscc, `command-${process.pid}`);
  if (!actor) throw new Error(`No organisation has the credit code ${uscc}`);
  return { db: connection.db, clock: systemClock, actor };
}

const tryAll = (ctx: Context, upload: Upload): Promise<Result<ImportResult>> => {
  say("Reading");
  return tryImport(ctx, upload);
};

/** The same steps as on the website, in this process. */
async function importAll(ctx: Context, upload: Upload): Promise<Result<ImportResult>> {
  say("Reading");
  const uploaded = await uploadImport(ctx, upload);
  if (!uploaded.ok) return uploaded;
  const { id } = uploaded.value;
  await previewImport(ctx, id);
  const read = await findImportResult(ctx, id);
  if (!read.ok || read.value.state === "failed") return read;
  finishStep();
  const confirmed = await confirmImport(ctx, id, { submit: true, byHand: true });
  if (!confirmed.ok) return confirmed;
  await runImport(ctx, id, ({ processed, total }) => showBar("Importing", processed, total));
  return findImportResult(ctx, id);
}

function must<T>(result: Result<T>, t: TFunction): T {
  if (result.ok) return result.value;
  const { title, detail, errors } = describeProblem(t, result.problem);
  throw new Error([title, errors.map(({ message }) => message).join("; ") || detail].join(": "));
}

function report(result: ImportResult, t: TFunction, dryRun: boolean): void {
  const rows = new Set(result.rejected.map(({ row }) => row)).size;
  const lines = [
    dryRun ? "  Nothing was written: this is what an import would do." : "",
    `  total      ${result.total}`,
    `  created    ${result.created}`,
    `  updated    ${result.updated}`,
    `  unchanged  ${result.unchanged}`,
    `  rejected   ${rows}`,
    result.failure ? `  failed     ${describeImportIssue(t, result.failure)}` : "",
    result.ignored.length > 0
      ? `  not understood, not imported: ${result.ignored.map((header) => JSON.stringify(shortened(header))).join(", ")}`
      : "",
    ...result.rejected.map(
      ({ row, column, code, value }) =>
        `  row ${row}  ${column} ${JSON.stringify(shortened(value))}: ${describeImportIssue(t, code)}`,
    ),
  ];
  process.stdout.write(`${lines.filter(Boolean).join("\n")}\n`);
}

const shortened = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
