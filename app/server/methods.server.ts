import type { RequestHandler } from "express";
import { allowedMethods, matchesOf } from "#app/routes/api/match.server.ts";
import { sendProblem } from "./problem.server.ts";

const ofPages = ["GET", "HEAD", "POST"];
const ofPrograms = [...ofPages, "PATCH"];
/** What `Request` can carry; which of them an endpoint takes is the API's to say. */
const carried = [...ofPrograms, "PUT", "DELETE"];

/** What an endpoint of the API takes at this address; undefined for every other address. */
function endpointMethods(path: string): string | undefined {
  if (path === "/api/v1/openapi.json") return "GET, HEAD";
  const matches = path.startsWith("/api/v1/") ? matchesOf(path.slice("/api/v1".length)) : [];
  return matches.length > 0 ? allowedMethods(matches) : undefined;
}

/** Answers 405 to methods that nothing here takes, and says to OPTIONS what there is. RFC 9110, 15.5.6 and 9.3.7. */
export const knownMethods: RequestHandler = (req, res, next) => {
  const program = req.path.startsWith("/api/");
  if ((program ? carried : ofPages).includes(req.method)) return next();
  res.setHeader("Allow", endpointMethods(req.path) ?? (program ? ofPrograms : ofPages).join(", "));
  if (req.method === "OPTIONS") res.status(204).end();
  else sendProblem(req, res, "method_not_allowed");
};
