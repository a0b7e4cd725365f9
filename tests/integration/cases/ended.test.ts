import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decision, objection, publication, rectification } from "#db/schema/cases.ts";
import { creditEvent } from "#db/schema/credit.ts";
import { organization } from "#db/schema/identity.ts";
import { extendObjection, sustainObjection } from "#app/domain/cases/objection/answer.server.ts";
import { fileObjection } from "#app/domain/cases/objection/file.server.ts";
import { publishDecision } from "#app/domain/cases/publication/publish.server.ts";
import { acceptRectification, returnRectification } from "#app/domain/cases/rectification/answer.server.ts";
import { reportRectification } from "#app/domain/cases/rectification/report.server.ts";
import { grantRepair, requestRepair } from "#app/domain/cases/repair/repair.server.ts";
import { settleCases } from "#app/domain/cases/settle.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { standingsOf } from "#app/domain/credit/queries.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { as, type Cast, clockAt, refer, regulator, stage, suspension, take } from "./world.ts";

let test: TestDatabase;
let cast: Cast;
let county: Actor;

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
  county = await regulator(test.db, "adjudicator", "330106");
});

afterAll(() => test.close());

const day = 86_400_000;
const long = "经重新核查原始记录、票据与有关人员的陈述，情况如下，供审理参考并据以作出处理。";
const card = { kind: "yellow_card", days: 60 };

type Clock = ReturnType<typeof clockAt>;

/** A case whose decision was just served: a suspension decided by the province unless other measures are given. */
async function served(clock: Clock, measures: readonly object[] = [suspension]) {
  const id = await refer(test.db, cast, clock);
  const step = async (who: Actor, name: Parameters<typeof take>[2], more = {}) =>
    valueOf(await take(as(test.db, who, clock), id, name, more));
  await step(cast.officer, "accept");
  await step(cast.officer, "notify", { measures });
  clock.advance(10 * day);
  await step(cast.officer, "submit");
  await step(cast.adjudicator, "decide", { measures });
  await step(cast.officer, "serve");
  return { id, step, decisionId: await lastDecision(id) };
}

async function lastDecision(caseId: string): Promise<string> {
  const rows = await test.db.select().from(decision).where(eq(decision.caseId, caseId)).orderBy(decision.n);
  return rows.findLast(({ kind }) => kind === "sanction" || kind === "changed")?.id ?? "";
}

async function putRight(clock: Clock, caseId: string): Promise<void> {
  const rows = await test.db.select().from(rectification).where(eq(rectification.caseId, caseId));
  const [open] = rows.filter(({ state }) => state === "ordered");
  valueOf(await reportRectification(as(test.db, cast.accused, clock), open?.id ?? "", { text: long }));
  valueOf(await acceptRectification(as(test.db, cast.officer, clock), open?.id ?? "", { answer: long }));
}

const askForRepair = async (clock: Clock, caseId: string) =>
  requestRepair(as(test.db, cast.accused, clock), caseId, { statement: long, promise: true });

const publish = (clock: Clock, decisionId: string) =>
  publishDecision(as(test.db, cast.officer, clock), decisionId, { facts: "" });

const object = async (clock: Clock, aboutId: string, about: "decision" | "credit_event" = "decision") =>
  valueOf(await fileObjection(as(test.db, cast.accused, clock), { about, aboutId, grounds: long })).id;

const gradeOf = async (clock: Clock) => {
  const id = cast.accused.organization?.id ?? "";
  return (await standingsOf(test.db, [id], clock.now())).get(id)?.grade;
};

it("is never published once it was revoked, changed, repaired or found wrong", async () => {
  const clock = clockAt("2026-03-02");
  const revoked = await served(clock);
  await revoked.step(cast.reviewer, "revoke");
  expect(problemOf(await publish(clock, revoked.decisionId)).code).toBe("decision_ended");

  const changed = await served(clock);
  await changed.step(cast.reviewer, "change", { measures: [{ ...suspension, days: 45 }] });
  expect(problemOf(await publish(clock, changed.decisionId)).code).toBe("decision_ended");
  valueOf(await publish(clock, await lastDecision(changed.id)));
  await changed.step(cast.third, "revoke");

  const wrong = await served(clock);
  const objected = await object(clock, wrong.decisionId);
  valueOf(await sustainObjection(as(test.db, cast.reviewer, clock), objected, { answer: long }));
  expect(problemOf(await publish(clock, wrong.decisionId)).code).toBe("decision_ended");

  const repaired = await served(clock, [card]);
  await putRight(clock, repaired.id);
  clock.advance(370 * day);
  const asked = valueOf(await askForRepair(clock, repaired.id));
  valueOf(await grantRepair(as(test.db, cast.adjudicator, clock), asked.id, { answer: long }));
  expect(problemOf(await publish(clock, repaired.decisionId)).code).toBe("decision_ended");

  const row = { decisionId: revoked.decisionId, class: "serious" as const, from: clock.now() };
  const until = new Date(clock.now().getTime() + day);
  const by = test.db.insert(publication).values({ ...row, until });
  await expect(by).rejects.toMatchObject({ cause: { constraint: "publication_of_decision_in_force" } });
});

