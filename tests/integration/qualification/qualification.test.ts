import { and, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { qualification, trainingSeat } from "#db/schema/qualification.ts";
import { checkIn } from "#app/domain/booking/check-in.server.ts";
import { bookPage } from "#app/domain/booking/book-page.server.ts";
import { rescheduleInput } from "#app/domain/booking/inputs.ts";
import { reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { bookSeat, giveUpSeat } from "#app/domain/qualification/book-seat.server.ts";
import { changeType, defineType, retireType } from "#app/domain/qualification/define-type.server.ts";
import { grantQualification } from "#app/domain/qualification/grant.server.ts";
import { grantForm, sessionForm, typeForm } from "#app/domain/qualification/inputs.ts";
import { ownCertificate, ownQualifications } from "#app/domain/qualification/own-queries.server.ts";
import { cancelSession, closeSession, planSession } from "#app/domain/qualification/plan-session.server.ts";
import { recordAttendance } from "#app/domain/qualification/record-attendance.server.ts";
import { remindExpiring } from "#app/domain/qualification/remind-expiring.server.ts";
import { requireTypes } from "#app/domain/qualification/require-types.server.ts";
import { revokeQualification } from "#app/domain/qualification/revoke.server.ts";
import {
  attendanceList,
  requiredQualifications,
  typeForTrainees,
} from "#app/domain/qualification/session-queries.server.ts";
import { trustType } from "#app/domain/qualification/trust-type.server.ts";
import { holdersOf, typesToTrust } from "#app/domain/qualification/type-queries.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let institute: Actor;

beforeAll(async () => {
  test = await testDatabase({ max: 20 });
  provider = await makeMember(test.db, ["facility_manager"], "university");
  institute = await makeMember(test.db, ["owner"], "institute");
});

afterAll(() => test.close());

const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const because = { reason: "操作不当，须重新培训" };
const type = (nameZh: string, days: { validDays?: string; unusedDays?: string } = {}) =>
  typeForm.parse({ nameZh, ...days });
const grant = ({ user }: Actor, grantedOn = "2026-11-01") =>
  grantForm.parse({ email: user?.email, grantedOn, evidence: "考核记录 2026-118" });
const session = (seats: number) =>
  sessionForm.parse({
    starts: "2026-11-24 09:00",
    ends: "2026-11-24 11:30",
    timezone: "Asia/Shanghai",
    place: "分析测试中心 201",
    seats: String(seats),
  });

/** A facility that asks for one qualification, and somebody who wants to use it. */
async function gated(days: { validDays?: string; unusedDays?: string } = {}) {
  const sme = await makeMember(test.db, ["member"]);
  const facilityId = await makeFacility(test.db, provider, { ways: ["self_use", "assisted"] });
  const typeId = valueOf(await defineType(as(provider), type("扫描电镜独立上机", days)));
  valueOf(await requireTypes(as(provider), facilityId, [typeId]));
  return { sme, facilityId, typeId };
}

const rulesAgainst = async (actor: Actor, facilityId: string, extra = {}) => {
  const made = await reserve(as(actor), wish(facilityId, "14:00", "15:00", extra));
  return made.ok ? [] : (made.problem.reasons ?? []).map(({ rule }) => rule);
};

describe("a facility that asks for a qualification", () => {
  it("names what is missing before and at booking, and takes the qualified", async () => {
    const { sme, facilityId, typeId } = await gated();
    const page = valueOf(await bookPage(as(sme), facilityId, wish(facilityId)));
    expect(page.assessment.reasons).toMatchObject([
      { rule: "qualification", params: { typeId }, overridable: true },
    ]);
    expect(await rulesAgainst(sme, facilityId)).toEqual(["qualification"]);
    valueOf(await grantQualification(as(provider), typeId, grant(sme)));
    expect(await rulesAgainst(sme, facilityId)).toEqual([]);
  });

  it("does not ask where its staff operate it", async () => {
    const { sme, facilityId } = await gated();
    expect(await rulesAgainst(sme, facilityId, { wayOfService: "assisted" })).toEqual([]);
  });

  it("no longer asks for a retired one", async () => {
    const { sme, facilityId, typeId } = await gated();
    valueOf(await retireType(as(provider), typeId));
    expect(await rulesAgainst(sme, facilityId)).toEqual([]);
  });

  it("judges by the time of the use: expired, revoked, lapsed by disuse", async () => {
    const { sme, facilityId, typeId } = await gated({ validDays: "23" });
    valueOf(await grantQualification(as(provider), typeId, grant(sme)));
    expect(await rulesAgainst(sme, facilityId)).toEqual(["qualification_expired"]);
    const renewed = valueOf(await grantQualification(as(provider), typeId, grant(sme, "2026-11-20")));
    const { id } = valueOf(await reserve(as(sme), wish(facilityId)));
    const to = { start: "2026-12-20T14:00:00+08:00", end: "2026-12-20T16:00:00+08:00" };
    const { reasons } = problemOf(await reschedule(as(sme), id, rescheduleInput.parse(to)));
    expect(reasons).toMatchObject([{ rule: "qualification_expired" }]);
    valueOf(await revokeQualification(as(provider), renewed, because));
    expect(await rulesAgainst(sme, facilityId)).toEqual(["qualification_expired"]);
    expect(problemOf(await revokeQualification(as(provider), renewed, because)).code).toBe("not_found");
  });

  it("keeps what is used from lapsing, but revives nothing that has lapsed", async () => {
    const { sme, facilityId, typeId } = await gated({ unusedDays: "24" });
    const held = valueOf(await grantQualification(as(provider), typeId, grant(sme)));
    const { id } = valueOf(await reserve(as(sme), wish(facilityId)));
    valueOf(await checkIn(as(sme, "24T14:00"), id));
    const [row] = await test.db.select().from(qualification).where(eq(qualification.id, held));
    expect(row?.lastUsedAt?.toISOString()).toBe("2026-11-24T06:00:00.000Z");
    const other = await makeMember(test.db, ["member"]);
    const lapsed = valueOf(await grantQualification(as(provider), typeId, grant(other, "2026-10-01")));
    expect(await rulesAgainst(other, facilityId)).toEqual(["qualification_unused"]);
    await test.db
      .update(qualification)
      .set({ userId: sme.user?.id ?? "" })
      .where(eq(qualification.id, lapsed));
    const next = valueOf(await reserve(as(sme), wish(facilityId, "17:00", "18:00")));
    valueOf(await checkIn(as(sme, "24T17:00"), next.id));
    const [still] = await test.db.select().from(qualification).where(eq(qualification.id, lapsed));
    expect(still?.lastUsedAt).toBeNull();
  });

  it("lets only staff begin what was booked by somebody who has lost it since", async () => {
    const { sme, facilityId, typeId } = await gated();
    const held = valueOf(await grantQualification(as(provider), typeId, grant(sme)));
    const { id } = valueOf(await reserve(as(sme), wish(facilityId)));
    valueOf(await revokeQualification(as(provider, "24T09:00"), held, because));
    const refused = problemOf(await checkIn(as(sme, "24T14:00"), id));
    expect(refused).toMatchObject({ code: "unqualified", reasons: [{ rule: "qualification_revoked" }] });
    valueOf(await checkIn(as(provider, "24T14:01"), id));
  });

  it("asks for nothing at the check-in to a use that its staff operate", async () => {
    const { sme, facilityId } = await gated();
    const assisted = wish(facilityId, "14:00", "15:00", { wayOfService: "assisted" });
    const { id } = valueOf(await reserve(as(sme), assisted));
    valueOf(await checkIn(as(sme, "24T14:00"), id));
  });

  it("counts another institution's once it trusts it, and one step only", async () => {
    const { sme, facilityId, typeId } = await gated();
    const theirs = valueOf(await defineType(as(institute), type("电子显微镜操作员")));
    const third = await makeMember(test.db, ["owner"], "institute");
    const far = valueOf(await defineType(as(third), type("电镜上岗证")));
    valueOf(await trustType(as(institute), theirs, far));
    valueOf(await grantQualification(as(third), far, grant(sme)));
    valueOf(await trustType(as(provider), typeId, theirs));
    expect(await rulesAgainst(sme, facilityId)).toEqual(["qualification"]);
    valueOf(await grantQualification(as(institute), theirs, grant(sme)));
    expect(await rulesAgainst(sme, facilityId)).toEqual([]);
    expect(await typesToTrust(as(provider), typeId, "电镜上岗")).toMatchObject([{ id: far }]);
  });
});

describe("authorisation", () => {
  it("keeps one organisation's qualifications out of another's hands", async () => {
    const { sme, facilityId, typeId } = await gated();
    const held = valueOf(await grantQualification(as(provider), typeId, grant(sme)));
    const refused: Result<unknown>[] = [
      await changeType(as(institute), typeId, type("改名")),
      await retireType(as(institute), typeId),
      await grantQualification(as(institute), typeId, grant(sme)),
      await revokeQualification(as(institute), held, because),
      await requireTypes(as(institute), facilityId, []),
      await planSession(as(institute), typeId, session(3)),
      await trustType(as(institute), typeId, typeId),
    ];
    expect(refused.map((result) => problemOf(result).code)).toEqual(refused.map(() => "not_found"));
    expect(problemOf(await grantQualification(as(sme), typeId, grant(sme))).code).toBe("forbidden");
    expect((await holdersOf(as(institute), typeId, { words: "" })).items).toEqual([]);
    expect(await ownCertificate(as(provider), held)).toBeUndefined();
    expect(await ownCertificate(as(sme), held)).toMatchObject({ standing: "in_force" });
    const foreign = valueOf(await defineType(as(institute), type("别人的")));
    expect(problemOf(await requireTypes(as(provider), facilityId, [foreign])).code).toBe("not_found");
  });
});

describe("a training", () => {
  it("never gives more seats than it has", async () => {
    const { typeId } = await gated();
    const sessionId = valueOf(await planSession(as(provider), typeId, session(3)));
    const people = await Promise.all(Array.from({ length: 10 }, () => makeMember(test.db, ["member"])));
    let claims: ReturnType<typeof bookSeat>[] = [];
    await test.sql.begin(async (tx) => {
      // The barrier: everybody waits at the session's row and is let go at once.
      await tx`select 1 from training_session where id = ${sessionId} for update`;
      claims = people.map((person) => bookSeat(as(person), sessionId));
      await tx`select pg_sleep(0.4)`;
    });
    const results = await Promise.all(claims);
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    for (const result of results) if (!result.ok) expect(result.problem.code).toBe("training_full");
    const seats = await test.db.select().from(trainingSeat).where(eq(trainingSeat.sessionId, sessionId));
    expect(seats).toHaveLength(3);
  });

  it("ends in the qualification for those who came", async () => {
    const { sme, facilityId, typeId } = await gated();
    const sessionId = valueOf(await planSession(as(provider), typeId, session(2)));
    const absent = await makeMember(test.db, ["member"]);
    valueOf(await bookSeat(as(sme), sessionId));
    expect(problemOf(await bookSeat(as(sme), sessionId)).code).toBe("training_booked");
    valueOf(await giveUpSeat(as(sme), sessionId));
    const seatId = valueOf(await bookSeat(as(sme), sessionId));
    valueOf(await bookSeat(as(absent), sessionId));
    expect(await requiredQualifications(as(absent), facilityId)).toMatchObject([{ held: false, next: null }]);
    const mark = { seatId, attended: true };
    expect(problemOf(await recordAttendance(as(provider, "24T08:59"), sessionId, mark)).code).toBe(
      "too_early",
    );
    expect(problemOf(await recordAttendance(as(institute, "24T10:00"), sessionId, mark)).code).toBe(
      "not_found",
    );
    valueOf(await recordAttendance(as(provider, "24T10:00"), sessionId, mark));
    valueOf(await recordAttendance(as(provider, "24T10:01"), sessionId, mark));
    valueOf(await closeSession(as(provider, "24T11:30"), sessionId));
    const list = await attendanceList(as(provider, "24T12:00"), sessionId);
    expect(list?.seats.map(({ state }) => state).toSorted()).toEqual(["absent", "attended"]);
    const { items } = await ownQualifications(as(sme, "24T12:00"));
    expect(items).toMatchObject([
      { typeId, standing: "in_force", evidence: "2026-11-24 · 分析测试中心 201" },
    ]);
    expect(problemOf(await bookSeat(as(absent, "24T12:00"), sessionId)).code).toBe("training_closed");
  });

  it("frees nobody silently: everybody with a seat hears that it is cancelled", async () => {
    const { sme, typeId } = await gated();
    const sessionId = valueOf(await planSession(as(provider), typeId, session(2)));
    valueOf(await bookSeat(as(sme), sessionId));
    valueOf(await cancelSession(as(provider), sessionId, { reason: "讲师生病" }));
    const jobs =
      await test.sql`select payload from graphile_worker._private_jobs where payload::text like ${"%training-cancelled%"}`;
    expect(jobs).toHaveLength(1);
    expect((await typeForTrainees(as(sme), typeId))?.sessions).toEqual([]);
    const left = await test.db
      .select()
      .from(trainingSeat)
      .where(and(eq(trainingSeat.sessionId, sessionId), ne(trainingSeat.state, "booked")));
    expect(left).toEqual([]);
  });
});

describe("the reminder", () => {
  it("goes out once before the end, and not where it has been renewed", async () => {
    const { sme, typeId } = await gated({ validDays: "60" });
    const renewed = await makeMember(test.db, ["member"]);
    valueOf(await grantQualification(as(provider), typeId, grant(sme, "2026-10-01")));
    valueOf(await grantQualification(as(provider), typeId, grant(renewed, "2026-10-01")));
    valueOf(await grantQualification(as(provider), typeId, grant(renewed, "2026-11-20")));
    const ctx = contextOf(test.db, provider, fixedClock("2026-11-23T09:00:00+08:00"));
    expect(await remindExpiring(ctx)).toBeGreaterThan(0);
    const rows = await test.db.select().from(qualification).where(eq(qualification.typeId, typeId));
    expect(rows.filter(({ remindedAt }) => remindedAt).map(({ userId }) => userId)).toEqual([sme.user?.id]);
    expect(await remindExpiring(ctx)).toBe(0);
  });
});
