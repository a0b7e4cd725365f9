import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { bookingPolicy } from "#db/schema/booking-policy.ts";
import { booking } from "#db/schema/booking.ts";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import { creditEvent } from "#db/schema/credit.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { complete } from "#app/domain/booking/complete.server.ts";
import { completeInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { tidyBookings } from "#app/domain/booking/settle.server.ts";
import { contestViolation } from "#app/domain/conduct/contest.server.ts";
import { dismissBlock, enforceBlock, liftBlock } from "#app/domain/conduct/decide-block.server.ts";
import { upholdViolation, waiveViolation } from "#app/domain/conduct/decide-violation.server.ts";
import { conductQueue, countQueue, ownConduct } from "#app/domain/conduct/queries.server.ts";
import { releaseUnanswered } from "#app/domain/conduct/release-unanswered.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { standingsOf } from "#app/domain/credit/queries.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  stranger = await makeMember(test.db, ["owner", "facility_manager"]);
});

afterAll(() => test.close());

const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const because = { reason: "仪器当天停电，与用户无关" };
const violationsOf = ({ user }: Actor) =>
  test.db
    .select()
    .from(violation)
    .where(eq(violation.userId, user?.id ?? ""))
    .orderBy(violation.id);
const blocksOf = ({ user }: Actor) =>
  test.db
    .select()
    .from(facilityBlock)
    .where(eq(facilityBlock.userId, user?.id ?? ""))
    .orderBy(facilityBlock.id);
const scoreOf = async ({ organization }: Actor, at: string) => {
  const id = organization?.id ?? "";
  return (await standingsOf(test.db, [id], new Date(at))).get(id)?.score;
};

type Rules = Partial<typeof bookingPolicy.$inferInsert>;

/** A booker with bookings at one facility on Tuesday, from the given hours on. */
async function booked(rules: Rules = {}, hours = ["14:00"]) {
  const sme = await makeMember(test.db, ["member"]);
  const facilityId = await makeFacility(test.db, provider, { rules, units: 2 });
  const ids: string[] = [];
  for (const hour of hours) {
    const end = `${String(Number(hour.slice(0, 2)) + 1).padStart(2, "0")}:00`;
    ids.push(valueOf(await reserve(as(sme), wish(facilityId, hour, end))).id);
  }
  const [id = "", second = ""] = ids;
  return { sme, facilityId, id, second };
}

describe("what is recorded", () => {
  it("is a no-show, with its end and a warning that staff have yet to confirm", async () => {
    const { sme, id } = await booked({ countingDays: 60 });
    valueOf(await markNoShow(as(provider, "24T14:10"), id));
    const [row] = await violationsOf(sme);
    expect(row).toMatchObject({ code: "no_show", state: "recorded", bookingId: id });
    expect((row?.until.getTime() ?? 0) - (row?.at.getTime() ?? 0)).toBe(60 * 86_400_000);
    expect(await blocksOf(sme)).toMatchObject([{ level: "warning", state: "proposed", automatic: false }]);
  });

  it("is coming late, beyond what the rules forgive", async () => {
    const punctual = await booked({ lateAfterMinutes: 20 });
    valueOf(await checkIn(as(punctual.sme, "24T14:20"), punctual.id));
    expect(await violationsOf(punctual.sme)).toEqual([]);
    const late = await booked({ lateAfterMinutes: 20 });
    valueOf(await checkIn(as(late.sme, "24T14:21"), late.id));
    expect(await violationsOf(late.sme)).toMatchObject([{ code: "late" }]);
  });

  it("is an overrun, once, beside the credit event", async () => {
    const { sme, id } = await booked();
    valueOf(await checkIn(as(sme, "24T14:00"), id));
    const to = completeInput.parse({ actualTo: "2026-11-24T15:16:00+08:00" });
    valueOf(await complete(as(provider, "24T16:00"), id, to));
    expect(await violationsOf(sme)).toMatchObject([{ code: "overrun" }]);
    expect(await scoreOf(sme, "2026-11-24T16:00:01+08:00")).toBe(97);
  });

  it("is a late cancellation; an early one is nothing", async () => {
    const { sme, id, second } = await booked({ cancelCutoffMinutes: 1440 }, ["14:00", "16:00"]);
    valueOf(await cancel(as(sme, "23T10:00"), second, { reason: "" }));
    expect(await violationsOf(sme)).toEqual([]);
    valueOf(await cancel(as(sme, "24T10:00"), id, { reason: "" }));
    expect(await violationsOf(sme)).toMatchObject([{ code: "late_cancel" }]);
  });

  it("holds for the provider's own people too, whose credit it does not touch", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const acting = provider.organization;
    if (!acting) throw new Error("no organisation");
    const own = await addColleague(test.db, acting, ["member"]);
    const { id } = valueOf(await reserve(as(own), wish(facilityId)));
    valueOf(await markNoShow(as(provider, "24T14:10"), id));
    expect(await violationsOf(own)).toHaveLength(1);
    const events = await test.db.select().from(creditEvent).where(eq(creditEvent.causeId, id));
    expect(events).toEqual([]);
  });
});

