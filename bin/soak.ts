import { spawn } from "node:child_process";

/** Random histories, of which the tests live through some and this through as many as it is told. */
const histories = {
  contracts: { file: "contracts/histories.test.ts", variable: "CONTRACT_HISTORIES" },
  money: { file: "money/booking-histories.test.ts", variable: "MONEY_HISTORIES" },
} as const;

const isHistories = (word: string): word is keyof typeof histories => Object.hasOwn(histories, word);

/**
 * `npm run soak -- MINUTES` (10 minutes unless given): clients of three
 * processes book and change at random while servers and PostgreSQL are killed, then every answer is compared with the
 * database. `TRIAL_SEED` repeats the choices of an earlier run. Needs a built application.
 *
 * `npm run soak -- contracts HISTORIES`, `npm run soak -- money HISTORIES` (5000 unless given): random histories of
 * contracts' milestones, of bookings with vouchers, payments and refunds; after every step their money against their
 * state. Needs no build.
 */
const [what = "10", often = "5000"] = process.argv.slice(2);
const of = isHistories(what) ? histories[what] : undefined;
const count = Number(of ? often : what);
if (!(count > 0)) throw new Error("npm run soak -- MINUTES, or: npm run soak -- contracts|money HISTORIES");
const file = of?.file ?? "booking/checker.test.ts";
const wanted = of ? { [of.variable]: String(count) } : { TRIAL_SECONDS: String(count * 60) };
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
