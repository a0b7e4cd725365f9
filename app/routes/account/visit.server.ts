import { stringifySetCookie } from "cookie";
import { redirect, redirectDocument } from "react-router";
import { newSecretToken } from "#app/domain/identity/session.server.ts";
import type { SignInOutcome } from "#app/domain/identity/sign-in.server.ts";
import { deviceName, type SessionRef, type Visit } from "#app/domain/identity/visit.ts";
import { readCookie, sessionCookie } from "#app/runtime/cookies.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { nextQuery } from "#app/runtime/next-path.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, type RequestScope, requireUser } from "#app/runtime/request.server.ts";

/** Where a request comes from, for a session that it starts. */
export const visitOf = (scope: RequestScope, request: Request): Visit => ({
  ip: scope.ip,
  device: deviceName(request.headers.get("User-Agent") ?? ""),
  sessionId: scope.session?.id ?? null,
  deviceToken: readCookie(request, deviceCookieName()) ?? newSecretToken().token,
});

const deviceCookieName = (): string => (env().secureCookies ? "__Host-kx_device" : "kx_device");

/** Keeps what this browser is recognized by at its next sign-in; it signs nobody in. */
const deviceCookie = (deviceToken: string): string =>
  stringifySetCookie({
    name: deviceCookieName(),
    value: deviceToken,
    httpOnly: true,
    sameSite: "lax",
    secure: env().secureCookies,
    path: "/",
    maxAge: 365 * 86_400,
  });

/** On to `path`, signed in or to the second factor, with what this browser has to keep for it. */
export function redirectAfterSignIn(outcome: SignInOutcome, visit: Visit, next: string): Response {
  if (outcome.kind === "second_step")
    return redirect(`/account/sign-in/code${nextQuery(next)}`, {
      headers: { "Set-Cookie": stepCookie(outcome.step) },
    });
  const response = redirectWithSession(next, outcome.token);
  response.headers.append("Set-Cookie", deviceCookie(visit.deviceToken));
  return response;
}

/** The browser session of a signed-in person; visitors are sent to sign in. */
export function requireSession(scope: RequestScope, request: Request): SessionRef {
  requireUser(scope, request);
  if (!scope.session) throw problemResponse(problems.signInRequired());
  return scope.session;
}

/** On to `path` with the session's new token, as a whole document: its language and menus are another person's. */
export const redirectWithSession = (path: string, token: string | null): Response =>
  redirectDocument(path, { headers: { "Set-Cookie": sessionCookie(token) } });

const stepCookieName = "kx_step";
const stepSeconds = 600;

/** Keeps, or drops, the proof that the password was right while the second factor is asked for. */
export const stepCookie = (step: string | null): string =>
  stringifySetCookie({
    name: stepCookieName,
    value: step ?? "",
    httpOnly: true,
    sameSite: "lax",
    secure: env().secureCookies,
    path: "/account",
    maxAge: step === null ? 0 : stepSeconds,
  });

export const readStep = (request: Request): string => readCookie(request, stepCookieName) ?? "";

/** Off to prove the password again, and back to this page. */
export function toProveAgain(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  return redirect(`/account/prove?next=${encodeURIComponent(pathname.replace(/\.data$/, "") + search)}`);
}
