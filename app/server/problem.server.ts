import type { ErrorRequestHandler, Request, Response } from "express";
import { preferredLocale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { barePage } from "#app/runtime/bare-page.server.ts";
import { log } from "#app/runtime/log.server.ts";
import { problems, retryHeaders } from "#app/runtime/problem.ts";
import { isUnreachable } from "#db/errors.ts";
import { factsOf } from "./facts.server.ts";
import { loggedPath } from "./logged-path.ts";

const statuses = {
  bad_request: 400,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unexpected: 500,
  unavailable: 503,
} as const;

/** Answers with a problem before the application is reached: RFC 9457 for programs, a bare page for people. */
export function sendProblem(req: Request, res: Response, code: keyof typeof statuses): void {
  const locale = preferredLocale(req.headers["accept-language"] ?? null);
  const { t } = translatorFor(locale);
  const title = t(`problems:${code}.title`);
  const detail = t(`problems:${code}.detail`, { method: req.method });
  const status = statuses[code];
  const { requestId, nonce } = factsOf(res);
  res.status(status).setHeader("Content-Language", locale);
  if (code === "unavailable") res.set(retryHeaders(problems.unavailable()));
  if (wantsHtml(req)) {
    res.type("html").send(barePage(locale, { title, detail, requestId, nonce }));
  } else {
    const type = `/api/v1/docs#problem-${code}`;
    res.type("application/problem+json").json({ type, title, status, code, detail, requestId });
  }
}

/** The last resort. What the client did wrong (a missing file, a malformed address) is said so; all else is logged. */
export const handleUnexpected: ErrorRequestHandler = (error, req, res, next) => {
  const status: unknown = error instanceof Error ? Reflect.get(error, "status") : undefined;
  const theirs = typeof status === "number" && status < 500;
  if (!theirs) log.error({ err: error, requestId: factsOf(res).requestId, path: loggedPath(req.path) });
  if (res.headersSent) next(error);
  else if (theirs) sendProblem(req, res, status === 404 ? "not_found" : "bad_request");
  else sendProblem(req, res, isUnreachable(error) ? "unavailable" : "unexpected");
};

const wantsHtml = (req: Request): boolean =>
  !/^\/(api|webhooks)\//.test(req.path) && req.accepts(["application/json", "text/html"]) === "text/html";
