import type { RequestHandler } from "express";
import { offersCards } from "#app/domain/money/stripe/settings.server.ts";
import { allowedMethods, matchesOf } from "#app/routes/api/match.server.ts";
import { sendProblem } from "./problem.server.ts";

const ofPages = ["GET", "HEAD", "POST"];
/** What `Request` can carry; which of them an address for programs takes is its own to say. */
const carried = [...ofPages, "PATCH", "PUT", "DELETE"];

const read = "GET, HEAD";
const apart: Record<string, string> = {
  "/api/v1/openapi.json": read,
  "/api/v1/credit/register.csv": read,
  "/api/v1/docs": read,
};

/** What an address for programs takes; undefined where there is nothing. */
function programMethods(path: string): string | undefined {
  if (path === "/webhooks/stripe") return offersCards() ? "POST" : undefined;
  const known = apart[path] ?? (path.startsWith("/api/v1/docs/") ? read : undefined);
  if (known !== undefined || !path.startsWith("/api/v1/")) return known;
  const matches = matchesOf(path.slice("/api/v1".length));
  return matches.length > 0 ? allowedMethods(matches) : undefined;
}

const isForPrograms = (path: string): boolean => /^\/(?:api|webhooks)(?:\/|$)/.test(path);

/** Answers 405 to methods that nothing here takes, and says to OPTIONS what there is. RFC 9110, 15.5.6 and 9.3.7. */
export const knownMethods: RequestHandler = (req, res, next) => {
  const program = isForPrograms(req.path);
  if ((program ? carried : ofPages).includes(req.method)) return next();
  const methods = program ? programMethods(req.path) : ofPages.join(", ");
  if (methods === undefined) return sendProblem(req, res, "not_found");
  res.setHeader("Allow", methods);
  if (req.method === "OPTIONS") res.status(204).end();
  else sendProblem(req, res, "method_not_allowed");
};

/** What programs ask for below `/api` and outside its versions is nowhere; people are shown the page that says so. */
export const otherVersions: RequestHandler = (req, res, next) => {
  if (req.accepts(["application/problem+json", "application/json", "text/html"]) === "text/html") next();
  else sendProblem(req, res, "not_found");
};
