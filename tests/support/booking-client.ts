import { createApiToken } from "#app/domain/identity/api-tokens.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { systemClock } from "#app/runtime/clock.ts";
import type { TestDatabase } from "./database.ts";

/** What a program got for an attempt to book. */
export interface Answer {
  status: number;
  code: string | null;
  id: string | null;
  alternatives: number;
}

/** A token of `actor`, as `npm run token` makes it. */
export async function tokenOf({ db }: TestDatabase, { user, membershipId }: Actor): Promise<string> {
  const made = await createApiToken(
    { db, clock: systemClock },
    { email: user?.email ?? "", name: "test", membershipId },
  );
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
}

/** Some days from now at an hour of Shanghai, as RFC 3339: for servers that live by the real clock. */
export function daysAhead(days: number, hour: number): string {
  const date = new Date(Date.now() + days * 86_400_000).toLocaleDateString("en-CA", {
    timeZone: "Asia/Shanghai",
  });
  return `${date}T${String(hour).padStart(2, "0")}:00:00+08:00`;
}

interface Wish {
  facilityId: string;
  start: string;
  end: string;
}

/** Posts a booking; `key` is its Idempotency-Key. Rejects when no answer came. */
export async function postBooking(url: string, token: string, wish: Wish, key?: string): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1/bookings`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      ...(key && { "Idempotency-Key": key }),
    },
    body: JSON.stringify({ ...wish, purpose: "断口形貌观察" }),
  });
  const body: unknown = await answer.json();
  const field = (name: string): unknown =>
    typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
  const [code, id, alternatives] = [field("code"), field("id"), field("alternatives")];
  return {
    status: answer.status,
    code: typeof code === "string" ? code : null,
    id: typeof id === "string" ? id : null,
    alternatives: Array.isArray(alternatives) ? alternatives.length : 0,
  };
}
