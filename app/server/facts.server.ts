import { randomBytes, randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import type { ServerFacts } from "#app/runtime/request.server.ts";

const known = new WeakMap<Response, ServerFacts>();

/** Gives every request its id and its nonce, and settles whose address it came from. */
export const settleFacts: RequestHandler = (req, res, next) => {
  const requestId = randomUUID();
  known.set(res, { requestId, nonce: randomBytes(18).toString("base64"), ip: req.ip ?? null });
  res.setHeader("X-Request-Id", requestId);
  next();
};

/** What `settleFacts` found; throws where it has not run. */
export function factsOf(res: Response): ServerFacts {
  const facts = known.get(res);
  if (!facts) throw new Error("settleFacts has not run");
  return facts;
}
