import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../../context.ts";
import { move } from "../../move.server.ts";
import { loadCalendar } from "../calendar.server.ts";
import type { BookableFacility } from "../bookable-facility.ts";
import { loadFacility } from "../known-facility.server.ts";
import { minutes, type Span, spanOf } from "../spans.ts";
import { offerTime, type ReserveFor } from "./offer-time.server.ts";
import { candidates, type Wait } from "./policy.ts";
import { waitlistProcess } from "./states.ts";
import type { EntryRow } from "./entry-row.ts";

/** How many are looked at in one go; whoever stands further back is served when those before have gone. */
const atOnce = 200;

/**
 * Offers what is free at a facility to those who wait for it, in order of joining: each gets the first free time that
 * fits and that the rules allow it now, as a held booking. Ends entries whose window is over. Call under the facility's
 * lock, after its overdue bookings were settled; every command that takes time calls it first, so that nobody who
 * happens to look can take what has been waited for.
 */
export async function serveQueue(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  facilityId: string,
  reserveFor: ReserveFor,
): Promise<void> {
  const now = ctx.clock.now();
  const waiting = await waitingAt(tx, facilityId);
  if (waiting.length === 0) return;
  const facility = await loadFacility(tx, facilityId, now);
  for (const entry of waiting.filter((row) => isOver(row, now))) await end(tx, ctx, entry);
  const live = waiting.filter((row) => !isOver(row, now));
  if (facility && live.length > 0) await serve(tx, ctx, facility, live, reserveFor);
}

/** Whether anybody waits for a facility, as a column. */
export const isWaitedFor = (facilityId: SQL): SQL => sql`exists (select 1 from waitlist_entry w
  where w.facility_id = ${facilityId} and w.state = 'waiting')`;

const isOver = ({ deadline }: EntryRow, now: Date): boolean => deadline !== null && deadline <= now;

const waitingAt = (tx: Tx, facilityId: string): Promise<EntryRow[]> =>
  tx
    .select()
    .from(waitlistEntry)
    .where(and(eq(waitlistEntry.facilityId, facilityId), eq(waitlistEntry.state, "waiting")))
    .orderBy(asc(waitlistEntry.createdAt), asc(waitlistEntry.id))
    .limit(atOnce);

/** What an entry waits for. */
export const waitOf = ({ earliest, latest, minutes: length }: EntryRow): Wait => ({
  window: spanOf(earliest, latest),
  minutes: length,
});

async function serve(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  facility: BookableFacility,
  entries: readonly EntryRow[],
  reserveFor: ReserveFor,
): Promise<void> {
  const now = ctx.clock.now();
  const look = () => loadCalendar(tx, facility, spanOfAll(entries, now), now);
  let calendar = await look();
  for (const entry of entries) {
    for (const time of candidates(calendar, waitOf(entry), now.getTime())) {
      if (!(await offerTime(tx, ctx, facility, entry, time, reserveFor))) continue;
      calendar = await look();
      break;
    }
  }
}

function spanOfAll(entries: readonly EntryRow[], now: Date): Span {
  const latest = Math.max(...entries.map((entry) => entry.latest.getTime()));
  const earliest = Math.min(...entries.map((entry) => entry.earliest.getTime()));
  const start = Math.max(earliest, now.getTime());
  return { start, end: Math.max(latest, start + minutes(1)) };
}

async function end(tx: Tx, ctx: Pick<Context, "actor" | "clock">, entry: EntryRow): Promise<void> {
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  await move(tx, timer, waitlistProcess, waitlistEntry, entry, { transition: "end-waiting" });
}
