import { spawn } from "node:child_process";

/**
 * `npm run soak -- MINUTES` (10 minutes unless given): clients of three
 * processes book and change at random while servers and PostgreSQL are killed, then every answer is compared with the
 * database. `TRIAL_SEED` repeats the choices of an earlier run. Needs a built application.
 *
 * `npm run soak -- contracts HISTORIES` (5000 unless given): random histories of contracts' milestones, and after every
 * step their money against their state. Needs no build.
 */
const [what = "10", often = "5000"] = process.argv.slice(2);
const contracts = what === "contracts";
const count = Number(contracts ? often : what);
if (!(count > 0)) throw new Error("npm run soak -- MINUTES, or: npm run soak -- contracts HISTORIES");
const file = contracts ? "contracts/histories.test.ts" : "booking/checker.test.ts";
const wanted = contracts ? { CONTRACT_HISTORIES: String(count) } : { TRIAL_SECONDS: String(count * 60) };
const args = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--project",
  "integration",
  `tests/integration/${file}`,
];
const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...wanted } });
child.once("exit", (code) => {
  process.exitCode = code ?? 1;
});
