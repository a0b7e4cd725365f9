import { afterAll } from "vitest";
import { closeDatabase } from "#app/runtime/database.server.ts";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { shareAnswers } from "#app/runtime/shared-answers.server.ts";

/**
 * Files of tests share the process of their worker, one after the other: what one has set for the process must not reach
 * the next, whose database is another.
 */
afterAll(async () => {
  shareAnswers(false);
  await closeDatabase();
  configure(readEnv({ NODE_ENV: "test", LOG_LEVEL: "silent" }));
});
