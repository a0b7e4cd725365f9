import { parseArgs } from "node:util";
import { createApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { readEnv } from "#app/runtime/env.server.ts";
import { connect } from "#db/client.ts";
import { openDatabase } from "./database.ts";
import { onStop, runCommand } from "./lifetime.ts";

const usage = "Usage: npm run token -- --email EMAIL --name NAME (at most 60 characters)";

function readArguments(): { email: string; name: string } {
  const options = { email: { type: "string" }, name: { type: "string" } } as const;
  try {
    const { email = "", name = "" } = parseArgs({ options }).values;
    if (email !== "" && name.trim() !== "" && name.length <= 60) return { email, name: name.trim() };
  } catch (cause) {
    throw new Error(usage, { cause });
  }
  throw new Error(usage);
}

/** `npm run token -- --email EMAIL --name NAME`: makes an API token and prints it on the last line. */
runCommand(async () => {
  const { email, name } = readArguments();
  const { db, close } = connect(await openDatabase(readEnv(process.env)), 2);
  onStop(close);
  const made = await createApiToken({ db, clock: systemClock }, { email, name });
  if (!made.ok) throw new Error(`There is no active account ${email}`);
  process.stdout.write(`${made.value}\n`);
  return 0;
});
