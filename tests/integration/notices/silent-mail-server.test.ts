import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase } from "#app/runtime/database.server.ts";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { log } from "#app/runtime/log.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { sendMail } from "#app/runtime/mail.server.ts";
import { startWorker, type Worker } from "#app/server/worker.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;
/** The test ends in the middle of a mail. */
log.level = "silent";

let worker: Worker | undefined;
const held = new Set<Socket>();
/** Takes every connection and never says a word. */
const silent = createServer((socket) => held.add(socket.on("error", () => {})));

beforeAll(async () => {
  test = await testDatabase();
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const address = silent.address();
  const port = typeof address === "object" && address ? address.port : 0;
  configure(
    readEnv({
      DATABASE_URL: test.url,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      LOG_LEVEL: "silent",
    }),
  );
});
afterAll(async () => {
  for (const socket of held) socket.destroy();
  silent.close();
  await worker?.stop();
  await closeDatabase();
  configure(readEnv({ LOG_LEVEL: "silent" }));
  await test.close();
});

const waiting = async (task: string): Promise<number> => {
  const rows = await test.db.execute(
    sql`select 1 from graphile_worker.jobs where task_identifier = ${task} and attempts < max_attempts`,
  );
  return rows.length;
};

it("a mail server that is silent keeps mail waiting, and nothing else", async () => {
  for (let at = 0; at < 6; at++)
    await sendMail(test.db, { to: `p${at}@firm.example.cn`, subject: "s", body: "b" });
  // Later than all mail, so that whoever is free has taken a mail first.
  await enqueue(test.db, "sweep-expired", {});
  worker = await startWorker({ concurrency: 2 });
  await expect.poll(() => held.size).toBeGreaterThan(0);
  // Two busy hands would come back to it only once all mail has been given up on, half a minute later.
  await expect.poll(() => waiting("sweep-expired"), { timeout: 9_000 }).toBe(0);
  expect(await waiting("send-mail")).toBe(6);
});
