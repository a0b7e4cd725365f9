import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decision, decisionService, misconductCase } from "#db/schema/cases.ts";
import { measure } from "#db/schema/credit.ts";
import { caseStates } from "#db/schema/vocabulary.ts";
import { pgError } from "#db/errors.ts";
import { type CaseStep, caseCommands } from "#app/domain/cases/commands.server.ts";
import { caseProcess } from "#app/domain/cases/states.ts";
import { findTransition, isIn } from "#app/domain/process.ts";
import type { Actor } from "#app/domain/context.ts";
import { type Action, may } from "#app/domain/identity/permissions.ts";
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import { makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ofTheAccused, takeByApi } from "./by-api.ts";
import {
  as,
  brought,
  type Cast,
  caseRow,
  clockAt,
  refer,
  regulator,
  restricting,
  stage,
  take,
} from "./world.ts";

let test: TestDatabase;
let cast: Cast;
let outsider: Actor;
let auditor: Actor;
let noticed: string;

const clock = clockAt("2026-10-20");

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
  outsider = await regulator(test.db, "officer", "3303");
  auditor = { ...(await makeMember(test.db, ["auditor"], "government")), regionPrefixes: [] };
  noticed = await brought(test.db, cast, clock, "decided");
});

afterAll(() => test.close());

const steps = Object.keys(caseCommands).filter((name): name is CaseStep => Object.hasOwn(caseCommands, name));

/** Puts the case where it is wanted, past every command: only the state is looked at first. */
const stand = (state: string) =>
  test.db.update(misconductCase).set({ state }).where(eq(misconductCase.id, noticed));

const extra = (step: CaseStep): Record<string, unknown> => {
  if (step === "assign") return { officerId: cast.colleague.user?.id };
  if (step === "schedule_hearing")
    return { at: "2027-01-20T09:00:00+08:00", place: "听证室", chairId: cast.third.user?.id };
  return {};
};

const codeOf = (result: Result<void>): string => (result.ok ? "taken" : result.problem.code);

/** What the API asks of whoever knocks at a step's door. */
function accessOf(step: CaseStep): Action {
  const side = ofTheAccused.includes(step) ? "own-cases" : "cases";
  const found = endpoints.find(({ method, path }) => method === "POST" && path === `/${side}/{id}/${step}`);
  if (!found || found.access === "public" || found.access === "user") throw new Error(`no door of ${step}`);
  return found.access;
}

describe("the table of steps", () => {
  it("has a command for every step that a person takes, asking for what the table says", () => {
    const people = caseProcess.transitions.filter(({ by }) => !by.includes("clock"));
    expect(steps.toSorted()).toEqual(people.map(({ name }) => name).toSorted());
    for (const { name, inputs } of people)
      expect(Object.entries(caseCommands).find(([step]) => step === name)?.[1].input).toBe(inputs);
  });

  it("refuses everybody whose step it is not, in every state, and changes nothing", async () => {
    const before = await caseRow(test.db, noticed);
    const wrong: string[] = [];
    const roles: [string, Actor, readonly string[]][] = [
      ["officer of another region", outsider, []],
      ["auditor", auditor, []],
      ["bystander", cast.complainant, []],
      ["accused", cast.accused, ["subject"]],
      ["colleague", cast.colleague, ["officer"]],
      ["investigator", cast.officer, ["officer", "investigator"]],
      ["adjudicator", cast.adjudicator, ["adjudicator"]],
    ];
    for (const state of caseStates) {
      await stand(state);
      const tried = steps.flatMap((step) =>
        roles.map(async ([name, actor, parties]) => {
          const transition = findTransition(caseProcess, step);
          const mayTake = transition?.by.some((party) => parties.includes(party)) ?? false;
          if (mayTake && isIn(transition?.from ?? [], state)) return;
          const hidden = parties.length === 0 && name !== "auditor";
          const expected = hidden ? "not_found" : mayTake ? "not_allowed_now" : "forbidden";
          const ctx = as(test.db, actor, clock);
          const code = codeOf(await take(ctx, noticed, step, extra(step)));
          if (code !== expected) wrong.push(`${name} ${step} in ${state}: ${code}, not ${expected}`);
          const outside = may(actor, accessOf(step)) ? expected : "forbidden";
          const byApi = codeOf(await takeByApi(ctx, noticed, step, extra(step)));
          if (byApi !== outside) wrong.push(`${name} POST ${step} in ${state}: ${byApi}, not ${outside}`);
        }),
      );
      await Promise.all(tried);
    }
    await stand(before.state);
    expect(wrong).toEqual([]);
    expect(await caseRow(test.db, noticed)).toEqual(before);
  });
});

