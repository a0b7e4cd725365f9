import { Logger, type Runner, run } from "graphile-worker";
import { crontab, taskList } from "#app/domain/tasks.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { log } from "#app/runtime/log.server.ts";

const logger = new Logger(() => (level, message, meta) => {
  // Each job's beginning and end is `info` to graphile-worker, once a minute for some.
  const ours = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
  log[ours[level]]({ ...meta }, message);
});

/** Starts working through jobs in this process. `stop()` lets the running ones finish. */
export function startWorker({ concurrency = 4 } = {}): Promise<Runner> {
  return run({
    connectionString: env().DATABASE_URL,
    maxPoolSize: concurrency + 2,
    concurrency,
    noHandleSignals: true,
    taskList,
    crontab,
    logger,
  });
}
