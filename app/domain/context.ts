import type { Database } from "#db/client.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Clock } from "#app/runtime/clock.ts";

/** The organisation a person acts for, and as what. */
export interface ActingFor {
  id: string;
  uscc: string;
  nameZh: string;
  nameEn: string;
  regionCode: string;
  verified: boolean;
}

/**
 * Who acts. Built once per request from the session or token and passed down; commands never look anywhere else.
 * `user` is null for visitors and the system; `regionPrefixes` are a regulator's territory.
 */
export interface Actor {
  user: { id: string; name: string; email: string } | null;
  organization: ActingFor | null;
  membershipId: string | null;
  roles: readonly Role[];
  regionPrefixes: readonly string[];
  via: "visitor" | "session" | "token" | "system";
  requestId: string;
}

/** What every command and query receives: who acts, on which database, at what time. */
export interface Context {
  readonly db: Database;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const visitor = (requestId: string): Actor => ({
  user: null,
  organization: null,
  membershipId: null,
  roles: [],
  regionPrefixes: [],
  via: "visitor",
  requestId,
});

/** Timers and jobs: may only take transitions whose table says `timer`. */
export const systemActor = (requestId: string): Actor => ({ ...visitor(requestId), via: "system" });
