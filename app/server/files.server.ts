import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { RequestHandler, Response } from "express";
import { messageFile } from "#app/i18n/message-files.server.ts";

const compress = promisify(brotliCompress);
const lasting = "public, max-age=31536000, immutable";

/** A body as Brotli; worth the time because it is done once for each file. */
const pack = (body: Buffer | string): Promise<Buffer> =>
  compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** Remembers what `make` gives for a name; a failure is not remembered. */
function once<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    known.catch(() => made.delete(name));
    return known;
  };
}

function sendPacked(res: Response, type: string, body: Buffer): void {
  // Behind `compression()`, which leaves alone what is already encoded.
  res.type(type).set({ "Content-Encoding": "br", Vary: "Accept-Encoding" }).send(body);
}

const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** The built texts in `folder` for whoever reads Brotli; everything else is left to what follows. Their names carry a hash. */
export function packedAssets(folder: string): RequestHandler {
  const known = new Set(readdirSync(folder).filter((name) => types[extname(name)]));
  const packed = once(async (name) => pack(await readFile(join(folder, name))));
  return async (req, res, next) => {
    const name = req.path.slice(1);
    if (req.method !== "GET" || !known.has(name) || req.acceptsEncodings("br") !== "br") return next();
    const body = await packed(name);
    res.setHeader("Cache-Control", lasting);
    sendPacked(res, types[extname(name)] ?? "", body);
  };
}

const packedMessages = once((path) => pack(messageFile(path)?.body ?? ""));

/** `/messages/<version>/<locale>/<namespace>.json`: the words that components show. */
export const messages: RequestHandler = async (req, res, next) => {
  const file = req.method === "GET" || req.method === "HEAD" ? messageFile(req.path) : undefined;
  if (!file) return next();
  res.setHeader("Cache-Control", file.lasting ? lasting : "no-cache");
  if (!file.lasting || req.acceptsEncodings("br") !== "br") return res.type("json").send(file.body);
  sendPacked(res, "json", await packedMessages(req.path));
};
