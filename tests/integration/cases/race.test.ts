import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import { decision, documentCounter, misconductCase } from "#db/schema/cases.ts";
import { makeFacility, makeMember, monday } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type Racers, sometime, startRacers, tally } from "../../support/race/race.ts";
import type { Task } from "../../support/race/tasks.ts";
import { brought, type Cast, clockAt, refer, restricting, stage, usualInputs } from "./world.ts";

let test: TestDatabase;
let cast: Cast;
let locked: Racers;
let unlocked: Racers;

beforeAll(async () => {
  test = await testDatabase({ max: 12 });
  cast = await stage(test.db);
  locked = startRacers(test.url);
  unlocked = startRacers(test.url, { without: "lock" });
  await slowBookings();
  // Both have loaded the product before a heat is timed.
  await Promise.all([locked, unlocked].map((racers) => racers.race(monday, [])));
}, 180_000);

afterAll(async () => {
  locked.stop();
  unlocked.stop();
  await test.close();
});

/** Bookings linger between what they have read and their commit, which fails where a measure was served meanwhile. */
async function slowBookings() {
  await test.sql.unsafe(`
    create function linger() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.2 + random() * 0.4); return new; end $$;
    create trigger booking_lingers before insert on booking for each row execute function linger();
    create function too_late() returns trigger language plpgsql as $$
      begin
        if exists (select from measure where organization_id = new.organization_id) then
          raise exception 'booked after the service';
        end if;
        return null;
      end $$;
    create constraint trigger booking_too_late after insert on booking deferrable initially deferred
      for each row execute function too_late()`);
}

/** One serves a decision that forbids to book while the accused books; who wins is chance. */
async function serveWhileBooking(racers: Racers) {
  const provider = await makeMember(test.db, ["facility_manager"], "university");
  const accused = await makeMember(test.db, ["owner"]);
  const facilities = await Promise.all([1, 2, 3].map(() => makeFacility(test.db, provider)));
  const id = await brought(test.db, { ...cast, accused }, clockAt("2026-10-20"), "decided");
  const books = ["09", "12", "15"].flatMap((hour) =>
    facilities.map((facility): Task => {
      const times = { start: `2026-11-24T${hour}:00:00+08:00`, end: `2026-11-24T${hour}:30:00+08:00` };
      return { actor: accused, kind: "reserve", id: facility, ...times };
    }),
  );
  const serves: Task = { actor: cast.officer, kind: "serve", id };
  const outcomes = await racers.race(monday, [...books.slice(0, 4), serves, ...books.slice(4)]);
  const made = await test.db.$count(booking, eq(booking.organizationId, accused.organization?.id ?? ""));
  return { counts: tally(outcomes), made };
}

const late = (counts: Record<string, number>) => Object.keys(counts).some((key) => key.startsWith("thrown"));

describe("a decision that is served while the accused books", () => {
  it("lets no booking commit after it, and none before it go", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { counts, made } = await serveWhileBooking(locked);
      expect(counts).toEqual({ ok: made + 1, ...(made < 9 && { standing: 9 - made }) });
    }
  });

  it("would, were the standing not held", async () => {
    expect(await sometime(async () => late((await serveWhileBooking(unlocked)).counts))).toBe(true);
  });
});

describe("two adjudicators who decide at once", () => {
  it("sign one decision", async () => {
    const clock = clockAt("2026-10-20");
    const id = await brought(test.db, cast, clock, "proposed");
    const extra = { ...usualInputs("decide"), ...restricting };
    const tasks = [cast.adjudicator, cast.reviewer, cast.third].map(
      (actor): Task => ({ actor, kind: "decide", id, extra }),
    );
    const outcomes = await locked.race(clock.now().toISOString(), tasks);
    expect(tally(outcomes)).toEqual({ ok: 1, not_allowed_now: 2 });
    expect(await test.db.$count(decision, eq(decision.caseId, id))).toBe(1);
  });
});

describe("numbers that are taken at once", () => {
  it("have no gap and no twin, though some who took one failed", async () => {
    const clock = clockAt("2027-03-02");
    const known = await Promise.allSettled(
      Array.from({ length: 24 }, (_, at) =>
        refer(test.db, cast, clock, at % 4 === 0 ? { offenceCode: "XX99" } : {}),
      ),
    );
    const filed = known.filter(({ status }) => status === "fulfilled").length;
    expect(filed).toBe(18);
    const rows = await test.db
      .select({ caseNo: misconductCase.caseNo })
      .from(misconductCase)
      .where(like(misconductCase.caseNo, "%〔2027〕%"));
    const numbers = rows.map(({ caseNo }) => Number(/〕(\d+)号/.exec(caseNo)?.[1])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: filed }, (_, at) => at + 1));
    const [counter] = await test.db.select().from(documentCounter).where(eq(documentCounter.year, 2027));
    expect(counter?.last).toBe(filed);
  });
});
