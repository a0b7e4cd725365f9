import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  assessmentCycle,
  assessmentProposal,
  assessmentSubject,
  cardRectification,
} from "#db/schema/assessment.ts";
import { misconductCase } from "#db/schema/cases.ts";
import { measure } from "#db/schema/credit.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { adoptProposal } from "#app/domain/assessment/decide-proposal.server.ts";
import { missCardRectifications } from "#app/domain/assessment/rectification/miss.server.ts";
import {
  cardRectificationsOf,
  type CardRectification,
} from "#app/domain/assessment/rectification/queries.server.ts";
import {
  acceptCardRectification,
  reportCardRectification,
  returnCardRectification,
} from "#app/domain/assessment/rectification/step.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { inspectUpload, proofRules } from "#app/runtime/files.server.ts";
import { makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { as as at, publishedRules, regulator } from "./world.ts";

let test: TestDatabase;
let officer: Actor;
let reviewer: Actor;
let setId: string;

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  officer = await regulator(test.db, "officer");
  reviewer = await regulator(test.db, "adjudicator");
  setId = await publishedRules(test.db);
});

afterAll(() => test.close());

const as = (actor: Actor, day: string) => at(test.db, actor, day);
const because = { reason: "整改情况属实。" };
const report = { text: "已补报全部开放时间并修订管理制度。" };

let years = 2024;

/** A card that was adopted on 2 April 2026, so that it has to be put right by the end of 1 July. */
async function carded(): Promise<{ owner: Actor; cycleId: string; id: string }> {
  const owner = await makeMember(test.db, ["owner"], "university");
  const organizationId = owner.organization?.id ?? "";
  years -= 1;
  const cycle = await test.db.transaction(async (tx) => {
    // How the result came about is no matter here.
    await tx.execute("set local session_replication_role = replica");
    const [made] = await tx
      .insert(assessmentCycle)
      .values({
        ...{ track: "provider", year: years, regionCode: "330000", setId, state: "result_confirmed" },
        ...{ periodFrom: `${years}-01-01`, periodTo: `${years}-12-31`, createdBy: officer.user?.id ?? "" },
        ...{ scoredBy: officer.user?.id, confirmedBy: reviewer.user?.id },
      })
      .returning();
    return made?.id ?? "";
  });
  const [subject] = await test.db
    .insert(assessmentSubject)
    .values({ cycleId: cycle, organizationId, standing: "listed", rank: 9 })
    .returning();
  const [proposal] = await test.db
    .insert(assessmentProposal)
    .values({
      ...{ cycleId: cycle, subjectId: subject?.id ?? "", organizationId, kind: "yellow_card" },
      ...{ reasons: [{ code: "last", params: { count: 3 } }], scoredBy: officer.user?.id ?? "" },
    })
    .returning();
  valueOf(await adoptProposal(as(reviewer, "2026-04-02"), proposal?.id ?? "", because));
  return { owner, cycleId: cycle, id: (await rowOf(cycle)).id };
}

async function rowOf(cycleId: string): Promise<CardRectification> {
  const [row] = await cardRectificationsOf(test, cycleId);
  if (!row) throw new Error("nothing is asked for");
  return row;
}

const miss = (day: string) => missCardRectifications(as(systemActor("job"), day));
const clues = ({ organization }: Actor) =>
  test.db
    .select()
    .from(misconductCase)
    .where(eq(misconductCase.subjectId, organization?.id ?? ""));

