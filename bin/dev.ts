import type { RequestListener } from "node:http";
import { createServer, type ViteDevServer } from "vite";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { openDatabase } from "./database.ts";
import { live, onStop } from "./lifetime.ts";
import { listen, requireFreePort, stopServer } from "./listen.ts";
import { prepareMarket } from "./prepare.ts";
import { announce, explain, say } from "./terminal.ts";

/** `npm run dev`: the same application from its sources, reloading what changes. */
live(async () => {
  const env = readEnv(process.env);
  const url = await openDatabase(env, { say, own: true });
  await requireFreePort(env);
  const settled = { ...env, DATABASE_URL: url };
  await prepareMarket(settled, say);
  configure(settled);
  const vite = await startVite();
  onStop(() => vite.close());
  const { closeDatabase, startWorker } = await loadEntry(vite);
  onStop(closeDatabase);
  if (env.WORKER === "inline") {
    const worker = await startWorker();
    onStop(() => worker.stop());
  }
  const server = await listen(handlerOf(vite), env);
  onStop(() => stopServer(server));
  announce(settled);
});

/** Vite's own answer to SIGTERM would end the process before the database is stopped. */
async function startVite(): Promise<ViteDevServer> {
  const ours = process.listeners("SIGTERM");
  const vite = await createServer({ server: { middlewareMode: true, ws: { port: 0 } }, appType: "custom" });
  for (const listener of process.listeners("SIGTERM")) {
    if (!ours.includes(listener)) process.off("SIGTERM", listener);
  }
  return vite;
}

/** The application's entry as it is now; Vite evaluates again only what changed. */
async function loadEntry(vite: ViteDevServer): Promise<typeof import("#app/server/entry.server.ts")> {
  const loaded: unknown = await vite.ssrLoadModule("/app/server/entry.server.ts");
  if (!isEntry(loaded)) throw new Error("app/server/entry.server.ts does not export what the server needs");
  return loaded;
}

const isEntry = (module: unknown): module is typeof import("#app/server/entry.server.ts") =>
  typeof module === "object" && module !== null && "application" in module;

const handlerOf =
  (vite: ViteDevServer): RequestListener =>
  (request, response) => {
    vite.middlewares(request, response, async (error?: unknown) => {
      try {
        if (error) throw error;
        const entry = await loadEntry(vite);
        entry.application()(request, response);
      } catch (reason) {
        explain(reason);
        response.writeHead(500, { "Content-Type": "text/plain" }).end("See the terminal.");
      }
    });
  };