describe("the automatic short block", () => {
  const rules = { warnAfter: 1, shortBlockAfter: 2, shortBlockDays: 7, automaticShortBlock: true };

  async function blocked() {
    const world = await booked(rules, ["14:00", "16:00"]);
    valueOf(await markNoShow(as(provider, "24T14:10"), world.id));
    valueOf(await markNoShow(as(provider, "24T16:10"), world.second));
    return world;
  }

  it("keeps its subject from booking until it ends, and staff may set it aside", async () => {
    const { sme, facilityId } = await blocked();
    expect((await blocksOf(sme)).map(({ level, state }) => [level, state])).toEqual([
      ["warning", "in_force"],
      ["short", "in_force"],
    ]);
    const later = { start: "2026-12-01T14:00:00+08:00", end: "2026-12-01T15:00:00+08:00" };
    const wanted = { ...wish(facilityId), start: new Date(later.start), end: new Date(later.end) };
    const { reasons } = problemOf(await reserve(as(sme, "25T09:00"), wanted));
    expect(reasons).toMatchObject([
      { rule: "facility_block", overridable: true, params: { until: "2026-12-01T08:10:00.000Z" } },
    ]);
    const dec = contextOf(test.db, sme, fixedClock("2026-12-01T16:10:00+08:00"));
    const after = {
      ...wanted,
      start: new Date("2026-12-02T14:00:00+08:00"),
      end: new Date("2026-12-02T15:00:00+08:00"),
    };
    valueOf(await reserve(dec, after));
  });

  it("is one, however many no-shows are recorded at once", async () => {
    const { sme, id, second } = await booked(rules, ["14:00", "14:00"]);
    const [held] = await test.sql.begin(async (tx) => {
      // Both wait at the facility's row until this transaction lets them go.
      await tx`select 1 from facility where listing_id = (select facility_id from booking where id = ${id}) for update`;
      const both = [id, second].map((one) => markNoShow(as(provider, "24T14:10"), one));
      await tx`select pg_sleep(0.3)`;
      return [both];
    });
    for (const result of await Promise.all(held ?? [])) valueOf(result);
    expect(await violationsOf(sme)).toHaveLength(2);
    expect((await blocksOf(sme)).filter(({ level }) => level === "short")).toHaveLength(1);
  });

  it("falls when a violation behind it is waived; charge and credit go with it", async () => {
    const { sme, id } = await blocked();
    await test.db.update(booking).set({ charge: 5_000 }).where(eq(booking.id, id));
    const before = await scoreOf(sme, "2026-11-25T09:00:00+08:00");
    const [first] = await violationsOf(sme);
    valueOf(await waiveViolation(as(provider, "25T09:00"), first?.id ?? "", because));
    expect((await blocksOf(sme)).map(({ level, state }) => [level, state])).toEqual([
      ["warning", "lifted"],
      ["short", "lifted"],
    ]);
    const [row] = await test.db.select().from(booking).where(eq(booking.id, id));
    expect(row).toMatchObject({ charge: null, chargeWaiver: because.reason });
    expect(await scoreOf(sme, "2026-11-25T09:00:01+08:00")).toBe((before ?? 0) + 10);
    const again = problemOf(await waiveViolation(as(provider, "25T09:00"), first?.id ?? "", because));
    expect(again.code).toBe("not_allowed_now");
  });

  it("is withdrawn with the no-show when the booking was used after all, and credit comes back once", async () => {
    const { sme, id } = await blocked();
    const input = completeInput.parse({ reason: "签到设备故障" });
    valueOf(await complete(as(provider, "25T09:00"), id, input));
    expect((await violationsOf(sme)).map(({ state }) => state)).toEqual(["waived", "recorded"]);
    expect(await scoreOf(sme, "2026-11-25T09:00:01+08:00")).toBe(90);
  });
});

