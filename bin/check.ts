import { spawn } from "node:child_process";
import { migrationFaults } from "./check-migrations.ts";
import { wordFaults } from "./check-words.ts";

interface Finding {
  ok: boolean;
  output: string;
}

const bin = (file: string) => `node_modules/${file}`;

/** Everything that can be found out about the sources without running the product. */
const checks: Record<string, () => Promise<Finding>> = {
  "format and lint": () =>
    command("node_modules/.bin/biome", ["check", "--error-on-warnings", "--max-diagnostics=50", "."]),
  types: async () => {
    const generated = await node([bin("@react-router/dev/bin.cjs"), "typegen"]);
    return generated.ok ? command("node_modules/.bin/tsc", ["-p", "."]) : generated;
  },
  build: () => node(["bin/build.mjs"]),
  "dead code": () => node([bin("knip/bin/knip.js"), "--no-config-hints"]),
  layers: () =>
    node([
      bin("dependency-cruiser/bin/dependency-cruiser.mjs"),
      "--config=.dependency-cruiser.mjs",
      ..."app bin db search tests server.ts worker.ts".split(" "),
    ]),
  migrations: async () => faults(migrationFaults()),
  "words in both languages": async () => faults(wordFaults()),
};

const faults = (found: string[]): Finding => ({ ok: found.length === 0, output: found.join("\n") });

const node = (args: string[]): Promise<Finding> => command(process.execPath, args);

function command(file: string, args: string[]): Promise<Finding> {
  return new Promise((done, failed) => {
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk));
    child.once("error", failed);
    child.once("close", (code) => done({ ok: code === 0, output: output.trim() }));
  });
}

/** Runs one check and reports it in a line; what it found is shown only when something is wrong. */
async function report(name: string, check: () => Promise<Finding>): Promise<boolean> {
  const start = performance.now();
  const { ok, output } = await check();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${ok ? "ok  " : "FAIL"} ${name} (${seconds} s)\n${ok ? "" : `${output}\n`}`);
  return ok;
}

const results = await Promise.all(Object.entries(checks).map(([name, check]) => report(name, check)));
process.exitCode = results.every(Boolean) ? 0 : 1;
