import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import { charge } from "#db/schema/money.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { milestoneProcess, ended } from "#app/domain/contracts/milestones/states.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { findTransition } from "#app/domain/process.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import { contextOf } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { regulator } from "../cases/world.ts";
import { ledgerFaults } from "../money/world.ts";
import { goodTerms, inForce, pay, type Sides, sides, take, takeOn } from "./world.ts";

/** More for a long look: `CONTRACT_HISTORIES=2000`. */
const histories = Number(process.env.CONTRACT_HISTORIES ?? 12);

let test: TestDatabase;
let both: Sides;
let mediator: Actor;

beforeAll(async () => {
  test = await testDatabase();
  both = await sides(test.db);
  mediator = await regulator(test.db, "officer");
});

afterAll(() => test?.close());

const start = Date.parse("2026-12-01T02:00:00Z");
const dayMs = 86_400_000;

/** A contract that is being lived through: its id and the day it is. */
interface Life {
  id: string;
  day: number;
  /** The bank's id of each milestone's transfer: the same when it is reported again. */
  transfers: Record<number, string>;
}

const contextOn = ({ day }: Life, actor: Actor, db = test.db): Context =>
  contextOf(db, actor, fixedClock(new Date(start + day * dayMs).toISOString()));

const rows = (id: string) =>
  test.db
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

const act = (life: Life, n: number, at: number, db = test.db): Promise<Result<unknown>> => {
  const [step, by, input] = steps[at] ?? steps[0] ?? expect.fail();
  const actor = by === "mediator" ? mediator : both[by];
  return takeOn(contextOn(life, actor, db), life.id, n, step, input);
};

class Crash extends Error {}

type Event =
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
const anyEvent = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("act" as const), n, at: fc.constantFrom(0, 1, 2, 3) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pay" as const), n }) },
  ...events.map((arbitrary) => ({ weight: 1, arbitrary })),
);

async function live(life: Life, event: Event): Promise<void> {
  switch (event.kind) {
    case "act":
      await act(life, event.n, event.at);
      return;
    case "twice":
      await Promise.all([act(life, event.n, event.at), act(life, event.n, event.at)]);
      return;
    case "crash":
      // Everything is done, then the process dies before it commits.
      await test.db
        .transaction(async (tx) => {
          const nested: unknown = tx;
          if (!isDatabase(nested)) throw new Error("no transaction");
          await act(life, event.n, event.at, nested);
          throw new Crash();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
      return;
    case "pay":
      life.transfers[event.n] ??= randomUUID();
      await pay(test.db, both, life.id, event.n, undefined, life.transfers[event.n]).catch(() => undefined);
      return;
    case "wait":
      life.day += event.days;
      return;
    case "clock":
      await settleContracts(contextOn(life, { ...both.client, user: null, roles: [], via: "system" }));
      return;
    case "terminate":
      await take(contextOn(life, both[event.by]), life.id, "terminate", {
        ground: event.ground,
        reason: "依约解除合同",
      });
  }
}

const isDatabase = (value: unknown): value is TestDatabase["db"] =>
  typeof value === "object" && value !== null;

/** What a milestone's money has to be in its state, and its charge with it. */
async function agree(life: Life): Promise<void> {
  const milestones = await rows(life.id);
  const charges = await test.db
    .select()
    .from(charge)
    .where(
      and(
        inArray(
          charge.causeId,
          milestones.map(({ id }) => id),
        ),
        ne(charge.state, "cancelled"),
      ),
    );
  for (const one of milestones) {
    const [owed, second] = charges.filter(({ causeId }) => causeId === one.id);
    expect(second, "one charge").toBeUndefined();
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
  const [row] = await test.db.select().from(contract).where(eq(contract.id, life.id));
  const over = milestones.every(({ state }) => ended.some((end) => end === state));
  expect(row?.state === "in_force").toBe(!over);
}

/** Every change of state is one that the table has. */
async function lawful(life: Life): Promise<void> {
  const moves = await test.db.execute<{ transition: string; from: string; to: string }>(sql`
    select transition, from_state as from, to_state as to from audit_entry
    where entity = 'contract_milestone' and entity_id in (select id from contract_milestone where contract_id = ${life.id})`);
  for (const { transition, from, to } of moves) {
    const step = findTransition(milestoneProcess, transition);
    expect(step?.from, `${transition} from ${from}`).toContain(from);
    expect(step?.to === "same" ? from : step?.to).toBe(to);
  }
}

it("milestones' money and state never disagree, whatever people, clocks, crashes and replays do", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 10, maxLength: 30 }), async (history) => {
      const life: Life = { id: await inForce(test.db, both, goodTerms()), day: 1, transfers: {} };
      for (const event of history) {
        const before = await rows(life.id);
        await live(life, event);
        if (event.kind === "crash") expect(await rows(life.id)).toEqual(before);
        await agree(life);
      }
      await lawful(life);
    }),
    { numRuns: histories, endOnFailure: true },
  );
  expect(await ledgerFaults(test.db)).toEqual([]);
}, 3_600_000);
