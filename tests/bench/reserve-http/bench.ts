import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createApiToken } from "#app/domain/identity/api-tokens.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { systemClock } from "#app/runtime/clock.ts";
import type { Connection } from "#db/client.ts";
import { freePort } from "#db/embedded.ts";
import { startServers } from "#tests/support/server.ts";
import type { Bench } from "../bench.ts";
import { figureOf, inTurn, loaded } from "../booking/generators.ts";
import type { Loaded } from "../booking/load.ts";
import { makeWorld, type World } from "../booking/world.ts";
import { withScratchDatabase } from "../scratch.ts";
import type { Order } from "./load.ts";

const seconds = 4;
const processes = 2;
/** Half hours that no client gets through in a round. */
const perRound = 8000;

/**
 * Bookings that nobody else wants through `POST /api/v1/bookings` of two processes of the built application, beside two
 * that only look up the bearer and answer as many bytes, and, for orientation, two that besides book by the least SQL.
 * Jobs are not run meanwhile: there is nobody here to tell.
 */
export const reserveHttp: Bench = {
  id: "reserve-http",
  run: ({ databaseUrl, say }) =>
    withScratchDatabase(databaseUrl, async (connection) => {
      const worlds = {
        ours: await worldWithTokens(connection),
        theirs: await worldWithTokens(connection),
      };
      await connection.sql`vacuum analyze`;
      const epoch = Date.now();
      const ours = await startServers(processes, connection.url, { demo: false, env: { WORKER: "off" } });
      const bare = await startBare(connection.url, worlds.theirs.world);
      const post =
        (urls: string[], { world, tokens }: WithTokens) =>
        async (round: number) => {
          const order = {
            urls,
            tokens,
            facilities: world.facilities,
            epoch,
            from: round * perRound,
            seconds,
          };
          const done = await load(order);
          if (Object.keys(done.outcomes).some((status) => status !== "201"))
            throw new Error(`reserve-http: ${urls[0]} came out as ${JSON.stringify(done.outcomes)}`);
          return done;
        };
      const book = post(
        ours.map(({ url }) => `${url}/api/v1/bookings`),
        worlds.ours,
      );
      try {
        const beside = async (path: string, what: string, goal?: number, skipped = 0) =>
          figureOf(
            what,
            await inTurn(
              `reserve-http ${path}`,
              say,
              (round) => book(round + skipped),
              post(
                bare.urls.map((url) => `${url}/${path}`),
                worlds.theirs,
              ),
              // A server keeps its plans; those made for empty tables last until PostgreSQL's own analysis, a minute later.
              () => connection.sql`analyze`,
            ),
            goal,
          );
        return [
          await beside("check", "by API, beside a bare route that books nothing", 0.4),
          await beside("book", "by API, beside a bare route that books by raw SQL", undefined, 10),
        ];
      } finally {
        bare.stop();
        await Promise.all(ours.map((server) => server.stop()));
      }
    }),
};

interface WithTokens {
  world: World;
  tokens: string[];
}

async function worldWithTokens(connection: Connection): Promise<WithTokens> {
  const world = await makeWorld(connection);
  return { world, tokens: await Promise.all(world.actors.map((actor) => tokenOf(connection, actor))) };
}

async function tokenOf({ db }: Connection, { user, membershipId }: Actor): Promise<string> {
  const input = { email: user?.email ?? "", name: "bench", membershipId };
  const made = await createApiToken({ db, clock: systemClock }, input);
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
}

async function startBare(url: string, world: World): Promise<{ urls: string[]; stop(): void }> {
  const script = join(import.meta.dirname, "bare.ts");
  const children: ChildProcess[] = [];
  const urls: string[] = [];
  for (let at = 0; at < processes; at++) {
    const port = await freePort();
    const child = spawn(process.execPath, [script, String(port), url, JSON.stringify(world)], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_ENV: "production" },
    });
    await once(child.stdout, "data");
    children.push(child);
    urls.push(`http://127.0.0.1:${port}`);
  }
  return { urls, stop: () => children.forEach((child) => void child.kill()) };
}

/** One round by a load generator of its own. */
async function load(order: Order): Promise<Loaded> {
  const child = fork(join(import.meta.dirname, "load.ts"));
  try {
    child.send(order);
    const [said] = await once(child, "message");
    return loaded.parse(said);
  } finally {
    child.kill();
  }
}
