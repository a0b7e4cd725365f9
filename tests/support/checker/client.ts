import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { bookingIn, call, fieldOf, textOf } from "./api.ts";
import { byApi } from "./by-api.ts";
import { byCommand } from "./by-command.ts";
import { type Attempt, record } from "./history.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Maker, Operation } from "./operation.ts";
import { type Random, randomFrom } from "./random.ts";
import type { World } from "./world.ts";

const makers: readonly [number, Maker][] = [...byApi, ...byCommand];
const total = makers.reduce((sum, [weight]) => sum + weight, 0);

export interface Setting {
  /** Its number in the trial; also whom of the users it acts for. */
  number: number;
  seed: number;
  world: World;
  urls: readonly string[];
  db: Database;
  knowledge: Knowledge;
  historyPath: string;
  /** From when on it begins nothing new. */
  over(): boolean;
}

/** How often the same request is made again under its key, at most. */
const tries = 6;

/** One client: draws an operation, carries it out, writes down what it was told, until its time is over. */
export async function beClient(setting: Setting): Promise<void> {
  const random = randomFrom(setting.seed * 1_000 + setting.number);
  const { number, world, knowledge } = setting;
  const me = world.users[number % world.users.length] ?? world.staff;
  for (let turn = 0; !setting.over(); turn += 1) {
    const tag = `${number}-${turn}`;
    if (turn % 12 === 0) await look(setting, random);
    const operation = drawn(random)({ random, world, knowledge, me, now: Date.now(), tag });
    if (operation) await carryOut(setting, random, operation, tag);
    await sleep(random.below(20));
  }
}

function drawn(random: Random): Maker {
  let at = random.next() * total;
  for (const [weight, maker] of makers) {
    at -= weight;
    if (at < 0) return maker;
  }
  return () => undefined;
}

/** Whatever is to be booked of one place: so that clients of different workers meet at the same bookings. */
async function look({ world, urls, knowledge }: Setting, random: Random): Promise<void> {
  const facility = random.pick(world.places);
  const query = `side=provider&facilityId=${facility?.id}&limit=60`;
  const { body } = await call(random.pick(urls) ?? "", world.staff.token, `/bookings?${query}`).catch(() => ({
    body: null,
  }));
  const items = fieldOf(body, "items");
  for (const item of Array.isArray(items) ? items : []) {
    const seen = bookingIn(item);
    if (seen) knowledge.see(seen);
  }
}

/** Carries out an operation; what has a key is repeated until it is answered, and now and then once more. */
async function carryOut(setting: Setting, random: Random, operation: Operation, tag: string): Promise<void> {
  const creates = operation.kind === "reserve" || operation.kind === "join";
  const key = creates && random.chance(0.7) ? `key-${tag}` : null;
  const again = key !== null && random.chance(0.2);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const done = await tryOnce(setting, random, operation, { tag, key, id: `${tag}/${attempt}` });
    if (done.outcome !== "unknown" && !(again && attempt === 0)) return;
    if (key === null) return;
    if (done.outcome === "unknown") await sleep(150 * (attempt + 1));
  }
}

async function tryOnce(
  setting: Setting,
  random: Random,
  operation: Operation,
  { tag, key, id }: { tag: string; key: string | null; id: string },
): Promise<Attempt> {
  const { kind, person, target } = operation;
  const begun: Attempt = {
    ...{ id, tag, kind, key, target, from: Date.now(), to: null, outcome: "unknown", status: null },
    ...{ actorId: person.actor.user?.id ?? "", code: null, requestId: null, replayed: false, made: [] },
  };
  record(setting.historyPath, begun);
  const answer = await ask(setting, random, operation, begun).catch(() => undefined);
  if (!answer) return begun;
  const done = { ...begun, to: Date.now(), ...answer };
  record(setting.historyPath, done);
  return done;
}

type Told = Pick<Attempt, "outcome" | "status" | "code" | "requestId" | "replayed" | "made">;

async function ask(
  { urls, knowledge, db }: Setting,
  random: Random,
  { kind, person, work }: Operation,
  { id, key }: Attempt,
): Promise<Told> {
  if (work.via === "command") {
    const actor = { ...person.actor, requestId: id };
    const ctx: Context = { db, clock: systemClock, actor };
    const done = await work.run(ctx);
    return done.ok
      ? { outcome: "ok", status: null, code: null, requestId: id, replayed: false, made: [...done.value] }
      : {
          outcome: "refused",
          status: null,
          code: done.problem.code,
          requestId: id,
          replayed: false,
          made: [],
        };
  }
  const { status, body, requestId, replayed } = await call(random.pick(urls) ?? "", person.token, work.path, {
    body: work.body,
    key,
  });
  const outcome = status < 300 ? "ok" : status < 500 ? "refused" : "unknown";
  const created = status === 201 ? textOf(body, "id") : null;
  if (created && kind === "join")
    knowledge.entries.push({ id: created, userId: person.actor.user?.id ?? "" });
  const seen = bookingIn(body);
  if (seen) knowledge.see(seen);
  return { outcome, status, code: textOf(body, "code"), requestId, replayed, made: created ? [created] : [] };
}
