import { parseCookie, stringifySetCookie } from "cookie";
import { env } from "./env.server.ts";

const year = 365 * 86_400;

/** The session cookie's name; `__Host-` binds it to this origin where the transport is secure. */
export const sessionCookieName = (): string => (env().secureCookies ? "__Host-kx_session" : "kx_session");

/** Reads one cookie of a request. */
export function readCookie(request: Request, name: string): string | undefined {
  return parseCookie(request.headers.get("Cookie") ?? "")[name];
}

/** `Set-Cookie` that starts a session, or ends it when `token` is null. */
export function sessionCookie(token: string | null): string {
  return stringifySetCookie({
    name: sessionCookieName(),
    value: token ?? "",
    httpOnly: true,
    sameSite: "lax",
    secure: env().secureCookies,
    path: "/",
    maxAge: token === null ? 0 : year / 4,
  });
}

/** `Set-Cookie` for a preference such as language or theme. */
export function preferenceCookie(name: string, value: string): string {
  return stringifySetCookie({
    name,
    value,
    sameSite: "lax",
    secure: env().secureCookies,
    path: "/",
    maxAge: year,
  });
}
