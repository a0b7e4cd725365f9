import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from "react-router";
import { isImpossibleValue, isUnreachable } from "#db/errors.ts";
import { NonceContext } from "./components/nonce.ts";
import { RequestIdContext } from "./components/request-id.ts";
import { describeProblem } from "./i18n/describe-problem.ts";
import { preloadingTranslator } from "./i18n/preloading.server.ts";
import { preferredLocale } from "./i18n/locales.ts";
import { translatorFor } from "./i18n/translator.server.ts";
import { barePage } from "./runtime/bare-page.server.ts";
import { log } from "./runtime/log.server.ts";
import { type Problem, problems, recoverySeconds, retryHeaders } from "./runtime/problem.ts";
import { type ServerFacts, scopeOf, serverContext } from "./runtime/request.server.ts";

export const streamTimeout = 5_000;

/** Renders a document: in the request's language, with the request's nonce on every script. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> | Response {
  headers.set("Content-Type", "text/html; charset=utf-8");
  // An address without `?lang=` speaks the language that the reader's browser, cookie or account asks for.
  headers.append("Vary", "Accept-Language, Cookie");
  const facts = context.get(serverContext);
  if (facts.instead) return bareProblem(request, headers, facts, facts.instead);
  if (status === 405) headers.set("Allow", "GET, HEAD");
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const { nonce, requestId } = facts;
  const { locale } = scopeOf(context);
  headers.set("Content-Language", locale);
  const translator = preloadingTranslator(locale);
  const reader = request.headers.get("User-Agent");
  // Robots, and pages that are rendered for many readers at once, are written whole.
  const waitForAll = reader === null || isbot(reader) || routerContext.isSpaMode;
  return new Promise((resolve, reject) => {
    let responseStatus = status;
    const send = () => {
      const body = new PassThrough();
      pipe(body);
      resolve(new Response(createReadableStreamFromReadable(body), { status: responseStatus, headers }));
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RequestIdContext.Provider value={requestId}>
          <I18nextProvider i18n={translator}>
            <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
          </I18nextProvider>
        </RequestIdContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        [waitForAll ? "onAllReady" : "onShellReady"]: send,
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          log.error({ err: error, requestId }, "rendering failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

const instead: Record<NonNullable<ServerFacts["instead"]>, Problem> = {
  unavailable: problems.unavailable(),
  bad_request: { code: "bad_request", status: 400 },
  unsupported_media_type: {
    code: "unsupported_media_type",
    status: 415,
    params: { accepted: "application/x-www-form-urlencoded, multipart/form-data" },
  },
};

/** In place of any page: while the database cannot be reached not even the language of the account is known. */
function bareProblem(
  request: Request,
  headers: Headers,
  { requestId, nonce }: ServerFacts,
  code: keyof typeof instead,
): Response {
  const problem = instead[code];
  const locale = preferredLocale(request.headers.get("Accept-Language"));
  const { t } = translatorFor(locale);
  for (const [name, value] of Object.entries(retryHeaders(problem))) headers.set(name, value);
  headers.set("Content-Language", locale);
  headers.set("Cache-Control", "no-store");
  const { title, detail } = describeProblem(t, problem);
  // A form is not sent again without its sender.
  const again = code === "unavailable" && request.method === "GET" && { againSeconds: recoverySeconds };
  const body = barePage(locale, { title, detail, requestId, nonce, ...again });
  return new Response(request.method === "HEAD" ? null : body, { status: problem.status, headers });
}

/** What is wrong with what was sent: a form that is none, a value that no column takes; undefined for every other error. */
function callersFault(error: unknown): ServerFacts["instead"] {
  if (isImpossibleValue(error)) return "bad_request";
  if (!(error instanceof TypeError)) return undefined;
  if (error.message.startsWith("Content-Type was not one of")) return "unsupported_media_type";
  return error.message.startsWith("Failed to parse body as FormData") ? "bad_request" : undefined;
}

/** Unexpected errors of loaders and actions: logged with the request's id, which is what the reader is shown. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRefusal(error)) return;
  const facts = context.get(serverContext);
  facts.instead ??= isUnreachable(error) ? "unavailable" : callersFault(error);
  log[facts.instead && facts.instead !== "unavailable" ? "warn" : "error"]({
    err: error,
    requestId: facts.requestId,
    path: new URL(request.url).pathname,
  });
};

/** The router's own: a page without an action was posted to. */
const isRefusal = (error: unknown): boolean => isRouteErrorResponse(error) && error.status < 500;
