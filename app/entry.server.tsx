import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import {
  type EntryContext,
  type HandleErrorFunction,
  type RouterContextProvider,
  ServerRouter,
} from "react-router";
import { isUnreachable } from "#db/errors.ts";
import { NonceContext } from "./components/nonce.ts";
import { preloadingTranslator } from "./i18n/preloading.server.ts";
import { preferredLocale } from "./i18n/locales.ts";
import { translatorFor } from "./i18n/translator.server.ts";
import { barePage } from "./runtime/bare-page.server.ts";
import { log } from "./runtime/log.server.ts";
import { problems, recoverySeconds, retryHeaders } from "./runtime/problem.ts";
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
  if (facts.unavailable) return unavailable(request, headers, facts);
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
        <I18nextProvider i18n={translator}>
          <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
        </I18nextProvider>
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

/** In place of any page while the database cannot be reached: not even the language of the account is known then. */
function unavailable(request: Request, headers: Headers, { requestId }: ServerFacts): Response {
  const problem = problems.unavailable();
  const locale = preferredLocale(request.headers.get("Accept-Language"));
  const { t } = translatorFor(locale);
  for (const [name, value] of Object.entries(retryHeaders(problem))) headers.set(name, value);
  headers.set("Content-Language", locale);
  headers.set("Cache-Control", "no-store");
  const body = barePage(locale, {
    title: t("problems:unavailable.title"),
    detail: t("problems:unavailable.detail"),
    requestId,
    // A form is not sent again without its sender.
    ...(request.method === "GET" && { againSeconds: recoverySeconds }),
  });
  return new Response(request.method === "HEAD" ? null : body, { status: problem.status, headers });
}

/** Unexpected errors of loaders and actions: logged with the request's id, which is what the reader is shown. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  const facts = context.get(serverContext);
  if (isUnreachable(error)) facts.unavailable = true;
  log.error({
    err: error,
    requestId: facts.requestId,
    path: new URL(request.url).pathname,
  });
};