describe("a proposal", () => {
  const rules = { shortBlockAfter: 1, shortBlockDays: 7 };

  it("has no effect before staff confirm it, and then lasts as long as published", async () => {
    const { sme, facilityId, id } = await booked(rules);
    valueOf(await markNoShow(as(provider, "24T14:10"), id));
    const [block] = await blocksOf(sme);
    expect(block).toMatchObject({ level: "short", state: "proposed" });
    const free = valueOf(await reserve(as(sme, "24T15:00"), wish(facilityId, "18:00", "19:00")));
    valueOf(await cancel(as(provider, "24T15:01"), free.id, because));
    valueOf(await enforceBlock(as(provider, "25T10:00"), block?.id ?? ""));
    const [now] = await blocksOf(sme);
    expect(now?.until.toISOString()).toBe("2026-12-02T02:00:00.000Z");
    valueOf(await liftBlock(as(provider, "25T11:00"), block?.id ?? "", because));
    expect(await blocksOf(sme)).toMatchObject([{ state: "lifted", reason: because.reason }]);
  });

  it("is dismissed for a reason", async () => {
    const { sme, id } = await booked(rules);
    valueOf(await markNoShow(as(provider, "24T14:10"), id));
    const [block] = await blocksOf(sme);
    valueOf(await dismissBlock(as(provider, "25T10:00"), block?.id ?? "", because));
    expect(problemOf(await enforceBlock(as(provider, "25T10:00"), block?.id ?? "")).code).toBe(
      "not_allowed_now",
    );
  });

  it("cannot be confirmed once the records behind it call for it no longer, or after its time", async () => {
    const { sme, id } = await booked(rules);
    valueOf(await markNoShow(as(provider, "24T14:10"), id));
    const [[block], [row]] = [await blocksOf(sme), await violationsOf(sme)];
    const late = contextOf(test.db, provider, fixedClock("2026-12-02T09:00:00+08:00"));
    expect(problemOf(await enforceBlock(late, block?.id ?? "")).code).toBe("proposal_over");
    const statement = "当天提前十分钟到场，签到机没有反应";
    valueOf(await contestViolation(as(sme, "24T15:00"), row?.id ?? "", { statement }));
    await test.db
      .update(violation)
      .set({ deadline: new Date("2026-11-26T00:00:00+08:00") })
      .where(eq(violation.userId, sme.user?.id ?? ""));
    expect(problemOf(await enforceBlock(as(provider, "26T10:00"), block?.id ?? "")).code).toBe(
      "proposal_over",
    );
  });
});

describe("a held slot", () => {
  it("is not booked once a block has come into force against its user", async () => {
    const rules = { shortBlockAfter: 1, automaticShortBlock: true };
    const { sme, facilityId, id } = await booked(rules);
    const held = valueOf(
      await reserve(as(sme, "24T14:00"), wish(facilityId, "18:00", "19:00"), {
        holdUntil: new Date("2026-11-24T16:00:00+08:00"),
      }),
    );
    valueOf(await markNoShow(as(provider, "24T14:10"), id));
    const { reasons } = problemOf(await confirmHold(as(sme, "24T14:20"), held.id));
    expect(reasons).toMatchObject([{ rule: "facility_block" }]);
    const [block] = (await blocksOf(sme)).filter(({ level }) => level === "short");
    valueOf(await liftBlock(as(provider, "24T14:21"), block?.id ?? "", because));
    valueOf(await confirmHold(as(sme, "24T14:22"), held.id));
  });
});

describe("a no-show that a job finds late", () => {
  it("counts from when the grace was over", async () => {
    const { sme, id } = await booked({ noShowGraceMinutes: 30 });
    const system = { ...as(provider, "24T23:00"), actor: systemActor("test") };
    await tidyBookings(system);
    expect(await violationsOf(sme)).toMatchObject([
      { code: "no_show", bookingId: id, at: new Date("2026-11-24T14:30:00+08:00") },
    ]);
  });
});

