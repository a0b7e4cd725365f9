import { randomUUID } from "node:crypto";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import type { Database } from "#db/client.ts";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import { charge } from "#db/schema/money.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { milestoneProcess, ended } from "#app/domain/contracts/milestones/states.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { findTransition } from "#app/domain/process.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import { contextOf } from "../../support/booking.ts";
import { rolledBack } from "../../support/rolled-back.ts";
import { chargeOf, milestoneRow, pay, type Sides, take, takeOn } from "./world.ts";

const start = Date.parse("2026-12-01T02:00:00Z");
const dayMs = 86_400_000;

/** Who lives through a history: the two sides, and the regulator that mediates. */
export interface People extends Sides {
  mediator: Actor;
}

/** A contract that is being lived through: where and by whom, its id and the day it is. */
export interface Life {
  db: Database;
  /** Whether two can act at the same instant; within one transaction they come one after the other. */
  together: boolean;
  people: People;
  id: string;
  day: number;
  /** The bank's id of each milestone's transfer: the same when it is reported again. */
  transfers: Record<number, string>;
}

const contextOn = ({ db, day }: Life, actor: Actor): Context =>
  contextOf(db, actor, fixedClock(new Date(start + day * dayMs).toISOString()));

/** The contract's milestones in order. */
export const milestonesOf = ({ db, id }: Life) =>
  db
    .select()
    .from(contractMilestone)
    .where(eq(contractMilestone.contractId, id))
    .orderBy(asc(contractMilestone.n));

type Step = Parameters<typeof takeOn>[3];

/** What people may try with a milestone, whether it makes sense or not. */
const steps: readonly [
  step: Step,
  by: "client" | "developer" | "mediator",
  input: Record<string, unknown>,
][] = [
  ["fund", "client", {}],
  ["deliver", "developer", { note: "成果" }],
  ["accept", "client", {}],
  ["request-changes", "client", { reason: "补数据" }],
  ["remind-delivery", "client", {}],
  ["remind-payment", "developer", {}],
  ["declare-failure", "developer", { reason: "无法克服" }],
  ["confirm-failure", "client", {}],
  ["contest-failure", "client", { reason: "并未失败" }],
  ["raise-dispute", "client", { grounds: "与验收标准不符，请求调解。", wanted: "return" }],
  ["raise-dispute", "developer", { grounds: "已达到标准而不予验收。", wanted: "accept" }],
  ["withdraw-dispute", "client", {}],
  ["resolve", "mediator", { outcome: "accept", reasons: "按约定达到标准，予以验收。" }],
  ["resolve", "mediator", { outcome: "redo", reasons: "补做检测后重新交付成果。" }],
  ["resolve", "mediator", { outcome: "return", reasons: "成果不可用，金额退还甲方。" }],
  [
    "resolve",
    "mediator",
    { outcome: "split", toDeveloper: 1_234_567, reasons: "部分可用，按比例分割金额。" },
  ],
];

const act = (life: Life, n: number, at: number): Promise<Result<unknown>> => {
  const [step, by, input] = steps[at] ?? steps[0] ?? expect.fail();
  return takeOn(contextOn(life, life.people[by]), life.id, n, step, input);
};

export type Event =
  | { kind: "act" | "crash" | "twice"; n: number; at: number }
  | { kind: "pay"; n: number }
  | { kind: "wait"; days: number }
  | { kind: "clock" }
  | { kind: "terminate"; by: "client" | "developer"; ground: string };

const n = fc.constantFrom(1, 2);
const at = fc.nat({ max: steps.length - 1 });
const events: fc.Arbitrary<Event>[] = [
  fc.record({ kind: fc.constant("act" as const), n, at }),
  fc.record({ kind: fc.constantFrom("crash" as const, "twice" as const), n, at }),
  fc.record({ kind: fc.constant("pay" as const), n }),
  fc.record({ kind: fc.constant("wait" as const), days: fc.constantFrom(1, 11, 16, 40, 130) }),
  fc.record({ kind: fc.constant("clock" as const) }),
  fc.record({
    kind: fc.constant("terminate" as const),
    by: fc.constantFrom("client" as const, "developer" as const),
    ground: fc.constantFrom("cure_passed", "unpaid", "failure"),
  }),
];
/** Mostly what leads on, so that histories get far. */
export const anyEvent = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("act" as const), n, at: fc.constantFrom(0, 1, 2, 3) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pay" as const), n }) },
  ...events.map((arbitrary) => ({ weight: 1, arbitrary })),
);

