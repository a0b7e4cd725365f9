import { createContext, useContext } from "react";

/** The Content-Security-Policy nonce while rendering on the server; empty in the browser, where it is not needed. */
export const NonceContext = createContext("");

export const useNonce = (): string | undefined => useContext(NonceContext) || undefined;
