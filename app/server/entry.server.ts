/** What `server.ts` runs: built by Vite into one module graph, so that there is one of each pool, context and cache. */
import * as build from "virtual:react-router/server-build";
import { createApp } from "./app.server.ts";

export { closeDatabase } from "#app/runtime/database.server.ts";
export { limitTimes } from "./limits.server.ts";
export { hearMarketChanges } from "./market-changes.server.ts";
export { startWorker } from "./worker.server.ts";

let app: ReturnType<typeof createApp> | undefined;

/** The application with the built files under `files`; without them in development. */
export function application(files?: string): ReturnType<typeof createApp> {
  app ??= createApp({ build, files });
  return app;
}
