import type { Server } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { sendProblem } from "./problem.server.ts";

const mebibyte = 1024 * 1024;
const ordinaryLimit = mebibyte;
/** 20 MiB of file, and room for the form around it. */
const uploadLimit = 20 * mebibyte + 64 * 1024;

/** Where files are uploaded: lists to import, files of listings, proofs of organisations, results of work on samples. */
const uploadPaths =
  /\/(imports?|attachments?|images?|files?|verifications?)(\/|\.data$|$)|^\/samples\/[0-9a-f-]{36}(\.data)?$/;

/** Answers 413 as soon as a body is known to be too large: by its declared length, else once it has grown past the limit. */
export const limitBodies: RequestHandler = (req, res, next) => {
  const limit = uploadPaths.test(req.path) ? uploadLimit : ordinaryLimit;
  const declared = req.headers["content-length"];
  if (declared !== undefined && Number(declared) > limit) return refuseBody(req, res);
  if (req.headers["transfer-encoding"] !== undefined) cutOff(req, res, limit);
  res.once("finish", () => skipRest(req));
  next();
};

/** A body that the application did not read would keep the connection busy for ever. */
function skipRest(req: Request): void {
  if (req.complete) return;
  req.removeAllListeners("data");
  req.resume();
}

/** Counts what arrives of a body without declared length; nothing past the limit reaches the application. */
function cutOff(req: Request, res: Response, limit: number): void {
  let arrived = 0;
  const push = req.push.bind(req);
  req.push = (chunk, encoding) => {
    arrived += chunk === null ? 0 : Buffer.byteLength(chunk);
    if (arrived <= limit) return push(chunk, encoding);
    if (res.headersSent) req.destroy();
    else refuseBody(req, res);
    return false;
  };
}

function refuseBody(req: Request, res: Response): void {
  // What is still coming cannot be skipped cheaply, so this connection ends with the answer.
  res.setHeader("Connection", "close");
  res.once("finish", () => setTimeout(() => req.destroy(), 200).unref());
  sendProblem(req, res, "payload_too_large");
}

/** Ends connections that dawdle. A 20 MiB upload has two minutes. */
export function limitTimes(server: Server): void {
  server.headersTimeout = 15_000;
  server.requestTimeout = 120_000;
  // Longer than the usual 60 s of a balancer in front, which must be the one to close.
  server.keepAliveTimeout = 65_000;
}