describe("contesting", () => {
  const statement = "当天提前十分钟到场，签到机没有反应";

  async function contested() {
    const world = await booked();
    valueOf(await markNoShow(as(provider, "24T14:10"), world.id));
    const [row] = await violationsOf(world.sme);
    return { ...world, violationId: row?.id ?? "" };
  }

  it("is the subject's alone, once, and comes first in the staff's queue with a deadline", async () => {
    const { sme, violationId } = await contested();
    const colleague = await addColleague(test.db, sme.organization ?? fail(), ["owner"]);
    expect(problemOf(await contestViolation(as(colleague), violationId, { statement })).code).toBe(
      "not_found",
    );
    valueOf(await contestViolation(as(sme, "24T15:00"), violationId, { statement }));
    expect(problemOf(await contestViolation(as(sme, "24T15:01"), violationId, { statement })).code).toBe(
      "not_allowed_now",
    );
    const { violations } = await conductQueue(as(provider, "24T16:00"), "contested");
    const found = violations.find(({ id }) => id === violationId);
    expect(found).toMatchObject({ statement, counts: true, state: "contested" });
    expect(found?.deadline?.getTime()).toBeGreaterThan(Date.parse("2026-11-30T16:00:00+08:00"));
    const { items } = await ownConduct(as(sme, "24T16:00"));
    expect(items).toMatchObject([{ statement, counts: true }]);
  });

  it("stops an unanswered violation from counting once the deadline has passed", async () => {
    const { sme, violationId } = await contested();
    valueOf(await contestViolation(as(sme, "24T15:00"), violationId, { statement }));
    const late = contextOf(test.db, sme, fixedClock("2026-12-15T09:00:00+08:00"));
    expect((await ownConduct(late)).items).toMatchObject([{ counts: false }]);
    const staff = contextOf(test.db, provider, fixedClock("2026-12-15T09:00:00+08:00"));
    valueOf(await upholdViolation(staff, violationId, because));
    expect((await ownConduct(late)).items).toMatchObject([{ counts: true, state: "upheld" }]);
  });

  it("that nobody answers in time ends the block it led to at once, and the job writes it down", async () => {
    const rules = { shortBlockAfter: 1, automaticShortBlock: true, shortBlockDays: 60 };
    const { sme, facilityId, id } = await booked(rules);
    valueOf(await markNoShow(as(provider, "24T14:10"), id));
    const [row] = await violationsOf(sme);
    valueOf(await contestViolation(as(sme, "24T15:00"), row?.id ?? "", { statement }));
    const [recorded] = await violationsOf(sme);
    const deadline = recorded?.deadline ?? fail();
    const at = (ms: number) => fixedClock(new Date(deadline.getTime() + ms).toISOString());
    const hours = (from: number) =>
      new Date(deadline.getTime() + from * 3_600_000 - (deadline.getTime() % 3_600_000));
    const wanted = { ...wish(facilityId), start: hours(36), end: hours(37) };
    const before = problemOf(await reserve(contextOf(test.db, sme, at(-1)), wanted));
    expect(before.reasons?.map(({ rule }) => rule)).toContain("facility_block");
    const after = await reserve(contextOf(test.db, sme, at(0)), wanted);
    expect(after.ok ? [] : after.problem.reasons?.map(({ rule }) => rule)).not.toContain("facility_block");
    expect(await blocksOf(sme)).toMatchObject([{ state: "in_force" }]);
    const system = { ...contextOf(test.db, provider, at(0)), actor: systemActor("test") };
    expect((await releaseUnanswered(system)).facility_block).toBeGreaterThan(0);
    expect(await blocksOf(sme)).toMatchObject([{ state: "lifted" }]);
    expect(await releaseUnanswered(system)).toEqual({ facility_block: 0 });
  });

  it("is answered by the provider's staff and nobody else's", async () => {
    const { sme, violationId } = await contested();
    for (const actor of [stranger, sme]) {
      const refused = [
        await waiveViolation(as(actor, "25T09:00"), violationId, because),
        await upholdViolation(as(actor, "25T09:00"), violationId, because),
      ];
      for (const result of refused) expect(["not_found", "forbidden"]).toContain(problemOf(result).code);
    }
    const [block] = await blocksOf(sme);
    expect(problemOf(await enforceBlock(as(stranger, "25T09:00"), block?.id ?? "")).code).toBe("not_found");
    expect((await conductQueue(as(stranger, "25T09:00"), "all")).violations).toEqual([]);
    expect(await countQueue(as(sme, "25T09:00"))).toEqual({ contested: 0, proposals: 0 });
    const [row] = await test.db
      .select()
      .from(violation)
      .where(and(eq(violation.id, violationId), eq(violation.state, "recorded")));
    expect(row).toBeDefined();
  });
});

const fail = (): never => {
  throw new Error("no organisation");
};
