import { sql } from "drizzle-orm";
import "#app/domain/settlements.server.ts";
import type { Database } from "#db/client.ts";
import { parameter } from "#db/schema/shared.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { type Actor, type Context, systemActor } from "#app/domain/context.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import { addColleague, contextOf, makeFacility, makeMember, monday } from "../../support/booking.ts";
import { company, grantedVoucher, openProgram, regulator } from "../vouchers/world.ts";

/** Fen that a facility's two hours cost. */
export const fullPrice = 60_000;

/** Who lives through histories of bookings that cost money, and what they all have: committed once, used by every history. */
export interface People {
  holder: Actor;
  provider: Actor;
  /** Of the provider too: the second person that a large refund needs. */
  colleague: Actor;
  officer: Actor;
  treasurer: Actor;
  /** One facility for each way to charge. */
  facilities: string[];
  programs: string[];
  /** Granted to the holder: one for half of every price, one for less of large ones. */
  vouchers: string[];
}

const ways = [
  { prepay: false, instant: true, billActual: true },
  { prepay: true, instant: true, billActual: true },
  { prepay: true, instant: false, billActual: false },
  { prepay: false, instant: false, billActual: false },
];

export async function people(db: Database): Promise<People> {
  await loadReferenceData(db);
  // Above 50 yuan it takes two people to pay back.
  await db
    .insert(parameter)
    .values({ name: "refund_two_people_above", validFrom: "2026-01-02", value: 5_000 });
  const provider = await makeMember(db, ["owner", "facility_manager"], "university");
  const officer = await regulator(db, "officer");
  const holder = await company(db);
  const programs = [
    await openProgram(db, officer, { budget: "700", validDays: 120 }),
    await openProgram(db, officer, { budget: "500", sharePercent: 30, fullPayUpTo: "400", validDays: 300 }),
  ];
  const facilities: string[] = [];
  for (const way of ways) {
    const fees = { lateCancelPercent: 30, noShowPercent: 50, payWithinMinutes: 60 };
    facilities.push(await makeFacility(db, provider, { rules: { ...way, ...fees } }));
  }
  return {
    ...{ holder, provider, officer, facilities, programs },
    colleague: await addColleague(db, provider.organization ?? missing(), ["owner"]),
    treasurer: await regulator(db, "adjudicator"),
    vouchers: [
      await grantedVoucher(db, holder, programs[0] ?? "", 45_000),
      await grantedVoucher(db, holder, programs[1] ?? "", 30_000),
    ],
  };
}

const missing = (): never => {
  throw new Error("no organisation");
};

/** Money as the world outside knows it, fen: what the holder has sent by each way, and what has come back to it. */
interface Outside {
  /** By the bank's or Stripe's number. */
  came: Record<string, { method: "transfer" | "stripe"; amount: number }>;
  back: { transfer: number; stripe: number };
  /** Fen that a payer's bank has taken back, by the number of the payment. */
  disputed: Record<string, number>;
}

/** A history that is being lived through: its facility, its bookings by their place in the day, and what time it is. */
export interface Life {
  db: Database;
  people: People;
  facilityId: string;
  /** The latest booking of each stretch of the day. */
  bookings: (string | undefined)[];
  now: number;
  outside: Outside;
  /** Numbers of this history: bank numbers and invoices are never used twice by accident. */
  serial: number;
  settlements: string[];
}

export const newLife = (db: Database, who: People, facility: number): Life => ({
  ...{ db, people: who, facilityId: who.facilities[facility] ?? "", bookings: [], settlements: [] },
  ...{
    now: Date.parse(monday),
    serial: 0,
    outside: { came: {}, back: { transfer: 0, stripe: 0 }, disputed: {} },
  },
});

export const as = ({ db, now }: Life, actor: Actor): Context =>
  contextOf(db, actor, fixedClock(new Date(now).toISOString()));

export const asClock = (life: Life): Context => as(life, systemActor("job"));

/** Whether a command was not refused. */
export const happened = async (result: Promise<Result<unknown>>): Promise<boolean> => (await result).ok;

/** The bookings whose charges a job has been told to look at. */
export async function toldToSettle({ db }: Life): Promise<{ bookingId: string; anew: boolean }[]> {
  const rows = await db.execute<{ id: string; anew: boolean }>(sql`
    select j.payload ->> 'bookingId' as id, coalesce((j.payload ->> 'anew')::boolean, false) as anew from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'settle-booking-charges' order by j.id`);
  return rows.map(({ id, anew }) => ({ bookingId: id, anew }));
}
