import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { makeFacility, makeMember, monday } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type Racers, startRacers, tally } from "../../support/race/race.ts";
import type { Outcome, Task } from "../../support/race/tasks.ts";
import { company, grantedVoucher, openProgram, regulator } from "./world.ts";

/** A database with people; `scratch` is one without the constraints that stand behind the locks. */
interface Place {
  test: TestDatabase;
  officer: Actor;
  provider: Actor;
  locked: Racers;
  unlocked: Racers;
}

let sound: Place;
let scratch: Place;

async function settleIn(): Promise<Place> {
  const test = await testDatabase({ max: 4 });
  return {
    test,
    officer: await regulator(test.db, "officer"),
    provider: await makeMember(test.db, ["facility_manager"], "university"),
    locked: startRacers(test.url),
    unlocked: startRacers(test.url, { without: "lock" }),
  };
}

beforeAll(async () => {
  [sound, scratch] = await Promise.all([settleIn(), settleIn()]);
  await scratch.test.sql`alter table voucher drop constraint voucher_not_overdrawn`;
  await scratch.test.sql`alter table budget drop constraint budget_not_overdrawn`;
  await scratch.test.sql`alter table budget drop constraint budget_in_order`;
});

afterAll(async () => {
  for (const { locked, unlocked, test } of [sound, scratch]) {
    locked.stop();
    unlocked.stop();
    await test.close();
  }
});

const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Half an hour costs 150 yuan, of which the voucher pays 75. */
const halfHour = 15_000;
const covered = 7_500;

/** `count` bookings with one voucher that is good for `room` of them, on as many facilities as they share two dozen times. */
async function reserving(place: Place, count: number, room: number) {
  const { db } = place.test;
  const program = await openProgram(db, place.officer, { budget: String((room * covered) / 100) });
  const holder = await company(db);
  const voucherId = await grantedVoucher(db, holder, program, room * covered);
  const perFacility = 24;
  const facilities = await Promise.all(
    each(Math.ceil(count / perFacility), () => makeFacility(db, place.provider)),
  );
  const tasks = each(count, (index): Task => {
    const slot = index % perFacility;
    const minutes = 8 * 60 + slot * 30;
    const at = (minute: number) =>
      `2026-11-24T${String(Math.floor(minute / 60)).padStart(2, "0")}:${minute % 60 === 0 ? "00" : "30"}:00+08:00`;
    return {
      actor: holder,
      kind: "reserve",
      id: facilities[Math.floor(index / perFacility)] ?? "",
      start: at(minutes),
      end: at(minutes + 30),
      extra: { voucherId },
    };
  });
  return { voucherId, tasks };
}

const held = async ({ test }: Place, voucherId: string) => {
  const [row] = await test.sql<{ n: number; fen: number; price: number; reserved: number }[]>`
    select count(*)::int as n, coalesce(sum(h.amount), 0)::int as fen, coalesce(sum(h.price), 0)::int as price,
      (select reserved::int from voucher v where v.id = ${voucherId}) as reserved
    from voucher_hold h where h.voucher_id = ${voucherId} and h.state = 'reserved'`;
  return row;
};

const refusedOnly = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ outcome }) => outcome).filter((outcome) => outcome !== "ok" && outcome !== "policy");

describe("many who reserve what one voucher has left", () => {
  it("get it exactly: 200 ask, there is room for 50, and 50 have it to the fen", async () => {
    const { voucherId, tasks } = await reserving(sound, 200, 50);
    const outcomes = await sound.locked.race(monday, tasks);
    expect(tally(outcomes)).toEqual({ ok: 50, policy: 150 });
    expect(await held(sound, voucherId)).toEqual({
      n: 50,
      fen: 50 * covered,
      price: 50 * halfHour,
      reserved: 50 * covered,
    });
    expect(await differences(sound.test.db)).toBe(0);
  }, 300_000);

  it("get it exactly by the lock alone", async () => {
    const { voucherId, tasks } = await reserving(scratch, 48, 10);
    expect(tally(await scratch.locked.race(monday, tasks))).toEqual({ ok: 10, policy: 38 });
    expect(await held(scratch, voucherId)).toMatchObject({ n: 10, fen: 10 * covered });
  }, 60_000);

  it("never get more by the constraint alone", async () => {
    const { voucherId, tasks } = await reserving(sound, 48, 10);
    const won = tally(await sound.unlocked.race(monday, tasks)).ok ?? 0;
    expect(won).toBeLessThanOrEqual(10);
    expect(await held(sound, voucherId)).toMatchObject({ n: won, fen: won * covered });
  }, 60_000);

  it("get more without both, so the checks above can fail", async () => {
    let lost = false;
    for (let round = 0; round < 6 && !lost; round += 1) {
      const { voucherId, tasks } = await reserving(scratch, 48, 10);
      await scratch.unlocked.race(monday, tasks);
      lost = ((await held(scratch, voucherId))?.fen ?? 0) > 10 * covered;
    }
    expect(lost).toBe(true);
  }, 300_000);
});

/** Companies that apply at once for 100 yuan each, and the budget that has room for `room` of them. */
async function applying(place: Place, count: number, room: number) {
  const { db } = place.test;
  const program = await openProgram(db, place.officer, { budget: String(room * 100) });
  const companies = await Promise.all(each(count, () => company(db)));
  const extra = { requested: 10_000, purpose: "竞争测试", notFunded: true };
  return {
    program,
    tasks: companies.map((actor): Task => ({ actor, kind: "apply-voucher", id: program, extra })),
  };
}

const granted = async ({ test }: Place, program: string) => {
  const [row] = await test.sql<{ n: number; fen: number; committed: number }[]>`
    select count(*)::int as n, coalesce(sum(v.amount), 0)::int as fen,
      (select b.committed::int from budget b join voucher_program p on p.budget_id = b.id where p.id = ${program})
        as committed
    from voucher v where v.program_id = ${program} and v.state = 'granted'`;
  return row;
};

describe("many who apply for what a budget has left", () => {
  it("are granted exactly that, and everybody else is told why", async () => {
    const { program, tasks } = await applying(sound, 60, 15);
    const outcomes = await sound.locked.race(monday, tasks);
    expect(refusedOnly(outcomes).filter((outcome) => outcome !== "budget_short")).toEqual([]);
    expect(tally(outcomes).ok).toBe(15);
    expect(await granted(sound, program)).toEqual({ n: 15, fen: 150_000, committed: 150_000 });
    expect(await differences(sound.test.db)).toBe(0);
  }, 60_000);

  it("are granted more without lock and constraint, so the check above can fail", async () => {
    // The ledger looks at all of a regulator's budgets together: another one that has plenty hides what is missing here.
    await openProgram(scratch.test.db, scratch.officer);
    let lost = false;
    for (let round = 0; round < 6 && !lost; round += 1) {
      const { program, tasks } = await applying(scratch, 24, 3);
      await scratch.unlocked.race(monday, tasks);
      lost = ((await granted(scratch, program))?.n ?? 0) > 3;
    }
    expect(lost).toBe(true);
  }, 300_000);
});

describe("one company that applies many times at once", () => {
  it("never passes its cap of the year", async () => {
    const { db } = sound.test;
    const program = await openProgram(db, sound.officer, { applicationCap: "100", yearlyCap: "300" });
    const actor = await company(db);
    const extra = { requested: 10_000, purpose: "竞争测试", notFunded: true };
    const tasks = each(12, (): Task => ({ actor, kind: "apply-voucher", id: program, extra }));
    expect(tally(await sound.locked.race(monday, tasks))).toEqual({ ok: 3, policy: 9 });
  }, 60_000);
});
