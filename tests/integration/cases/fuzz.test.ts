import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaseStep, caseCommands } from "#app/domain/cases/commands.server.ts";
import { settleCases } from "#app/domain/cases/settle.server.ts";
import { caseProcess } from "#app/domain/cases/states.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { takeByApi } from "./by-api.ts";
import { as, blacklist, type Cast, caseRow, clockAt, refer, stage, suspension, take } from "./world.ts";

let test: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
});

afterAll(() => test.close());

const day = 86_400_000;
const isStep = (name: string): name is CaseStep => Object.hasOwn(caseCommands, name);
const steps = Object.keys(caseCommands).filter(isStep);

/** One thing that somebody tries: mostly what the table offers them, sometimes anything. */
const attempt = fc.record({
  who: fc.nat(),
  step: fc.nat(),
  anything: fc.integer({ min: 0, max: 9 }),
  /** By a command, or by an HTTP request to the API with the same person's token. */
  byApi: fc.boolean(),
  wait: fc.constantFrom(0, 0, 0, 0.2, 1, 4, 12, 20),
  measures: fc.constantFrom(
    [suspension],
    [blacklist],
    [{ kind: "suspension", days: 30 }],
    [suspension, blacklist],
  ),
  class: fc.constantFrom("general", "serious"),
});

type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

const nth = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

async function tries(id: string, clock: ReturnType<typeof clockAt>, one: Attempt): Promise<string> {
  clock.advance(one.wait * day);
  const row = await caseRow(test.db, id);
  const people: Actor[] = Object.values(cast);
  const able = people.filter((actor) => allowedTransitions(caseProcess, actor, row).length > 0);
  const actor = nth(one.anything === 0 || able.length === 0 ? people : able, one.who) ?? cast.officer;
  const offered = allowedTransitions(caseProcess, actor, row)
    .map(({ name }) => name)
    .filter(isStep)
    // What ends a case early or takes people off it is tried as part of anything.
    .filter((name) => !["recuse", "reject", "assign", "dismiss", "submit_unfounded"].includes(name));
  const step = nth(one.anything === 0 || offered.length === 0 ? steps : offered, one.step) ?? "record";
  const found = ["notify", "decide", "change"].includes(step)
    ? { measures: one.measures, class: one.class }
    : {};
  const at = new Date(clock.now().getTime() + 16 * day).toISOString();
  const named = nth(people, one.step)?.user?.id;
  const extra =
    step === "assign"
      ? { officerId: named }
      : step === "schedule_hearing"
        ? { at, place: "听证室", chairId: named }
        : found;
  const result = await (one.byApi ? takeByApi : take)(as(test.db, actor, clock), id, step, extra);
  return result.ok ? step : result.problem.code;
}

/** Measures that stand on no served and signed decision, closed defence, held hearing, other person and basis. */
const unlawful = () =>
  test.db.execute<{ id: string }>(sql`
    select m.id from measure m where not exists (
      select 1 from decided_measure dm
        join decision d on d.id = dm.decision_id
        join decision_service s on s.decision_id = d.id
        join misconduct_case c on c.id = d.case_id
        join case_notice n on n.id = d.notice_id and n.case_id = c.id
        join proposed_measure p on p.notice_id = n.id and p.kind = dm.kind and p.days >= dm.days
        join offence_measure o on o.rule_book_id = c.rule_book_id and o.offence_code = d.offence_code
          and o.kind = dm.kind and dm.days between o.min_days and o.max_days
      where dm.id = m.decided_measure_id and s.at <= m."from" and d.signed_at <= s.at
        and n.served_at < n.statement_due_at and n.statement_due_at <= d.signed_at
        and d.signer_id <> n.by_id and d.sha256 = encode(sha256(convert_to(d.text, 'UTF8')), 'hex')
        and not exists (select 1 from case_entry e where e.case_id = c.id and e.by_id = d.signer_id
          and e.kind in ('acceptance', 'investigation', 'notice', 'proposal')))`);

describe("whatever people try in whatever order", () => {
  it("no measure comes about without notice, closed defence, a decision signed by another, and a basis", async () => {
    const reached = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 80, maxLength: 80 }), async (attempts) => {
        const clock = clockAt("2026-03-02");
        const id = await refer(test.db, cast, clock);
        for (const one of attempts) {
          const came = await tries(id, clock, one);
          reached.set(came, (reached.get(came) ?? 0) + 1);
        }
        await settleCases(as(test.db, systemActor("fuzz"), clock));
        expect(await unlawful()).toHaveLength(0);
      }),
      { numRuns: 16, seed: 20261126, endOnFailure: true },
    );
    // It went somewhere: a fuzz that never serves a decision proves nothing.
    expect([...reached.keys()]).toEqual(expect.arrayContaining(["notify", "decide", "serve"]));
  }, 240_000);
});

describe("two years of one case", () => {
  it("keep every clock: overdue harms nobody, measures end by themselves, the record lapses", async () => {
    const clock = clockAt("2026-01-12");
    const acts = { actFrom: "2025-11-01", actUntil: "2025-12-01" };
    const id = await refer(test.db, cast, clock, acts);
    const step = async (who: Actor, name: CaseStep, more = {}) => {
      const result = await take(as(test.db, who, clock), id, name, more);
      expect(result, name).toEqual({ ok: true, value: undefined });
    };
    const inForce = async () => {
      const subject = cast.accused.organization?.id ?? "";
      const at = clock.now().toISOString();
      const [row] = await test.db.execute<{ n: number }>(sql`select count(*)::int as n from measure m
        join decision d on d.id = m.decision_id where d.case_id = ${id} and m.organization_id = ${subject}
          and m."from" <= ${at}::timestamptz and (m.until is null or m.until > ${at}::timestamptz)`);
      return row?.n;
    };
    const system = as(test.db, systemActor("two-years"), clock);
    const idle = async (days: number) => {
      for (let passed = 0; passed < days; passed += 7) {
        clock.advance(7 * day);
        await settleCases(system);
      }
    };
    await idle(40);
    expect((await caseRow(test.db, id)).state).toBe("received");
    await step(cast.officer, "accept");
    await idle(120);
    expect((await caseRow(test.db, id)).state).toBe("investigating");
    await step(cast.adjudicator, "extend");
    await step(cast.officer, "notify", { measures: [suspension] });
    await idle(60);
    expect((await caseRow(test.db, id)).state).toBe("notified");
    await step(cast.officer, "submit");
    await idle(60);
    expect(await inForce()).toBe(0);
    await step(cast.adjudicator, "decide");
    await idle(60);
    expect(await inForce()).toBe(0);
    await step(cast.officer, "serve");
    expect(await inForce()).toBe(1);
    await idle(60);
    expect((await caseRow(test.db, id)).state).toBe("final");
    expect(await inForce()).toBe(1);
    await idle(28);
    expect(await inForce()).toBe(0);
    await idle(300);
    expect(clock.now().getTime() - Date.parse("2026-01-12")).toBeGreaterThan(728 * day);
    expect((await caseRow(test.db, id)).state).toBe("final");
  });
});
