import type { Request, RequestHandler } from "express";
import { env } from "#app/runtime/env.server.ts";
import { sendProblem } from "./problem.server.ts";

const safeMethods = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another site makes a reader's browser send. Browsers say where a request comes from (`Sec-Fetch-Site`);
 * older ones at least send `Origin`. Exempt is what carries no ambient credentials: bearer tokens, calls to the API
 * without a cookie, signed webhooks, and what stops mail.
 */
export const sameOriginOnly: RequestHandler = (req, res, next) => {
  if (safeMethods.includes(req.method) || carriesOwnProof(req) || comesFromUs(req)) next();
  else sendProblem(req, res, "cross_site");
};

function carriesOwnProof(req: Request): boolean {
  if (req.path.startsWith("/webhooks/")) return !isBrowser(req);
  if (req.path.startsWith("/unsubscribe/")) return !isBrowser(req);
  if (!req.path.startsWith("/api/")) return false;
  return req.headers.cookie === undefined || /^bearer /i.test(req.headers.authorization ?? "");
}

/** Payment services sign what they post; mail providers post to stop mail (RFC 8058), where the address holds the secret. */
const isBrowser = ({ headers }: Request): boolean =>
  headers.cookie !== undefined || headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;

function comesFromUs(req: Request): boolean {
  const site = req.headers["sec-fetch-site"];
  if (site === "same-origin") return true;
  if (site !== undefined && site !== "none") return false;
  return isOurOrigin(req.headers.origin, req);
}

function isOurOrigin(origin: string | undefined, req: Request): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === req.headers.host || host === new URL(env().baseUrl).host;
}
