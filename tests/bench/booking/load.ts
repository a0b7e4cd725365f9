import { connect } from "#db/client.ts";
import { reserveInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { percentile } from "../search/metrics.ts";
import { bookRaw } from "./raw.ts";
import { halfHour, type World } from "./world.ts";

/**
 * The load generator, a process of its own: told what to do, it lets its clients book one after another, each as soon as
 * it has its answer, and sends back how that went.
 */
export interface Order {
  url: string;
  world: World;
  how: "raw" | "reserve";
  /** Of the world's, these. */
  clients: number[];
  epoch: number;
  /** `each`: own half hours from `from` on, for `seconds`. `same`: all of them ask for the same `slots`, `requests` in all. */
  wish:
    | { kind: "each"; from: number; seconds: number }
    | { kind: "same"; from: number; slots: number; requests: number };
}

export interface Loaded {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  outcomes: Record<string, number>;
}

process.on("message", async (order: Order | "go") => {
  if (order !== "go") {
    ready = await prepare(order);
    process.send?.("ready");
  } else process.send?.(await ready?.());
});

let ready: (() => Promise<Loaded>) | undefined;

async function prepare(order: Order): Promise<() => Promise<Loaded>> {
  const { db, sql, close } = connect(order.url, order.clients.length);
  await Promise.all(order.clients.map(() => sql`select pg_sleep(0.01)`));
  const { world, how, epoch } = order;
  const book = async (client: number, facility: number, n: number): Promise<string> => {
    const span = halfHour(epoch, n);
    if (how === "raw") return bookRaw(sql, world, client, facility, span);
    const actor = world.actors[client];
    if (!actor) throw new Error(`there is no client ${client}`);
    const input = { facilityId: world.facilities[facility], purpose: "测量" };
    const wish = { ...reserveInput.parse({ ...input, ...texts(span) }) };
    const result = await reserve({ db, actor, clock: systemClock }, wish);
    return result.ok ? "booked" : result.problem.code;
  };
  await warmUp(order, book);
  return async () => {
    const times: number[] = [];
    const outcomes: Record<string, number> = {};
    const began = performance.now();
    await Promise.all(order.clients.map((client) => runClient(order, client, began, book, times, outcomes)));
    const seconds = (performance.now() - began) / 1000;
    await close();
    return {
      perSecond: times.length / seconds,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      outcomes,
    };
  };
}

const warmSeconds = 1.5;
/** Half hours that lie years behind all that is measured. */
const farAway = 60_000;

/**
 * A server lives for days, so its first second, in which code is compiled and statements are prepared, is not measured.
 * Where slots are contested, every second wish is for a slot that is taken.
 */
async function warmUp(
  { clients, wish }: Order,
  book: (client: number, facility: number, n: number) => Promise<string>,
): Promise<void> {
  const until = performance.now() + warmSeconds * 1000;
  const one = (client: number, turn: number) =>
    wish.kind === "each"
      ? book(client, client, farAway + wish.from + turn)
      : book(client, 0, farAway + wish.from * 400 + client * 500 + (Math.floor(turn / 2) % 500));
  await Promise.all(
    clients.map(async (client) => {
      for (let turn = 0; performance.now() < until; turn++) await one(client, turn);
    }),
  );
}

const texts = ({ start, end }: { start: Date; end: Date }) => ({
  start: start.toISOString(),
  end: end.toISOString(),
});

async function runClient(
  { wish, clients }: Order,
  client: number,
  began: number,
  book: (client: number, facility: number, n: number) => Promise<string>,
  times: number[],
  outcomes: Record<string, number>,
): Promise<void> {
  const requests =
    wish.kind === "same" ? Math.ceil(wish.requests / clients.length) : Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < requests; turn++) {
    if (wish.kind === "each" && performance.now() - began > wish.seconds * 1000) return;
    const started = performance.now();
    const outcome =
      wish.kind === "each"
        ? await book(client, client, wish.from + turn)
        : await book(client, 0, wish.from + ((turn + client) % wish.slots));
    times.push(performance.now() - started);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
}
