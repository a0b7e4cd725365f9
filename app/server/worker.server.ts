import { EventEmitter } from "node:events";
import { type Job, Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { crontab, taskList } from "#app/domain/tasks.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { log, withoutValues } from "#app/runtime/log.server.ts";
import { patient } from "./patient-pool.server.ts";
import { freeJobsOfTheDead, sayAlive } from "./worker-life.server.ts";

const logger = new Logger(() => (level, message, meta) => {
  // Each job's beginning and end is `info` to graphile-worker, once a minute for some.
  const ours = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
  log[ours[level]](workerFacts(meta), message);
});

/** What the log keeps of the queue's remarks: of a job its number and task, as its payload may name people. */
function workerFacts({ job, ...facts }: Record<string, unknown> = {}): Record<string, unknown> {
  return isJob(job) ? { ...facts, job: job.id, task: job.task_identifier, attempt: job.attempts } : facts;
}

const isJob = (value: unknown): value is Job =>
  typeof value === "object" && value !== null && "task_identifier" in value;

/** The same tasks with errors that carry no values: the queue keeps their messages in its log and in its table. */
export function discreetTasks(tasks: TaskList): TaskList {
  const discreet: TaskList = {};
  for (const [name, task] of Object.entries(tasks))
    discreet[name] = async (payload, helpers) => {
      try {
        return await task?.(payload, helpers);
      } catch (error) {
        throw withoutValues(error);
      }
    };
  return discreet;
}

export interface Worker {
  /** Lets the running jobs finish, then closes the connections. */
  stop(): Promise<void>;
}

/** How often a worker looks for jobs that a dead one has left behind. */
const everyMs = 15_000;

/** Starts working through jobs in this process. */
export async function startWorker({ concurrency = 4 } = {}): Promise<Worker> {
  // A pool of our own, because graphile-worker does not wait until its connections have closed; nor does the pool.
  const pgPool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: concurrency + 3,
    keepAlive: true,
  });
  pgPool.on("error", (error) => log.warn({ err: error }, "an idle connection of the worker was lost"));
  const open = new Set<pg.PoolClient>();
  pgPool.on("connect", (client) => {
    open.add(client);
    // While it is lent out nobody else listens, and an error that nobody hears ends the process.
    client.on("error", (error) => log.warn({ err: error }, "a connection of the worker was lost"));
    client.once("end", () => open.delete(client));
  });
  const silences: (() => void)[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => silences.push(sayAlive(pgPool, workerPool.id)));
  const free = () =>
    freeJobsOfTheDead(pgPool).catch((error: unknown) =>
      log.warn({ err: error }, "jobs of dead workers could not be looked for"),
    );
  await free();
  const runner = await run({
    pgPool: patient(pgPool),
    concurrency,
    noHandleSignals: true,
    taskList: discreetTasks(taskList),
    crontab,
    logger,
    events,
  });
  const rounds = setInterval(free, everyMs);
  return {
    stop: async () => {
      clearInterval(rounds);
      await runner.stop();
      for (const silence of silences) silence();
      await pgPool.end();
      await Promise.all([...open].map((client) => new Promise((ended) => client.once("end", ended))));
    },
  };
}
