import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decision, misconductCase, objection, publicationWithdrawal } from "#db/schema/cases.ts";
import { creditEvent } from "#db/schema/credit.ts";
import {
  dismissObjection,
  extendObjection,
  sustainObjection,
  withdrawObjection,
} from "#app/domain/cases/objection/answer.server.ts";
import { casePage } from "#app/domain/cases/case-page.server.ts";
import { fileObjection } from "#app/domain/cases/objection/file.server.ts";
import { findObjection, objectionQueue, ownObjections } from "#app/domain/cases/objection/queries.server.ts";
import { publishServed } from "#app/domain/cases/publication/publish.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { recordOf } from "#app/domain/credit/record/record.server.ts";
import { publishedDecision } from "#app/domain/credit/register/one.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layDecided } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let adjudicator: Actor;
let officer: Actor;

beforeAll(async () => {
  test = await testDatabase();
  adjudicator = { ...(await makeMember(test.db, ["adjudicator"], "government")), regionPrefixes: ["33"] };
  officer = { ...(await makeMember(test.db, ["officer"], "government")), regionPrefixes: ["33"] };
});

afterAll(() => test.close());

const thursday = "2026-11-05T09:00:00+08:00";
const as = (actor: Actor, at = thursday) => contextOf(test.db, actor, fixedClock(at));
const grounds = "该报告系委托方提供的数据，本单位没有伪造。";
const answer = { answer: "经核查，原始记录与报告一致。" };

/** A published decision with its event in the integrity record. */
async function published() {
  const subject = await makeMember(test.db, ["owner"]);
  const organizationId = subject.organization?.id ?? "";
  const from = new Date("2026-11-02T09:00:00+08:00");
  const { decisionId } = await layDecided(test.db, { organizationId, kind: "yellow_card", from });
  await test.db.transaction((tx) => publishServed(tx, as(officer), decisionId, { facts: "" }));
  const of = { organizationId, record: "integrity" as const, code: "RI02", class: "serious" as const };
  const cause = { causeType: "decision", causeId: decisionId };
  const [event] = await test.db
    .insert(creditEvent)
    .values({ ...of, from, ...cause })
    .returning();
  return { subject, decisionId, organizationId, eventId: event?.id ?? "" };
}

const file = (actor: Actor, aboutId: string, about: "decision" | "credit_event" = "decision") =>
  fileObjection(as(actor), { about, aboutId, grounds });

describe("an objection", () => {
  it("is filed by an owner of the subject about its own record, marked at once, and due in five working days", async () => {
    const { subject, decisionId } = await published();
    const stranger = await makeMember(test.db, ["owner"]);
    const member = subject.organization && (await addColleague(test.db, subject.organization, ["member"]));
    if (!member) throw new Error("no colleague");
    expect(problemOf(await file(stranger, decisionId)).code).toBe("not_found");
    expect(problemOf(await file(member, decisionId)).code).toBe("forbidden");
    const { id } = valueOf(await file(subject, decisionId));
    expect((await publishedDecision(as(subject), decisionId))?.underObjection).toBe(true);
    expect(valueOf(await findObjection(as(adjudicator), id)).objection.deadline).toEqual(
      new Date("2026-11-13T00:00:00+08:00"),
    );
    expect(problemOf(await file(subject, decisionId)).code).toBe("objection_open");
    expect(problemOf(await findObjection(as(stranger), id)).code).toBe("not_found");
    expect((await ownObjections(as(member))).items).toHaveLength(1);
    expect((await objectionQueue(as(adjudicator), "open")).items.map((item) => item.objection.id)).toContain(
      id,
    );
    valueOf(await withdrawObjection(as(subject), id));
    expect((await publishedDecision(as(subject), decisionId))?.underObjection).toBe(false);
  });

  it("about something complex is answered within twenty working days in all, extended once", async () => {
    const { subject, decisionId } = await published();
    const { id } = valueOf(await file(subject, decisionId));
    const later = as(adjudicator, "2026-11-10T09:00:00+08:00");
    valueOf(await extendObjection(later, id, { reason: "需向数据来源单位核实" }));
    expect(valueOf(await findObjection(later, id)).objection).toMatchObject({
      complex: true,
      state: "filed",
      deadline: new Date("2026-12-04T00:00:00+08:00"),
    });
    expect(problemOf(await extendObjection(later, id, { reason: "仍需核实" })).code).toBe("already_complex");
  });

  it("that is sustained takes the publication out of the register and the event out of the grade", async () => {
    const { subject, decisionId, organizationId } = await published();
    const { id } = valueOf(await file(subject, decisionId));
    expect((await recordOf(as(subject), organizationId)).grade).toBe("D");
    expect(problemOf(await sustainObjection(as(officer), id, answer)).code).toBe("forbidden");
    valueOf(await sustainObjection(as(adjudicator), id, answer));
    expect(await publishedDecision(as(subject), decisionId)).toBeUndefined();
    expect(await test.db.select().from(publicationWithdrawal)).toMatchObject([{ reason: "corrected" }]);
    const { grade, events } = await recordOf(as(subject), organizationId);
    expect(grade).toBe("A");
    expect(events).toMatchObject([{ state: "correct", changeReason: answer.answer }]);
    expect(problemOf(await dismissObjection(as(adjudicator), id, answer)).code).toBe("not_allowed_now");
  });

  it("that is sustained leaves the measure to a decision of its own, of which the case's page reminds", async () => {
    const { subject, decisionId } = await published();
    const [decided] = await test.db.select().from(decision).where(eq(decision.id, decisionId));
    const left = async (at: string) => {
      const page = valueOf(await casePage(as(adjudicator, at), decided?.caseId ?? ""));
      return page.left;
    };
    const { id } = valueOf(await file(subject, decisionId));
    expect(await left(thursday)).toBeUndefined();
    valueOf(await sustainObjection(as(adjudicator), id, answer));
    expect(await left(thursday)).toEqual({ at: new Date(thursday), kinds: ["yellow_card"] });
    expect(await left("2029-11-05T09:00:00+08:00")).toBeUndefined();
    expect(valueOf(await casePage(as(subject), decided?.caseId ?? "")).left).toBeUndefined();
  });

  it("about an event marks the decision behind it, and dismissed leaves everything as it was", async () => {
    const { subject, decisionId, organizationId, eventId } = await published();
    const { id } = valueOf(await file(subject, eventId, "credit_event"));
    expect((await publishedDecision(as(subject), decisionId))?.underObjection).toBe(true);
    valueOf(await dismissObjection(as(adjudicator), id, answer));
    expect(await publishedDecision(as(subject), decisionId)).toMatchObject({ underObjection: false });
    expect((await recordOf(as(subject), organizationId)).grade).toBe("D");
  });

  it("is answered by nobody who had a part in the case, in the API or in SQL", async () => {
    const { subject, decisionId, organizationId } = await published();
    const { id } = valueOf(await file(subject, decisionId));
    const [found] = await test.db
      .select()
      .from(misconductCase)
      .where(eq(misconductCase.subjectId, organizationId));
    const decider = { ...adjudicator, user: { id: found?.deciderId ?? "", name: "决定人", email: "d@test" } };
    expect(problemOf(await dismissObjection(as(decider), id, answer)).code).toBe("took_part");
    const answeredById = subject.user?.id ?? "";
    await expect(
      test.db.update(objection).set({ answeredById }).where(eq(objection.id, id)),
    ).rejects.toMatchObject({ cause: { constraint: "objection_answered_by_another" } });
  });
});
