import { z } from "zod";
import type { Database } from "#db/client.ts";
import type { CaseStep } from "#app/domain/cases/commands.server.ts";
import { type Actor, type Context, visitor } from "#app/domain/context.ts";
import { createApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { dispatch } from "#app/routes/api/dispatch.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { fail, ok, type Result } from "#app/runtime/problem.ts";
import { valueOf } from "../../support/results.ts";
import { usualInputs } from "./world.ts";

/** Steps that the accused takes, below `/own-cases`. */
export const ofTheAccused: readonly CaseStep[] = [
  "defend",
  "request_hearing",
  "withdraw_hearing",
  "apply_for_review",
];

const refused = z.looseObject({ code: z.string(), status: z.number() });

const tokens = new Map<string, Promise<string>>();

/** Whoever calls the API as this person, with a token of theirs. */
function tokenFor(db: Database, { user, membershipId }: Actor): Promise<string> {
  const key = membershipId ?? user?.id ?? "";
  const known = tokens.get(key);
  if (known !== undefined) return known;
  const input = { email: user?.email ?? "", name: "test", membershipId };
  const made = createApiToken({ db, clock: systemClock }, input).then(valueOf);
  tokens.set(key, made);
  return made;
}

/** A step as `take` takes it, by an HTTP request to the API; the body is sent as it is, so that its schema judges it. */
export async function takeByApi(
  { db, actor, clock }: Context,
  id: string,
  step: CaseStep,
  more: Record<string, unknown> = {},
): Promise<Result<void>> {
  const side = ofTheAccused.includes(step) ? "own-cases" : "cases";
  const request = new Request(`http://localhost/api/v1/${side}/${id}/${step}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${await tokenFor(db, actor)}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ ...usualInputs(step), ...more }),
  });
  const scope = {
    requestId: "test",
    nonce: "",
    ip: null,
    ctx: { db, clock, actor: visitor("test") },
    session: null,
    locale: "en" as const,
    theme: "system" as const,
    t: translatorFor("en").t,
  };
  const answer = await dispatch(scope, request, `/${side}/${id}/${step}`);
  const body: unknown = await answer.json();
  if (answer.ok) return ok(undefined);
  const { code, status } = refused.parse(body);
  return fail({ code, status });
}
