import { createHash } from "node:crypto";
import { createRequestHandler } from "@react-router/express";
import compression from "compression";
import express from "express";
import postgres from "postgres";
import type { ServerBuild } from "react-router";
import { z } from "zod";
import { bookRaw } from "../booking/raw.ts";
import type { World } from "../booking/world.ts";

/**
 * What `POST /api/v1/bookings` is measured against, a process of its own: `node bare.ts PORT DATABASE WORLD` serves on the
 * same framework, with the same compression, `POST /check`, which looks up its bearer's token, reads a JSON body and
 * answers with as many bytes as ours, and `POST /book`, which besides makes the booking by the least SQL.
 */
const [port = "", url = "", given = ""] = process.argv.slice(2);
process.env.NODE_ENV = "production";
const world: World = JSON.parse(given);
const sql = postgres(url, { max: 10, onnotice: () => {} });
const wish = z.object({ facilityId: z.string(), start: z.coerce.date(), end: z.coerce.date() });
/** About as long as a booking's answer. */
const filling = "x".repeat(4_200);

async function clientOf(request: Request): Promise<number> {
  const [, id = "", secret = ""] =
    /^Bearer ([\w-]+)\.([\w-]+)$/.exec(request.headers.get("Authorization") ?? "") ?? [];
  const hash = createHash("sha256").update(secret).digest("hex");
  const [found] = await sql<{ user_id: string }[]>`
    select user_id from api_token where id = ${id} and secret_hash = ${hash} and revoked_at is null`;
  return world.actors.findIndex(({ user }) => user?.id === found?.user_id);
}

const answering =
  (books: boolean) =>
  async ({ request }: { request: Request }) => {
    const client = await clientOf(request);
    if (client < 0) return Response.json({ code: "bad_token" }, { status: 401 });
    const { facilityId, ...span } = wish.parse(await request.json());
    if (books) await bookRaw(sql, world, client, world.facilities.indexOf(facilityId), span);
    return Response.json({ id: facilityId, filling }, { status: 201 });
  };

// A route without a component answers by its action alone; the type of a build knows only pages.
const bareRoute = (books: boolean) =>
  z.custom<NonNullable<ServerBuild["routes"][string]>["module"]>().parse({ action: answering(books) });
const root = z.custom<NonNullable<ServerBuild["routes"][string]>["module"]>().parse({ default: () => null });

const build: ServerBuild = {
  entry: { module: { default: () => new Response("") } },
  routes: {
    root: { id: "root", path: "", module: root },
    check: { id: "check", parentId: "root", path: "check", module: bareRoute(false) },
    book: { id: "book", parentId: "root", path: "book", module: bareRoute(true) },
  },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
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
