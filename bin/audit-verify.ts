import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { TFunction } from "i18next";
import { headsFileOf } from "#app/domain/audit/heads.server.ts";
import { verifyByHand } from "#app/domain/audit/runs.server.ts";
import type { Report } from "#app/domain/audit/verify.server.ts";
import { describeFinding } from "#app/i18n/describe-finding.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { readEnv } from "#app/runtime/env.server.ts";
import { connect } from "#db/client.ts";
import { openDatabase } from "./database.ts";
import { onStop, runCommand } from "./lifetime.ts";
import { showBar } from "./progress-bar.ts";
import { finishStep, say } from "./terminal.ts";

const usage = "Usage: npm run audit:verify -- [--heads FILE]";

/**
 * `npm run audit:verify`: computes everything that was sealed anew and names what is not as it was, the first first. Exit 1
 * when anything is wrong. `--heads` names a copy of the file of heads that was kept elsewhere.
 */
runCommand(async () => {
  const env = readEnv(process.env);
  const given = readArguments();
  if (given !== undefined && !existsSync(given)) throw new Error(`There is no file ${given}`);
  const connection = connect(await openDatabase(env, { say }), 3);
  onStop(() => connection.close());
  finishStep();
  const heads = given ?? (await headsFileOf(connection.db, env.dataDir));
  const t = translatorFor(/^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? "") ? "zh-CN" : "en").t;
  const started = performance.now();
  const report = await verifyByHand(
    { db: connection.db, clock: systemClock },
    { heads, onProgress: (done, total) => showBar("Verifying", done, total) },
  );
  print(t, report, heads, (performance.now() - started) / 1000);
  return report.faults === 0 ? 0 : 1;
});

function readArguments(): string | undefined {
  try {
    return parseArgs({ options: { heads: { type: "string" } } }).values.heads;
  } catch (cause) {
    throw new Error(usage, { cause });
  }
}

function print(
  t: TFunction,
  { through, head, checked, faults, findings }: Report,
  heads: string,
  seconds: number,
) {
  const lines = [
    `  ${checked} records in ${through} seals, ${seconds.toFixed(1)} s`,
    `  heads outside  ${heads}${existsSync(heads) ? "" : " (not there: compared with nothing outside)"}`,
    ...(through > 0 ? [`  last seal      ${through}  ${head}`] : []),
    ...findings.flatMap((finding) => [
      `  ✗ ${describeFinding(t, finding)}`,
      ...(finding.expected ? [`      ${t("oversight:finding.expected")} ${finding.expected}`] : []),
      ...(finding.found ? [`      ${t("oversight:finding.found")} ${finding.found}`] : []),
    ]),
    faults > findings.length ? `  … and ${faults - findings.length} more` : "",
    faults === 0 ? "  Everything is as it was sealed" : `  ${faults} faults; the first is at the top`,
  ];
  process.stdout.write(`${lines.filter(Boolean).join("\n")}\n`);
}
