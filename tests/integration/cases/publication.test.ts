import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publication } from "#db/schema/cases.ts";
import { publishDecision } from "#app/domain/cases/publication/publish.server.ts";
import { withdrawPublication, withdrawPublished } from "#app/domain/cases/publication/withdraw.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layDecided } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let officer: Actor;
let adjudicator: Actor;

beforeAll(async () => {
  test = await testDatabase();
  officer = { ...(await makeMember(test.db, ["officer"], "government")), regionPrefixes: ["33"] };
  adjudicator = { ...(await makeMember(test.db, ["adjudicator"], "government")), regionPrefixes: ["33"] };
});

afterAll(() => test.close());

const served = new Date("2026-11-02T09:00:00+08:00");
const as = (actor: Actor, at = "2026-11-05T09:00:00+08:00") => contextOf(test.db, actor, fixedClock(at));
const daysAfter = (days: number) => new Date(served.getTime() + days * 86_400_000);

async function decided() {
  const subject = await makeMember(test.db, ["owner"]);
  const organizationId = subject.organization?.id ?? "";
  return {
    subject,
    organizationId,
    ...(await layDecided(test.db, { organizationId, kind: "blacklist", from: served })),
  };
}

const publicationOf = async (decisionId: string) =>
  (await test.db.select().from(publication).where(eq(publication.decisionId, decisionId)))[0];

describe("a served decision", () => {
  it("is published from now until the end of its class's time, counted from service, for the organisation of its case", async () => {
    const { decisionId, organizationId } = await decided();
    valueOf(await publishDecision(as(officer), decisionId, { facts: "" }));
    expect(await publicationOf(decisionId)).toMatchObject({
      subjectId: organizationId,
      regionCode: "330106",
      class: "serious",
      until: daysAfter(1095),
    });
    expect(problemOf(await publishDecision(as(officer), decisionId, { facts: "" })).code).toBe(
      "published_already",
    );
  });

  it("is never published for less than its class asks for, nor longer than it allows", async () => {
    for (const [days, kept] of [
      [1, 365],
      [400, 400],
      [9999, 1095],
    ] as const) {
      const { decisionId } = await decided();
      valueOf(await publishDecision(as(officer), decisionId, { facts: "", days }));
      expect((await publicationOf(decisionId))?.until).toEqual(daysAfter(kept));
    }
  });

  it("is not published with the name or a number of a natural person", async () => {
    const { decisionId } = await decided();
    for (const facts of ["承办人查明该单位伪造数据。", "联系电话13812345678。", "证件33010619900101123X"])
      expect(problemOf(await publishDecision(as(officer), decisionId, { facts })).code, facts).toBe(
        "names_person",
      );
    valueOf(await publishDecision(as(officer), decisionId, { facts: "该单位伪造3份检测报告。" }));
  });

  it("is published by an officer of its region, and to others is not there", async () => {
    const { decisionId, subject } = await decided();
    expect(problemOf(await publishDecision(as(adjudicator), decisionId, { facts: "" })).code).toBe(
      "forbidden",
    );
    for (const actor of [subject, { ...officer, regionPrefixes: ["3302"] }])
      expect(problemOf(await publishDecision(as(actor), decisionId, { facts: "" })).code).toBe("not_found");
  });
});

describe("a publication", () => {
  it("is withdrawn once, by an adjudicator of its region or within another command", async () => {
    const { decisionId } = await decided();
    expect(problemOf(await withdrawPublication(as(adjudicator), decisionId, { note: "有误" })).code).toBe(
      "not_published",
    );
    valueOf(await publishDecision(as(officer), decisionId, { facts: "" }));
    expect(problemOf(await withdrawPublication(as(officer), decisionId, { note: "有误" })).code).toBe(
      "forbidden",
    );
    valueOf(await withdrawPublication(as(adjudicator), decisionId, { note: "有误" }));
    const again = test.db.transaction((tx) =>
      withdrawPublished(tx, as(adjudicator), decisionId, { reason: "repaired", note: "" }),
    );
    expect(await again).toBe(false);
    expect(problemOf(await publishDecision(as(officer), decisionId, { facts: "" })).code).toBe(
      "published_already",
    );
  });
});
