import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { createRequestHandler } from "@react-router/express";
import compression from "compression";
import express from "express";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { type EntryContext, type ServerBuild, ServerRouter } from "react-router";
import { z } from "zod";
import { elementsOf, nodesOf } from "./elements.ts";

/**
 * What our answers are measured against, a process of its own: `node bare.ts PORT FILE` serves on the same framework, with the same compression, at
 * `/json` the bytes of FILE, and at `/page` the page in FILE rendered by React element by element, and nothing else.
 */
const [port = "", file = ""] = process.argv.slice(2);
process.env.NODE_ENV = "production";
const text = readFileSync(file, "utf8");
const page = text.startsWith("<") ? elementsOf(text) : undefined;

const Root = () => (page ? nodesOf(page) : null);
const Page = () => null;
const json = () => new Response(text, { headers: { "Content-Type": "application/json" } });

function render(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(createElement(ServerRouter, { context, url: request.url }), {
      onShellReady() {
        const body = new PassThrough();
        pipe(body);
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
      },
      onShellError: reject,
    });
  });
}

// A route without a component answers by its loader alone; the type of a build knows only pages.
const bareRoute = z.custom<NonNullable<ServerBuild["routes"][string]>["module"]>().parse({ loader: json });
const described = (id: string, path: string, parentId?: string) => ({
  ...{ id, path, parentId, module: "", hasAction: false, hasLoader: false, hasErrorBoundary: false },
  ...{ hasClientAction: false, hasClientLoader: false, hasClientMiddleware: false, hasDefaultExport: true },
  ...{ clientActionModule: undefined, clientLoaderModule: undefined, clientMiddlewareModule: undefined },
  hydrateFallbackModule: undefined,
});

const build: ServerBuild = {
  entry: { module: { default: render } },
  routes: {
    root: { id: "root", path: "", module: { default: Root } },
    page: { id: "page", parentId: "root", path: "page", module: { default: Page } },
    json: { id: "json", parentId: "root", path: "json", module: bareRoute },
  },
  assets: {
    entry: { imports: [], module: "" },
    routes: { root: described("root", ""), page: described("page", "page", "root") },
    url: "",
    version: "1",
  },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {},
  ssr: true,
  isSpaMode: false,
  prerender: [],
  routeDiscovery: { mode: "initial", manifestPath: "/__manifest" },
};

const app = express();
app.disable("x-powered-by");
app.use(compression());
app.use(createRequestHandler({ build }));
app.listen(Number(port), "127.0.0.1", () => console.log("ready"));