it("keeps, when a review changes it, the end of publication and the wait for repair that it had", async () => {
  const clock = clockAt("2026-03-02");
  const { id, step } = await served(clock);
  const first = clock.now();
  await step(cast.accused, "apply_for_review");
  clock.advance(60 * day);
  await step(cast.reviewer, "change", { class: "general", measures: [{ ...suspension, days: 80 }] });
  const changed = await lastDecision(id);
  valueOf(await publish(clock, changed));
  const [row] = await test.db.select().from(publication).where(eq(publication.decisionId, changed));
  expect(row?.until).toEqual(new Date(first.getTime() + 365 * day));
  await putRight(clock, id);
  clock.advance(29 * day);
  expect(problemOf(await askForRepair(clock, id)).params).toEqual({
    at: new Date(first.getTime() + 90 * day).toISOString(),
  });
  clock.advance(day);
  const asked = valueOf(await askForRepair(clock, id));
  valueOf(await grantRepair(as(test.db, cast.adjudicator, clock), asked.id, { answer: long }));
});

it("is found wrong or repaired by nobody who stands below whoever decided it", async () => {
  const clock = clockAt("2026-03-02");
  const { id, decisionId } = await served(clock);
  const objected = await object(clock, decisionId);
  const low = await sustainObjection(as(test.db, county, clock), objected, { answer: long });
  expect(problemOf(low).code).toBe("level_too_low");
  await putRight(clock, id);
  clock.advance(370 * day);
  const asked = valueOf(await askForRepair(clock, id));
  const repairedLow = await grantRepair(as(test.db, county, clock), asked.id, { answer: long });
  expect(problemOf(repairedLow).code).toBe("level_too_low");
  valueOf(await sustainObjection(as(test.db, cast.reviewer, clock), objected, { answer: long }));
});

it("is objected to where it was decided, also after its subject has moved, by nobody who had a part", async () => {
  const clock = clockAt("2026-03-02");
  const { decisionId } = await served(clock);
  const moved = { ...cast.accused.organization, regionCode: "330203" };
  const subjectId = cast.accused.organization?.id ?? "";
  await test.db.update(organization).set({ regionCode: "330203" }).where(eq(organization.id, subjectId));
  const accused = { ...cast.accused, organization: moved } as Actor;
  const filed = valueOf(
    await fileObjection(as(test.db, accused, clock), {
      about: "decision",
      aboutId: decisionId,
      grounds: long,
    }),
  );
  const [row] = await test.db.select().from(objection).where(eq(objection.id, filed.id));
  expect(row?.regionCode).toBe("330106");
  const late = await extendObjection(as(test.db, cast.adjudicator, clock), filed.id, { reason: long });
  expect(problemOf(late).code).toBe("took_part");
  await test.db.update(organization).set({ regionCode: "330106" }).where(eq(organization.id, subjectId));
  valueOf(await sustainObjection(as(test.db, cast.reviewer, clock), filed.id, { answer: long }));
});

it("that was repaired and is then found wrong leaves no bad record that was put right", async () => {
  const clock = clockAt("2031-03-03");
  const { id, decisionId } = await served(clock, [card]);
  await putRight(clock, id);
  clock.advance(370 * day);
  const asked = valueOf(await askForRepair(clock, id));
  valueOf(await grantRepair(as(test.db, cast.adjudicator, clock), asked.id, { answer: long }));
  expect(await gradeOf(clock)).toBe("B");
  const [event] = await test.db.select().from(creditEvent).where(eq(creditEvent.causeId, decisionId));
  const objected = await object(clock, event?.id ?? "", "credit_event");
  valueOf(await sustainObjection(as(test.db, cast.reviewer, clock), objected, { answer: long }));
  expect(await gradeOf(clock)).toBe("A");
});

it("leaves the accused the time that an officer took to send a rectification back", async () => {
  const clock = clockAt("2026-10-26");
  const { id } = await served(clock, [card]);
  const due = async () => {
    const [row] = await test.db.select().from(rectification).where(eq(rectification.caseId, id));
    if (!row) throw new Error("nothing has to be put right");
    return row;
  };
  const ordered = await due();
  clock.set(new Date(ordered.dueAt.getTime() - 2 * day));
  valueOf(await reportRectification(as(test.db, cast.accused, clock), ordered.id, { text: long }));
  clock.set(new Date(ordered.dueAt.getTime() + 3 * day));
  valueOf(await returnRectification(as(test.db, cast.officer, clock), ordered.id, { answer: long }));
  clock.advance(day);
  await settleCases(as(test.db, systemActor("job"), clock));
  const returned = await due();
  expect(returned).toMatchObject({ state: "returned", deadline: returned.dueAt });
  expect(returned.dueAt.getTime() - ordered.dueAt.getTime()).toBeGreaterThanOrEqual(8 * day);
});
