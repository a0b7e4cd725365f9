import { once } from "node:events";
import { createServer } from "node:http";
import { sql } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import pg from "pg";
import { systemActor } from "#app/domain/context.ts";
import { receiveEvent } from "#app/domain/money/stripe/inbox/receive-event.server.ts";
import { taskList } from "#app/domain/tasks.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { closeDatabase } from "#app/runtime/database.server.ts";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { log } from "#app/runtime/log.server.ts";
import type { TestDatabase } from "./database.ts";
import { StripeServer } from "./stripe-server/index.ts";

/** Names of the jobs that speak with Stripe; a test runs no others. */
const jobs = [
  "follow-stripe",
  "open-checkout",
  "end-checkout",
  "send-stripe-refund",
  "send-evidence",
  "send-payout",
] as const;

/** A Stripe of its own, the door at which it delivers, and the jobs that follow, run when a test says so. */
export async function openPayments(test: TestDatabase) {
  const stripe = new StripeServer();
  await stripe.open();
  // What is refused is logged, and much is refused here.
  log.level = "silent";
  const settings = { NODE_ENV: "test", DATABASE_URL: test.url, DEMO: "off", LOG_LEVEL: "silent" };
  configure(readEnv({ ...settings, ...stripe.environment }));
  const ctx = { db: test.db, clock: systemClock, actor: systemActor("test") };
  const door = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const signature = [req.headers["stripe-signature"]].flat()[0] ?? null;
    const received = await receiveEvent(ctx, { body: Buffer.concat(chunks), signature });
    res.writeHead(received.ok ? 200 : received.problem.status).end();
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  const to = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/webhooks/stripe`;
  stripe.post.to = to;
  const pgPool = new pg.Pool({ connectionString: test.url, max: 3 });
  pgPool.on("error", () => {});
  pgPool.on("connect", (client) => client.on("error", () => {}));
  const logger = new Logger(() => () => {});
  const ours = Object.fromEntries(jobs.map((name) => [name, taskList[name]]));
  return {
    ...{ stripe, to, ctx },
    /** Lets what was sent arrive, then runs every job that is due, also those that wait to be tried again. */
    work: async () => {
      await stripe.post.settled();
      await test.db.execute(
        sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`,
      );
      await runOnce({ pgPool, taskList: ours, noHandleSignals: true, logger });
      await stripe.post.settled();
    },
    close: async () => {
      door.closeAllConnections();
      door.close();
      await stripe.close();
      await pgPool.end();
      await closeDatabase();
      configure(readEnv({ NODE_ENV: "test", LOG_LEVEL: "silent" }));
    },
  };
}
