import { spawn } from "node:child_process";

/**
 * `npm run soak -- MINUTES` (10 minutes unless given): clients of three
 * processes book and change at random while servers and PostgreSQL are killed, then every answer is compared with the
 * database. `TRIAL_SEED` repeats the choices of an earlier run. Needs a built application.
 */
const minutes = Number(process.argv[2] ?? "10");
if (!(minutes > 0)) throw new Error("npm run soak -- MINUTES: how long, e.g. 10");
const args = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--project",
  "integration",
  "tests/integration/booking/checker.test.ts",
];
const child = spawn(process.execPath, args, {
  stdio: "inherit",
  env: { ...process.env, TRIAL_SECONDS: String(minutes * 60) },
});
child.once("exit", (code) => {
  process.exitCode = code ?? 1;
});
