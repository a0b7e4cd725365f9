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
import { NonceContext } from "./components/nonce.ts";
import { preloadingTranslator } from "./i18n/preloading.server.ts";
import { log } from "./runtime/log.server.ts";
import { scopeOf, serverContext } from "./runtime/request.server.ts";

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
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const { nonce, requestId } = context.get(serverContext);
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

/** Unexpected errors of loaders and actions: logged with the request's id, which is what the reader is shown. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  log.error({
    err: error,
    requestId: context.get(serverContext).requestId,
    path: new URL(request.url).pathname,
  });
};
