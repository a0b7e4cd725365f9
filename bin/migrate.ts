import { readEnv } from "#app/runtime/env.server.ts";
import { openDatabase } from "./database.ts";
import { runCommand } from "./lifetime.ts";
import { prepareMarket } from "./prepare.ts";
import { finishStep, say } from "./terminal.ts";

/** `npm run db:migrate`: schema and reference data, without starting a server. */
runCommand(async () => {
  const env = readEnv(process.env);
  const url = await openDatabase(env, { say });
  await prepareMarket({ ...env, DATABASE_URL: url }, say);
  finishStep();
  return 0;
});
