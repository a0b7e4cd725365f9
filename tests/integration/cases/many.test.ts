import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntry } from "#db/schema/shared.ts";
import { actOnMany } from "#app/domain/cases/act-on-many.server.ts";
import { openClue } from "#app/domain/cases/open-clue.server.ts";
import { casesWaiting } from "#app/domain/cases/waiting.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { as, type Cast, caseRow, clockAt, refer, regulator, stage, take } from "./world.ts";

let test: TestDatabase;
let cast: Cast;
let other: Actor;
const clock = clockAt("2026-11-23");

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
  other = await regulator(test.db, "officer");
});

afterAll(() => test.close());

const by = (actor: Actor) => as(test.db, actor, clock);
const reason = "承办人调整，请抓紧办理。";
const taken = async () => {
  const id = await refer(test.db, cast, clock);
  valueOf(await take(by(cast.officer), id, "accept"));
  return id;
};
const codes = (acted: Awaited<ReturnType<typeof actOnMany>>) =>
  Object.fromEntries(acted.map(({ id, problem }) => [id, problem?.code ?? "done"]));

async function clue(): Promise<string> {
  const about = { subjectId: cast.accused.organization?.id ?? "", title: "一再预约后未到场" };
  const account = "三个月内五次预约后未到场，未取消，见所列预约记录。";
  const { id } = await test.db.transaction((tx) =>
    openClue(tx, by(systemActor("job")), {
      ...about,
      ...{ account, offenceCode: "PU01", actFrom: "2026-08-01", actUntil: "2026-10-31" },
      ...{ kind: "repeated_no_show", causeType: "booking", causeId: randomUUID() },
    }),
  );
  return id;
}

describe("one act in several cases", () => {
  it("gives each to an officer on its own: not where that officer has stepped back, nor where there is no such case", async () => {
    const [fit, left, fresh, none] = [
      await taken(),
      await taken(),
      await refer(test.db, cast, clock),
      randomUUID(),
    ];
    valueOf(await take(by(cast.adjudicator), left, "assign", { officerId: other.user?.id }));
    valueOf(await take(by(other), left, "recuse"));
    const officerId = other.user?.id ?? "";
    const acted = await actOnMany(by(cast.adjudicator), {
      ...{ intent: "assign", id: [fit, left, fresh, fit, none], reason, officerId },
    });
    expect(codes(acted)).toEqual({ [fit]: "done", [left]: "invalid", [fresh]: "done", [none]: "not_found" });
    expect(acted.find(({ id }) => id === none)?.caseNo).toBe("");
    expect(acted.find(({ id }) => id === fit)?.caseNo).toBe((await caseRow(test.db, fit)).caseNo);
    expect((await caseRow(test.db, fit)).officerId).toBe(officerId);
    expect((await caseRow(test.db, left)).officerId).not.toBe(officerId);
  });

  it("is refused to an officer what is an adjudicator's, and to both another region's cases", async () => {
    const id = await taken();
    const everywhere = { intent: "remind" as const, id: [id], reason };
    expect(codes(await actOnMany(by(cast.officer), everywhere))).toEqual({ [id]: "forbidden" });
    const elsewhere = await regulator(test.db, "adjudicator", "3302");
    expect(codes(await actOnMany(by(elsewhere), everywhere))).toEqual({ [id]: "not_found" });
  });

  it("reminds the investigator with the reason in the log, and nobody where nobody investigates", async () => {
    const [id, fresh] = [await taken(), await refer(test.db, cast, clock)];
    const before = await caseRow(test.db, id);
    const acted = await actOnMany(by(cast.adjudicator), { intent: "remind", id: [id, fresh], reason });
    expect(codes(acted)).toEqual({ [id]: "done", [fresh]: "not_allowed_now" });
    const after = await caseRow(test.db, id);
    expect([after.state, after.deadline]).toEqual([before.state, before.deadline]);
    const [said] = await test.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entityId, id), eq(auditEntry.transition, "remind_officer")));
    expect(said?.reason).toBe(reason);
  });

  it("closes what the platform noticed by itself, and nothing that somebody reported", async () => {
    const [noticed, reported] = [await clue(), await refer(test.db, cast, clock)];
    const acted = await actOnMany(by(cast.officer), {
      intent: "close_clue",
      id: [noticed, reported],
      reason,
    });
    expect(codes(acted)).toEqual({ [noticed]: "done", [reported]: "not_a_clue" });
    expect((await caseRow(test.db, noticed)).state).toBe("rejected");
    expect((await caseRow(test.db, reported)).state).toBe("received");
  });
});

describe("what waits for a person", () => {
  it("is what is theirs to do, counted by deadline: not what others do, nor an adjudicator's own cases", async () => {
    const fresh = await stage(test.db);
    const [officer, chief] = [await regulator(test.db, "officer"), fresh.adjudicator];
    const [waits, elsewhere] = [async (who: Actor) => casesWaiting(by(who)), fresh.accused];
    const [before, of] = [await waits(officer), await waits(chief)];
    const id = await refer(test.db, cast, clock);
    expect((await waits(officer)).total).toBe(before.total + 1);
    valueOf(await take(by(cast.officer), id, "accept"));
    expect((await waits(officer)).total).toBe(before.total);
    valueOf(await take(by(cast.officer), id, "submit_unfounded"));
    expect((await waits(chief)).total).toBe(of.total + 1);
    clock.advance(60 * 86_400_000);
    expect((await waits(chief)).overdue).toBeGreaterThan(0);
    expect(await waits(elsewhere)).toMatchObject({ total: 0 });
  });
});