it("is asked for when a card is adopted, reported with evidence, sent back, reported again and accepted", async () => {
  const { owner, cycleId, id } = await carded();
  expect(await rowOf(cycleId)).toMatchObject({ state: "ordered", dueAt: new Date("2026-07-01T16:00:00Z") });
  const pdf = new File(["%PDF-1.7\n整改\n%%EOF"], "整改报告.pdf", { type: "application/pdf" });
  const evidence = [valueOf(await inspectUpload(pdf, proofRules))];
  const stranger = await makeMember(test.db, ["owner"], "university");
  const elsewhere = { ...reviewer, regionPrefixes: ["32"] };
  const early = await reportCardRectification(as(stranger, "2026-05-06"), id, report);
  expect(problemOf(early).code).toBe("not_found");
  valueOf(await reportCardRectification(as(owner, "2026-05-06"), id, report, evidence));
  const [file] = (await rowOf(cycleId)).files;
  expect(file?.name).toBe("整改报告.pdf");
  for (const actor of [owner, reviewer])
    valueOf(await findReadableFile(as(actor, "2026-05-06"), file?.id ?? ""));
  for (const actor of [stranger, elsewhere])
    expect(problemOf(await findReadableFile(as(actor, "2026-05-06"), file?.id ?? "")).code).toBe("not_found");
  expect(problemOf(await acceptCardRectification(as(owner, "2026-05-07"), id, because)).code).toBe(
    "own_organization",
  );
  expect(problemOf(await acceptCardRectification(as(elsewhere, "2026-05-07"), id, because)).code).toBe(
    "not_found",
  );
  valueOf(await returnCardRectification(as(reviewer, "2026-05-07"), id, { reason: "收费标准未公布。" }));
  expect(await rowOf(cycleId)).toMatchObject({
    state: "returned",
    // One day later than ordered: that is how long the answer took.
    deadline: new Date("2026-07-02T16:00:00Z"),
  });
  valueOf(await reportCardRectification(as(owner, "2026-06-30"), id, report));
  expect(await miss("2026-07-03")).toEqual({ card_rectification: 0 });
  valueOf(await acceptCardRectification(as(officer, "2026-07-03"), id, because));
  expect(await miss("2027-07-03")).toEqual({ card_rectification: 0 });
  expect(await clues(owner)).toEqual([]);
});

it("is put before a person, once, where nobody reported in time, and may still be reported", async () => {
  const { owner, cycleId, id } = await carded();
  expect(await miss("2026-07-01")).toEqual({ card_rectification: 0 });
  expect(await miss("2026-07-02")).toEqual({ card_rectification: 1 });
  expect(await miss("2026-07-03")).toEqual({ card_rectification: 0 });
  expect((await rowOf(cycleId)).state).toBe("missed");
  expect(await clues(owner)).toMatchObject([
    { state: "received", clueKind: "missed_rectification", offenceCode: "PU06", causeId: id },
  ]);
  expect(await test.db.select().from(measure)).toEqual([]);
  valueOf(await reportCardRectification(as(owner, "2026-07-10"), id, report));
  valueOf(await acceptCardRectification(as(officer, "2026-07-11"), id, because));
  expect((await rowOf(cycleId)).state).toBe("accepted");
  const [row] = await test.db.select().from(cardRectification).where(eq(cardRectification.id, id));
  expect(row?.answeredById).toBe(officer.user?.id);
});

it("keeps the time that the answer took for its subject, and some working days at least", async () => {
  const { owner, cycleId, id } = await carded();
  const dueOf = async () => {
    const { dueAt, deadline, state } = await rowOf(cycleId);
    return { state, dueAt: dueAt.toISOString(), deadline: deadline?.toISOString() };
  };
  // Ten days were left when it was reported; the answer came after the last day.
  valueOf(await reportCardRectification(as(owner, "2026-06-21"), id, report));
  valueOf(await returnCardRectification(as(reviewer, "2026-07-06"), id, because));
  expect(await miss("2026-07-06")).toEqual({ card_rectification: 0 });
  const at = "2026-07-16T16:00:00.000Z";
  expect(await dueOf()).toEqual({ state: "returned", dueAt: at, deadline: at });
  // Reported on the last day and sent back the day after: five working days are left.
  valueOf(await reportCardRectification(as(owner, "2026-07-16"), id, report));
  valueOf(await returnCardRectification(as(reviewer, "2026-07-17"), id, because));
  expect(await dueOf()).toMatchObject({ dueAt: "2026-07-24T16:00:00.000Z" });
  expect(await miss("2026-07-24")).toEqual({ card_rectification: 0 });
  expect(await miss("2026-07-25")).toEqual({ card_rectification: 1 });
});
