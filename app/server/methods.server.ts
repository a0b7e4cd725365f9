import type { RequestHandler } from "express";
import { sendProblem } from "./problem.server.ts";

const ofPages = ["GET", "HEAD", "POST"];
/** What `Request` can carry; which of them an endpoint takes is the API's to say. */
const ofPrograms = [...ofPages, "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Answers 405 to methods that nothing here takes, and says to OPTIONS what pages take. RFC 9110, 15.5.6 and 9.3.7. */
export const knownMethods: RequestHandler = (req, res, next) => {
  const known = req.path.startsWith("/api/") ? ofPrograms : ofPages;
  if (known.includes(req.method)) return next();
  res.setHeader("Allow", ofPages.join(", "));
  if (req.method === "OPTIONS") res.status(204).end();
  else sendProblem(req, res, "method_not_allowed");
};
