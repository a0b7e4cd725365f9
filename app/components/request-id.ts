import { createContext, useContext } from "react";

/** The number of the request that is being rendered; null in the browser. */
export const RequestIdContext = createContext<string | null>(null);

/** Where the page says it, which is how the browser knows it when it takes over. */
export const requestIdAttribute = "data-request-id";

/** The number under which the operator finds the request in the log; null for pages that the browser put together. */
export function useRequestId(): string | null {
  const rendered = useContext(RequestIdContext);
  if (rendered !== null || typeof document === "undefined") return rendered;
  return document.querySelector(`[${requestIdAttribute}]`)?.getAttribute(requestIdAttribute) ?? null;
}
