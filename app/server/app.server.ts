import { join } from "node:path";
import { createRequestHandler } from "@react-router/express";
import compression from "compression";
import express, { type Express, type Request, type Response } from "express";
import { createRequestHandler as createHandler, RouterContextProvider, type ServerBuild } from "react-router";
import { env } from "#app/runtime/env.server.ts";
import { type ServerFacts, serverContext } from "#app/runtime/request.server.ts";
import { factsOf, settleFacts } from "./facts.server.ts";
import { messages, packedAssets } from "./files.server.ts";
import { health } from "./health.server.ts";
import { limitBodies, plainAddresses } from "./limits.server.ts";
import { knownMethods, otherVersions } from "./methods.server.ts";
import { observe } from "./metrics.server.ts";
import { sameOriginOnly } from "./origin.server.ts";
import { handleUnexpected } from "./problem.server.ts";
import { securityHeaders } from "./security.server.ts";
import { sharedPages } from "./shared-pages.server.ts";

interface Options {
  build: ServerBuild;
  /** The folder of built files; absent in development, where Vite serves them. */
  files: string | undefined;
}

/**
 * The HTTP application: what holds for every request, then files, then React Router, which is told our address: behind a
 * proxy that speaks TLS it would compare a form's `https:` with the `http:` that it sees, and refuse all forms.
 */
export function createApp({ build: built, files }: Options): Express {
  const build = { ...built, allowedActionOrigins: [new URL(env().baseUrl).host] };
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env().TRUST_PROXY);
  app.use(settleFacts, observe, securityHeaders({ development: files === undefined }), health);
  if (files) {
    app.use(compression());
    // Their names carry a hash of what is in them.
    app.use(
      "/assets",
      packedAssets(join(files, "assets")),
      express.static(join(files, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
    );
    app.use(express.static(files, { maxAge: "1h", index: false }));
  }
  app.use("/messages", messages);
  app.use(plainAddresses, knownMethods, sameOriginOnly, limitBodies);
  const handle = createHandler(build);
  app.use(sharedPages((request, facts) => handle(request, contextFor(facts))));
  const getLoadContext = (_req: Request, res: Response) => contextFor(factsOf(res));
  const pages = createRequestHandler({ build, getLoadContext });
  app.use("/api/v1/docs", pages);
  app.use("/api/v1", createRequestHandler({ build: below("api/v1", build), getLoadContext }));
  app.use("/api", otherVersions);
  app.use(pages);
  app.use(handleUnexpected);
  return app;
}

/** The application with the routes below `path` alone, for programs: they ask often, and a route is sought among all there are. */
function below(path: string, build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).filter(
    ([id, route]) => id === "root" || route?.path?.startsWith(`${path}/`),
  );
  return { ...build, routes: Object.fromEntries(routes) };
}

function contextFor(facts: ServerFacts): RouterContextProvider {
  const context = new RouterContextProvider();
  context.set(serverContext, facts);
  return context;
}
