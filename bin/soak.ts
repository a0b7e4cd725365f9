import { spawn } from "node:child_process";

/**
 * `npm run soak`: what `npm test` does for a minute, at length: the server killed a hundred times in the middle of
 * reserving (`-- 20` for fewer). Needs a built application and takes the better part of an hour on two cores.
 */
const rounds = process.argv[2] ?? "100";
const args = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--project",
  "integration",
  "tests/integration/booking/kill.test.ts",
];
const child = spawn(process.execPath, args, {
  stdio: "inherit",
  env: { ...process.env, KILL_ROUNDS: rounds },
});
child.once("exit", (code) => {
  process.exitCode = code ?? 1;
});
