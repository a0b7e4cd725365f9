import type { TFunction } from "i18next";
import { createContext, data, redirect, type RouterContextProvider } from "react-router";
import { type Actor, type Context, visitor } from "#app/domain/context.ts";
import { type Action, may, type Subject } from "#app/domain/identity/permissions.ts";
import { findSession } from "#app/domain/identity/session.server.ts";
import { isLocale, type Locale, preferredLocale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { systemClock } from "./clock.ts";
import { preferenceCookie, readCookie, sessionCookieName } from "./cookies.server.ts";
import { database } from "./database.server.ts";
import { isLocalPath } from "./next-path.ts";
import { type Posted, readPosted } from "./posted.server.ts";
import { type Problem, problems, retryHeaders } from "./problem.ts";

/** What the HTTP server knows of a request before the application runs. */
export interface ServerFacts {
  requestId: string;
  nonce: string;
  /** The client's address as far as trusted proxies tell. */
  ip: string | null;
  /** What is answered whatever the page would say: the database is away, or what was posted is no form. */
  instead?: "unavailable" | "bad_request" | "unsupported_media_type";
}

export const serverContext = createContext<ServerFacts>({ requestId: "none", nonce: "", ip: null });

export type Theme = "light" | "dark" | "system";

/** Everything a loader or action may want to know about its request. */
export interface RequestScope extends ServerFacts {
  ctx: Context;
  /** Null for visitors and bearer tokens. */
  session: { id: string; authenticatedAt: Date } | null;
  locale: Locale;
  theme: Theme;
  t: TFunction;
  /** The form that a visitor posted. */
  posted?: Posted;
}

const scopeContext = createContext<RequestScope>();

/** The request's scope. Set by the root middleware. */
export const scopeOf = (context: Readonly<RouterContextProvider>): RequestScope => context.get(scopeContext);

/** Root middleware: settles who asks, in which language, and keeps a language chosen by `?lang=`. */
export async function withScope(
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
  next: () => Promise<Response>,
): Promise<Response> {
  const facts = context.get(serverContext);
  const token = readCookie(request, sessionCookieName());
  const { db } = database();
  const signedIn = token ? await findSession(db, systemClock.now(), token, facts.requestId) : undefined;
  const asked = new URL(request.url).searchParams.get("lang");
  const locale = settleLocale(request, asked, signedIn?.locale);
  context.set(scopeContext, {
    ...facts,
    ctx: { db, clock: systemClock, actor: signedIn?.actor ?? visitor(facts.requestId) },
    session: signedIn ? { id: signedIn.sessionId, authenticatedAt: signedIn.authenticatedAt } : null,
    locale,
    theme: settleTheme(request),
    t: translatorFor(locale).t,
    ...(!signedIn && { posted: await readPosted(request) }),
  });
  const response = await next();
  keepPrivate(request, response.headers, signedIn !== undefined);
  if (isLocale(asked)) response.headers.append("Set-Cookie", preferenceCookie("kx_lang", asked));
  return response;
}

/**
 * What nothing else is said of is asked for again each time, and kept nowhere when it was made for one person (RFC 9111,
 * 5.2.2). The router's own `.data` answers depend on what pages depend on.
 */
function keepPrivate(request: Request, headers: Headers, signedIn: boolean): void {
  const own = signedIn || request.headers.has("Authorization");
  if (!headers.has("Cache-Control"))
    headers.set("Cache-Control", own ? "private, no-store" : "private, no-cache");
  if (new URL(request.url).pathname.endsWith(".data")) headers.append("Vary", "Accept-Language, Cookie");
}

/** The same scope with another actor: the API uses it once it has read the bearer token. */
export function scopeAs(scope: RequestScope, actor: Actor): RequestScope {
  return { ...scope, ctx: { ...scope.ctx, actor } };
}

export type PersonActor = Actor & { user: NonNullable<Actor["user"]> };
export type MemberActor = PersonActor & { organization: NonNullable<Actor["organization"]> };

/**
 * The signed-in person, or off to sign in and back to where they were. Whoever has filled in a form meanwhile keeps it:
 * the page that says so sends it again.
 */
export function requireUser({ ctx: { actor }, posted }: RequestScope, request: Request): PersonActor {
  if (isPerson(actor)) return actor;
  if (posted) throw problemResponse({ code: "session_ended", status: 401, details: { posted } });
  const { pathname, search } = new URL(request.url);
  const back = request.method === "GET" ? pathname.replace(/\.data$/, "") + search : pageBefore(request);
  throw redirect(`/account/sign-in?next=${encodeURIComponent(back)}`);
}

/** The page of ours that a request was sent from. */
function pageBefore(request: Request): string {
  const before = URL.parse(request.headers.get("Referer") ?? "");
  const path = before?.host === request.headers.get("Host") ? before.pathname + before.search : "/";
  return isLocalPath(path) ? path : "/";
}

/** The signed-in person acting for an organisation; one without is sent to found or join one. */
export function requireMember(scope: RequestScope, request: Request): MemberActor {
  const actor = requireUser(scope, request);
  if (isMember(actor)) return actor;
  throw redirect("/organization/new");
}

/** The member, if their roles allow `action` (on `subject`, when given); else a 403 page. */
export function requirePermission(
  scope: RequestScope,
  request: Request,
  action: Action,
  subject?: Subject,
): MemberActor {
  const actor = requireMember(scope, request);
  if (!may(actor, action, subject)) throw problemResponse(problems.forbidden(action));
  return actor;
}

/** What to `throw` from a loader so that the problem page is shown with its status. */
export function problemResponse(problem: Problem) {
  return data({ problem }, { status: problem.status, headers: retryHeaders(problem) });
}

/** What an answer to somebody who is not signed in depends on beside the address; undefined for everybody else. */
export function visitorPreferences(request: Request): { locale: Locale; theme: Theme } | undefined {
  if (readCookie(request, sessionCookieName()) !== undefined || request.headers.has("Authorization"))
    return undefined;
  return { locale: settleLocale(request, null, undefined), theme: settleTheme(request) };
}

/** The request headers of a visitor who prefers these, and of whom nothing else is known. */
export const headersOfVisitor = ({ locale, theme }: { locale: Locale; theme: Theme }): Headers =>
  new Headers({ "Accept-Language": locale, ...(theme !== "system" && { Cookie: `kx_theme=${theme}` }) });

const isPerson = (actor: Actor): actor is PersonActor => actor.user !== null;
const isMember = (actor: PersonActor): actor is MemberActor => actor.organization !== null;

function settleLocale(request: Request, asked: string | null, own: Locale | undefined): Locale {
  if (isLocale(asked)) return asked;
  const kept = readCookie(request, "kx_lang");
  if (isLocale(kept)) return kept;
  return own ?? preferredLocale(request.headers.get("Accept-Language"));
}

function settleTheme(request: Request): Theme {
  const kept = readCookie(request, "kx_theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}
