import type { Server } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { ordinaryLimit, uploadLimit } from "#app/runtime/body-limits.ts";
import { sessionCookieName } from "#app/runtime/cookies.server.ts";
import { sendProblem } from "./problem.server.ts";

/** Refuses addresses with U+0000: nothing is called so, and no text column takes it. */
export const plainAddresses: RequestHandler = (req, res, next) => {
  if (req.url.includes("%00")) sendProblem(req, res, "bad_request");
  else next();
};

/** What a refused client may go on sending: most read the answer only once everything is sent. */
const dropLimit = 4 * uploadLimit;

/**
 * Files come in forms of this type, or to the API as the whole body; no other request carries much. Visitors add files to
 * complaints alone, and nobody to the pages of their own account.
 */
function limitOf(req: Request): number {
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(req.headers["content-type"] ?? "")?.[0]?.toLowerCase() ?? "";
  const carriesFile = req.path.startsWith("/api/")
    ? !ordinaryTypes.includes(type)
    : type === "multipart/form-data";
  return carriesFile && mayCarryFiles(req) ? uploadLimit : ordinaryLimit;
}

function mayCarryFiles(req: Request): boolean {
  if (req.path.startsWith("/complaints/")) return true;
  if (req.path.startsWith("/account/")) return false;
  const { cookie = "", authorization } = req.headers;
  return authorization !== undefined || cookie.includes(`${sessionCookieName()}=`);
}

const ordinaryTypes = ["", "application/json", "application/x-www-form-urlencoded", "text/plain"];

/** Answers 413 as soon as a body is known to be too large: by its declared length, else once it has grown past the limit. */
export const limitBodies: RequestHandler = (req, res, next) => {
  const limit = limitOf(req);
  const declared = Number(req.headers["content-length"] ?? 0);
  if (declared > limit || req.headers["transfer-encoding"] !== undefined) cutOff(req, res, limit);
  res.once("finish", () => skipRest(req));
  if (declared > limit) sendProblem(req, res, "payload_too_large");
  else next();
};

/** A body that the application did not read would keep the connection busy for ever. */
function skipRest(req: Request): void {
  if (req.complete) return;
  req.removeAllListeners("data");
  req.resume();
}

/** Counts what arrives; nothing past the limit reaches the application, and whoever never ends is cut off. */
function cutOff(req: Request, res: Response, limit: number): void {
  let arrived = 0;
  const push = req.push.bind(req);
  req.push = (chunk, encoding) => {
    arrived += chunk === null ? 0 : Buffer.byteLength(chunk);
    if (chunk === null || arrived <= limit) return push(chunk, encoding);
    if (!res.headersSent) sendProblem(req, res, "payload_too_large");
    if (arrived > dropLimit) req.destroy();
    return true;
  };
}

/** Ends connections that dawdle. A 20 MiB upload has two minutes. */
export function limitTimes(server: Server): void {
  server.headersTimeout = 15_000;
  server.requestTimeout = 120_000;
  // Longer than the usual 60 s of a balancer in front, which must be the one to close.
  server.keepAliveTimeout = 65_000;
}