describe("separation of duties", () => {
  it("keeps whoever investigated from deciding, also after the case was handed over", async () => {
    const at = clockAt("2026-10-20");
    const both: Actor = { ...cast.officer, roles: ["officer", "adjudicator"] };
    const id = await brought(test.db, cast, at, "proposed");
    expect(problemOf(await take(as(test.db, both, at), id, "decide", restricting)).code).toBe(
      "conflict_investigated",
    );
    valueOf(await take(as(test.db, cast.adjudicator, at), id, "return"));
    const assigned = { officerId: cast.colleague.user?.id };
    valueOf(await take(as(test.db, cast.adjudicator, at), id, "assign", assigned));
    expect(problemOf(await take(as(test.db, cast.colleague, at), id, "submit_unfounded")).code).toBe(
      "conflict_undeclared",
    );
    valueOf(await take(as(test.db, cast.colleague, at), id, "declare"));
    valueOf(await take(as(test.db, cast.colleague, at), id, "submit_unfounded"));
    expect(problemOf(await take(as(test.db, both, at), id, "dismiss")).code).toBe("conflict_investigated");
  });

  it("keeps off whoever was taken off, complained, or belongs to a side", async () => {
    const at = clockAt("2026-10-20");
    const id = await refer(test.db, cast, at);
    await take(as(test.db, cast.officer, at), id, "accept");
    valueOf(await take(as(test.db, cast.officer, at), id, "recuse"));
    const back = { officerId: cast.officer.user?.id };
    const refused = problemOf(await take(as(test.db, cast.adjudicator, at), id, "assign", back));
    expect(refused.errors).toEqual([{ path: "officerId", code: "person_recused" }]);
    const unfit = { officerId: cast.accused.user?.id };
    expect(
      problemOf(await take(as(test.db, cast.adjudicator, at), id, "assign", unfit)).errors?.[0]?.code,
    ).toBe("person_not_competent");
    await test.db
      .update(misconductCase)
      .set({ complainantId: cast.adjudicator.user?.id })
      .where(eq(misconductCase.id, id));
    const given = { officerId: cast.colleague.user?.id };
    expect(problemOf(await take(as(test.db, cast.adjudicator, at), id, "assign", given)).code).toBe(
      "conflict_complainant",
    );
  });

  it("asks for the level that a measure needs", async () => {
    const at = clockAt("2026-03-02");
    const id = await refer(test.db, cast, at);
    const listed = { class: "serious", measures: [{ kind: "blacklist", days: 400 }] };
    valueOf(await take(as(test.db, cast.officer, at), id, "accept"));
    valueOf(await take(as(test.db, cast.officer, at), id, "notify", listed));
    at.advance(14 * 86_400_000);
    valueOf(await take(as(test.db, cast.officer, at), id, "submit"));
    expect(problemOf(await take(as(test.db, cast.city, at), id, "decide", listed)).code).toBe(
      "level_too_low",
    );
    valueOf(await take(as(test.db, cast.adjudicator, at), id, "decide", listed));
  });

  it("holds against whoever writes SQL", async () => {
    const at = clockAt("2026-10-20");
    const id = await brought(test.db, cast, at, "decided");
    const [made] = await test.db.select().from(decision).where(eq(decision.caseId, id));
    if (!made) throw new Error("no decision");
    const violated = async (work: () => Promise<unknown>) => {
      try {
        await work();
        return "done";
      } catch (error) {
        return pgError(error)?.constraint ?? String(error);
      }
    };
    const set = (values: Partial<typeof misconductCase.$inferInsert>) =>
      violated(() => test.db.update(misconductCase).set(values).where(eq(misconductCase.id, id)));
    const [officer, decider] = [cast.officer.user?.id, cast.adjudicator.user?.id];
    expect(await set({ deciderId: officer })).toBe("misconduct_case_officer_decider");
    expect(await set({ reviewerId: officer })).toBe("misconduct_case_officer_reviewer");
    expect(await set({ reviewerId: decider })).toBe("misconduct_case_decider_reviewer");
    expect(await set({ chairId: officer })).toBe("misconduct_case_officer_chair");
    const again = { ...made, id: undefined, n: 2, documentNo: "伪决〔2026〕1号" };
    await set({ officerId: cast.colleague.user?.id });
    const forged = violated(() => test.db.insert(decision).values({ ...again, signerId: officer ?? "" }));
    expect(await forged).toBe("decision_signer");
    const laid = {
      organizationId: cast.accused.organization?.id ?? "",
      kind: "booking_restriction" as const,
      from: at.now(),
      until: new Date(at.now().getTime() + 86_400_000),
      decisionId: made.id,
      decidedMeasureId: crypto.randomUUID(),
      caseNo: made.documentNo,
    };
    expect(await violated(() => test.db.insert(measure).values(laid))).toBe("measure_of_served_decision");
    const changed = violated(() =>
      test.db.execute(sql`update decision set facts = '改' where id = ${made.id}`),
    );
    expect(await changed).not.toBe("done");
    expect(
      await test.db.select().from(decisionService).where(eq(decisionService.decisionId, made.id)),
    ).toEqual([]);
  });
});
