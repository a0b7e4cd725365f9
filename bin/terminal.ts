import type { Env } from "#app/runtime/env.server.ts";

/** What the person at the terminal reads. */
const write = (text: string): void => {
  process.stdout.write(text);
};

let step: { name: string; start: number } | undefined;

/** Names the step that begins now; the one before is closed with the time it took. */
export function say(name: string): void {
  finishStep();
  step = { name, start: performance.now() };
  write(process.stdout.isTTY ? `  ${name} …` : `  ${name}\n`);
}

/** How far the current step is; shown where the line can be written over. */
export function progress(done: number, total: number): void {
  if (step && process.stdout.isTTY)
    write(`\r  ${step.name} … ${Math.floor((100 * done) / Math.max(total, 1))} %`);
}

/** Closes the current step. */
export function finishStep(): void {
  if (!step) return;
  const seconds = ((performance.now() - step.start) / 1000).toFixed(1);
  if (process.stdout.isTTY) write(`\r  ${step.name} … ${seconds} s\n`);
  step = undefined;
}

const demoAccounts = [
  ["sme@demo.test", "owner of a small company"],
  ["provider@demo.test", "facility manager of a university"],
  ["tto@demo.test", "the university's technology-transfer officer"],
  ["officer@demo.test", "officer of the provincial regulator"],
  ["adjudicator@demo.test", "adjudicator of the provincial regulator"],
  ["auditor@demo.test", "auditor of the provincial regulator: sees everything, changes nothing"],
  ["city@demo.test", "officer of a city regulator"],
  ["operator@demo.test", "operator of the platform"],
] as const;

/** What a market with people in it can hardly do without; each costs somebody a mail, so it is said at every start. */
function cautions({ production, SMTP_URL, BASE_URL, secureCookies, TRUST_PROXY }: Env): string[] {
  if (!production) return [];
  const behindProxy = secureCookies && TRUST_PROXY === 0;
  return [
    SMTP_URL ? "" : "SMTP_URL is not set: no mail is sent, and none of it later",
    BASE_URL ? "" : "BASE_URL is not set: links in mail lead to localhost, and cookies are not kept to https",
    behindProxy ? "TRUST_PROXY is 0: everybody seems to come from the proxy, and shares its limits" : "",
  ].filter(Boolean);
}

/** The last words of a start: where the market is, and who may sign in when it is a demonstration. */
export function announce(env: Env): void {
  const { demo, baseUrl } = env;
  finishStep();
  const accounts = demoAccounts.map(([email, who]) => `    ${email.padEnd(24)}${who}\n`).join("");
  write(`\n  Kexiang is ready: ${baseUrl}\n`);
  if (demo) write(`\n  Demonstration accounts, all with the password kexiang-demo:\n${accounts}`);
  for (const caution of cautions(env)) write(`\n  ${caution}\n`);
  write("\n  Stop with Ctrl-C.\n\n");
}

/** Says in one line why there will be no start. What nobody foresaw is shown with its stack. */
export function explain(error: unknown): void {
  if (process.stdout.isTTY && step) write("\n");
  const foreseen = error instanceof Error && error.name === "Error" && !("code" in error);
  process.stderr.write(
    `${foreseen ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
}
