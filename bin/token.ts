import { parseArgs } from "node:util";
import { createApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { readEnv } from "#app/runtime/env.server.ts";
import { connect } from "#db/client.ts";
import { openDatabase } from "./database.ts";
import { onStop, runCommand } from "./lifetime.ts";

/** `npm run token -- --email EMAIL --name NAME`: makes an API token and prints it on the last line. */
runCommand(async () => {
  const { values } = parseArgs({ options: { email: { type: "string" }, name: { type: "string" } } });
  const { email, name } = values;
  if (!email || !name) throw new Error("Usage: npm run token -- --email EMAIL --name NAME");
  const { db, close } = connect(await openDatabase(readEnv(process.env)), 2);
  onStop(close);
  const made = await createApiToken({ db, clock: systemClock }, { email, name });
  if (!made.ok) throw new Error(`There is no active account ${email}`);
  process.stdout.write(`${made.value}\n`);
  return 0;
});
