import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { log } from "./log.server.ts";
import { fail, ok, problems, type Result } from "./problem.ts";

/** How many attempts a key has in any stretch of `seconds`. */
export interface Limit {
  name: string;
  max: number;
  seconds: number;
}

const minutes = 60;
const hours = 3_600;

/** Every limit of the platform. Addresses stand for whole institutions behind one, accounts for one person. */
export const limits = {
  signInByAddress: { name: "sign-in:ip", max: 100, seconds: 15 * minutes },
  /** Wrong passwords of one account from one address: whoever guesses from elsewhere keeps nobody out. */
  signInByAccountAndAddress: { name: "sign-in:account-ip", max: 10, seconds: 15 * minutes },
  /** Wrong passwords of one account from all addresses together, unknown devices only. */
  signInByAccount: { name: "sign-in:account", max: 100, seconds: hours },
  signInByDevice: { name: "sign-in:device", max: 10, seconds: 15 * minutes },
  signInLinkByAccount: { name: "sign-in-link:account", max: 1, seconds: hours },
  signInLinkByAddress: { name: "sign-in-link:ip", max: 30, seconds: hours },
  secondStep: { name: "totp:account", max: 8, seconds: 15 * minutes },
  registerByAddress: { name: "register:ip", max: 30, seconds: hours },
  resetByAddress: { name: "reset:ip", max: 30, seconds: hours },
  resetByAccount: { name: "reset:account", max: 4, seconds: hours },
  passwordByAccount: { name: "password:account", max: 10, seconds: 15 * minutes },
  confirmByAccount: { name: "confirm:account", max: 6, seconds: hours },
  invitationByOrganization: { name: "invite:organization", max: 60, seconds: 24 * hours },
  mailByRecipient: { name: "mail:recipient", max: 30, seconds: hours },
  uploadByAccount: { name: "upload:account", max: 120, seconds: hours },
  resultFileByAddress: { name: "search-file:ip", max: 60, seconds: 15 * minutes },
  creditListByAddress: { name: "credit-register:ip", max: 1_200, seconds: 15 * minutes },
  standingByAddress: { name: "standing:ip", max: 600, seconds: 15 * minutes },
  standingByAccount: { name: "standing:account", max: 6_000, seconds: 15 * minutes },
  feedByAddress: { name: "search-feed:ip", max: 600, seconds: 15 * minutes },
  calendarByAddress: { name: "calendar:ip", max: 1_200, seconds: 15 * minutes },
  problemByAccount: { name: "problem:account", max: 20, seconds: hours },
  complaintByAccount: { name: "complaint:account", max: 20, seconds: hours },
  complaintByAddress: { name: "complaint:ip", max: 10, seconds: hours },
  complaintQueryByAddress: { name: "complaint-query:ip", max: 60, seconds: hours },
  objectionByAddress: { name: "objection:ip", max: 10, seconds: hours },
} as const satisfies Record<string, Limit>;

/** A limit and whom it counts; a missing key (no known address) shares one count, so that it cannot be dodged. */
export type Counted = readonly [limit: Limit, key: string | null];

/**
 * Counts one attempt against each limit and refuses with `rate_limited` once any is used up. The count lives in the
 * database, in a statement of its own that no rollback undoes, so that it holds for all processes together. Fails
 * closed: when it cannot count it refuses with `unavailable`.
 */
export async function countAttempt(
  db: Database,
  now: Date,
  counted: readonly Counted[],
): Promise<Result<void>> {
  try {
    for (const [limit, key] of counted) {
      const waitSeconds = await take(db, now, limit, key);
      if (waitSeconds > 0) return fail(problems.rateLimited(waitSeconds));
    }
    return ok(undefined);
  } catch (error) {
    log.error({ err: error }, "rate limit could not be counted: refused");
    return fail(problems.unavailable());
  }
}

/** Gives an attempt back: one that succeeded is no sign of guessing. */
export async function returnAttempt(db: Database, now: Date, counted: readonly Counted[]): Promise<void> {
  for (const [limit, key] of counted) {
    const start = windowStart(now, limit);
    await db.execute(
      sql`update rate_limit set count = count - 1
          where key = ${keyOf(limit, key)} and window_start = ${start.toISOString()} and count > 0`,
    );
  }
}

/**
 * Adds one to the current window; 0 when still within the limit, else the seconds to wait. The last window counts for
 * the part of it that still lies within `seconds`, which smooths the edge between two windows.
 */
async function take(db: Database, now: Date, limit: Limit, key: string | null): Promise<number> {
  const start = windowStart(now, limit);
  const before = new Date(start.getTime() - limit.seconds * 1000);
  const [row] = await db.execute<{ current: number; previous: number }>(sql`
    insert into rate_limit as r (key, window_start, count)
    values (${keyOf(limit, key)}, ${start.toISOString()}, 1)
    on conflict on constraint rate_limit_key do update set count = r.count + 1
    returning r.count as current,
      coalesce((select p.count from rate_limit p where p.key = r.key and p.window_start = ${before.toISOString()}), 0)
        as previous`);
  if (!row) throw new Error("rate limit: nothing counted");
  const passed = (now.getTime() - start.getTime()) / 1000;
  const weighted = row.current + row.previous * (1 - passed / limit.seconds);
  return weighted <= limit.max ? 0 : Math.max(1, Math.ceil(limit.seconds - passed));
}

function windowStart(now: Date, { seconds }: Limit): Date {
  const length = seconds * 1000;
  return new Date(Math.floor(now.getTime() / length) * length);
}

const keyOf = (limit: Limit, key: string | null): string =>
  `${limit.name}:${(key ?? "unknown").toLowerCase()}`;
