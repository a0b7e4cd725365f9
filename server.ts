import { fileURLToPath } from "node:url";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { requireFolder } from "./bin/data-folder.ts";
import { openDatabase } from "./bin/database.ts";
import { live, onStop } from "./bin/lifetime.ts";
import { listen, requireFreePort, stopServer } from "./bin/listen.ts";
import { prepareMarket } from "./bin/prepare.ts";
import { announce, say } from "./bin/terminal.ts";

const bundle = new URL("build/server/index.js", import.meta.url).href;

/**
 * The HTTP process: prepares the database, serves the built application and, unless `WORKER=off`, works through jobs.
 * Any number of them may share one database.
 */
live(async () => {
  const env = readEnv(process.env);
  configure(env);
  await requireFolder(env.dataDir);
  // For the libraries; what we ourselves allow is settled in `env`.
  process.env.NODE_ENV = "production";
  const loading: Promise<typeof import("#app/server/entry.server.ts")> = import(bundle);
  const url = await openDatabase(env, { say, own: true });
  await requireFreePort(env);
  const settled = { ...env, DATABASE_URL: url };
  await prepareMarket(settled, say);
  configure(settled);
  const { application, closeDatabase, hearMarketChanges, limitTimes, startWorker } = await loading;
  onStop(closeDatabase);
  onStop(hearMarketChanges());
  if (env.WORKER === "inline") {
    const worker = await startWorker();
    onStop(() => worker.stop());
  }
  const server = await listen(application(fileURLToPath(new URL("build/client", import.meta.url))), env);
  limitTimes(server);
  onStop(() => stopServer(server));
  announce(settled);
});
