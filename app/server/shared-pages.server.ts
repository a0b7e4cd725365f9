import { randomBytes } from "node:crypto";
import type { Request as Req, RequestHandler, Response as Res } from "express";
import { calendarMark } from "#app/domain/booking/calendar-mark.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { database } from "#app/runtime/database.server.ts";
import { headersOfVisitor, type ServerFacts, visitorPreferences } from "#app/runtime/request.server.ts";
import { SharedAnswers } from "#app/runtime/shared-answers.server.ts";
import { factsOf } from "./facts.server.ts";

/** A page as rendered, cut where each answer's own nonce goes. */
interface RenderedPage {
  status: number;
  headers: Headers;
  pieces: Buffer[];
}

/** Renders a page for a visitor of whom nothing is known but the request given. */
export type Render = (request: Request, facts: ServerFacts) => Promise<Response>;

const mostPages = 60;
const rendered = new SharedAnswers<RenderedPage>(undefined, mostPages);
/** Stands where the nonce goes; nobody can know it, so that nothing that was typed can hold it. */
const placeOfNonce = randomBytes(24).toString("hex");
/** Pages, and their data as the router fetches it when the reader is here already. */
const searchPage = /^\/(?:_root\.data|_\.data)?$/;
const listingPage = /^\/(facilities|technologies|services|demands|organizations)\/([^/.]+)(?:\.data)?$/;
/** Pages of free time change with every booking, and `lang` is kept in a cookie. */
const ownParameters = ["lang", "freeFrom", "freeTo"];

/**
 * Gives visitors who ask for the same public page at about the same time one rendering, each with their own nonce. It was
 * rendered for a request made up of the address, the language and the theme alone: what else a request holds cannot get
 * into it. Decision 0023.
 */
export const sharedPages =
  (render: Render): RequestHandler =>
  async (req, res, next) => {
    const request = visitorRequest(req);
    const question = request && (await questionOf(request));
    if (request === undefined || question === undefined) return next();
    const facts = { ...factsOf(res), nonce: placeOfNonce, ip: null };
    const page = await rendered.answer(
      question,
      async () => piecesOf(await render(request, facts)),
      isLasting,
    );
    send(res, page);
  };

/** The question as a visitor like any other would put it; undefined where the answer is for the asker alone. */
function visitorRequest(req: Req): Request | undefined {
  if (req.method !== "GET" || !(searchPage.test(req.path) || listingPage.test(req.path))) return undefined;
  const url = new URL(`${req.protocol}://${req.get("host") ?? "localhost"}${req.originalUrl}`);
  if (ownParameters.some((name) => url.searchParams.has(name))) return undefined;
  if (url.searchParams.get("sort") === "free") return undefined;
  const preferences = visitorPreferences(new Request(url, { headers: preferenceHeaders(req) }));
  return preferences && new Request(url, { headers: headersOfVisitor(preferences) });
}

function preferenceHeaders(req: Req): Headers {
  const headers = new Headers();
  for (const name of ["Cookie", "Authorization", "Accept-Language"]) {
    const value = req.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** All that the page depends on; of a facility's, also what can be booked there at this moment. */
async function questionOf(request: Request): Promise<string | undefined> {
  const { href, pathname } = new URL(request.url);
  const asked = [href, request.headers.get("Accept-Language"), request.headers.get("Cookie")];
  const [, kind, id = ""] = listingPage.exec(pathname) ?? [];
  if (kind !== "facilities") return asked.join(" ");
  const mark = await calendarMark(database().db, id, systemClock.now());
  return mark === undefined ? undefined : [...asked, mark].join(" ");
}

async function piecesOf(response: Response): Promise<RenderedPage> {
  const text = await response.text();
  const pieces = text.split(placeOfNonce).map((piece) => Buffer.from(piece));
  return { status: response.status, headers: response.headers, pieces };
}

const isLasting = ({ status }: RenderedPage): boolean => status === 200;

function send(res: Res, { status, headers, pieces }: RenderedPage): void {
  const nonce = Buffer.from(factsOf(res).nonce);
  res.status(status).setHeaders(headers);
  res.end(Buffer.concat(pieces.flatMap((piece, i) => (i === 0 ? [piece] : [nonce, piece]))));
}
