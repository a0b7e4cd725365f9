import { readEnv } from "#app/runtime/env.server.ts";
import { closeDatabase } from "#app/runtime/database.server.ts";
import { startWorker } from "#app/server/worker.server.ts";
import { requireFolder } from "./bin/data-folder.ts";
import { live, onStop } from "./bin/lifetime.ts";
import { say } from "./bin/terminal.ts";

/**
 * Background jobs alone, for when the web processes should not do them (`WORKER=off`). Any number may run; each job is
 * done by one of them. Needs a database that `server.ts` or `npm run db:migrate` has prepared.
 */
live(async () => {
  const { DATABASE_URL, dataDir } = readEnv(process.env);
  if (!DATABASE_URL)
    throw new Error("Configuration: DATABASE_URL is missing: workers share the servers' database");
  // The heads of the sealed log are written there.
  await requireFolder(dataDir);
  onStop(closeDatabase);
  const worker = await startWorker();
  onStop(() => worker.stop());
  say("Kexiang's worker is ready");
});