/** Lets one event happen, as far as the application lets it; false when it was refused and nothing can have changed. */
export async function live(life: Life, event: Event): Promise<boolean> {
  switch (event.kind) {
    case "act":
      return (await act(life, event.n, event.at)).ok;
    case "twice":
      if (life.together) await Promise.all([act(life, event.n, event.at), act(life, event.n, event.at)]);
      else for (const _ of [1, 2]) await act(life, event.n, event.at);
      return true;
    case "crash":
      await crash(life, event);
      return true;
    case "pay":
      return payOnce(life, event.n);
    case "wait":
      life.day += event.days;
      return false;
    case "clock":
      await settleContracts(contextOn(life, { ...life.people.client, user: null, roles: [], via: "system" }));
      return true;
    case "terminate": {
      const input = { ground: event.ground, reason: "依约解除合同" };
      return (await take(contextOn(life, life.people[event.by]), life.id, "terminate", input)).ok;
    }
  }
}

/** Everything is done, then the process dies before it commits. */
const crash = (life: Life, { n, at }: { n: number; at: number }): Promise<void> =>
  rolledBack(life.db, async (db) => void (await act({ ...life, db }, n, at)));

/** The bank reports the milestone's transfer; again and again it is the same one. */
async function payOnce({ db, people, id, transfers }: Life, n: number): Promise<boolean> {
  const externalId = (transfers[n] ??= randomUUID());
  if (!(await chargeOf(db, (await milestoneRow(db, id, n)).id))) return false;
  await pay(db, people, id, n, undefined, externalId);
  return true;
}

/** What a milestone's money has to be in its state, and its charge with it. */
export async function agree({ db, id }: Life): Promise<void> {
  const found = await db
    .select({ one: contractMilestone, owed: charge, contractState: contract.state })
    .from(contractMilestone)
    .innerJoin(contract, eq(contract.id, contractMilestone.contractId))
    .leftJoin(charge, and(eq(charge.causeId, contractMilestone.id), ne(charge.state, "cancelled")))
    .where(eq(contractMilestone.contractId, id));
  expect(new Set(found.map(({ one }) => one.id)).size, "one charge").toBe(found.length);
  for (const { one, owed } of found) {
    const { state, amount, funded, released, returned } = one;
    const said = `${state} ${funded} ${released} ${returned}`;
    if (state === "planned" || state === "awaiting_payment") {
      expect(said).toBe(`${state} 0 0 0`);
      expect(owed?.paid ?? 0).toBe(0);
    } else if (state === "terminated") {
      expect(released).toBe(0);
      expect(returned).toBe(funded);
      expect(owed ? owed.paid - owed.refunded : 0).toBe(0);
    } else if (ended.some((end) => end === state)) {
      expect(released + returned).toBe(amount);
      expect(owed).toMatchObject({ paid: amount, refunded: returned });
      expect(owed?.releasedAt != null).toBe(released > 0);
    } else {
      expect(said).toBe(`${state} ${amount} 0 0`);
      expect(owed).toMatchObject({ paid: amount, refunded: 0, releasedAt: null });
    }
  }
  const over = found.every(({ one }) => ended.some((end) => end === one.state));
  expect(found[0]?.contractState === "in_force").toBe(!over);
}

/** Every change of state is one that the table has. */
export async function lawful(life: Life): Promise<void> {
  const moves = await life.db.execute<{ transition: string; from: string; to: string }>(sql`
    select transition, from_state as from, to_state as to from audit_entry
    where entity = 'contract_milestone' and entity_id in (select id from contract_milestone where contract_id = ${life.id})`);
  for (const { transition, from, to } of moves) {
    const step = findTransition(milestoneProcess, transition);
    expect(step?.from, `${transition} from ${from}`).toContain(from);
    expect(step?.to === "same" ? from : step?.to).toBe(to);
  }
}
