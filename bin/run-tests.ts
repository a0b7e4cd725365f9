import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCluster } from "#tests/support/cluster.ts";
import { onStop, runCommand } from "./lifetime.ts";
import { addUp, fromPlaywright, fromVitest, type Tally } from "./tally.ts";

const vitest = "node_modules/vitest/vitest.mjs";
const playwright = "node_modules/@playwright/test/cli.js";

/**
 * Every test, on one PostgreSQL made for this run: first unit and integration, then the browser. The last line is the
 * sum: `N passed, N failed`, followed by the skipped ones when there are any.
 */
runCommand(async () => {
  let sum: Tally | undefined;
  // Undone last, so that nothing is written after it.
  onStop(async () => sum && report(sum));
  const reports = mkdtempSync(join(tmpdir(), "kexiang-reports-"));
  onStop(async () => rmSync(reports, { recursive: true, force: true }));
  const cluster = await startCluster();
  onStop(cluster.stop);
  process.env.TEST_DATABASE_URL = cluster.url;
  const first = join(reports, "vitest.json");
  const second = join(reports, "playwright.json");
  const vitestCode = await run([
    vitest,
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${first}`,
  ]);
  const playwrightCode = await run([playwright, "test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: second,
  });
  sum = addUp([tallyOf(first, vitestCode, fromVitest), tallyOf(second, playwrightCode, fromPlaywright)]);
  return sum.failed === 0 ? 0 : 1;
});

/** Runs a test runner in this terminal; it is ended with us. Returns its exit code. */
function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } });
    onStop(async () => void child.kill("SIGTERM"));
    child.once("error", failed);
    child.once("exit", (code) => done(code ?? 1));
  });
}

/** What a runner reported. One that failed without naming a failed test, or died before its report, failed once. */
function tallyOf(file: string, code: number, read: (report: unknown) => Tally): Tally {
  try {
    const tally = read(JSON.parse(readFileSync(file, "utf8")));
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch (error) {
    process.stderr.write(`no report: ${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function report({ passed, failed, skipped }: Tally): void {
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
}
