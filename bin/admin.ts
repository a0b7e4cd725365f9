import { systemActor } from "#app/domain/context.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { readEnv } from "#app/runtime/env.server.ts";
import { connect } from "#db/client.ts";
import { readCommand } from "./admin/commands.ts";
import { openDatabase } from "./database.ts";
import { onStop, runCommand } from "./lifetime.ts";

/** `npm run admin -- COMMAND …`: what an operator does at the machine and nobody on a screen; docs/operations.md says when. */
runCommand(async () => {
  const work = readCommand(process.argv.slice(2));
  const env = readEnv(process.env);
  const { db, close } = connect(await openDatabase(env), 2);
  onStop(close);
  const said = await work({ db, clock: systemClock, actor: systemActor(`command-${process.pid}`) }, env);
  process.stdout.write(`${said}\n`);
  return 0;
});
