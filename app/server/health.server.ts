import { Router } from "express";
import { database } from "#app/runtime/database.server.ts";
import { log } from "#app/runtime/log.server.ts";
import { renderMetrics } from "./metrics.server.ts";

/** Jobs due but not started for this long mean that no worker runs. */
const acceptableLagSeconds = 300;

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: for Prometheus. */
export const health = Router()
  .get("/healthz", (_req, res) => {
    res.setHeader("Cache-Control", "no-store").json({ status: "ok" });
  })
  .get("/readyz", async (_req, res) => {
    const jobs = await readJobs().catch((error: unknown) => {
      log.warn({ err: error }, "not ready");
      return undefined;
    });
    const answer = {
      database: jobs ? "ok" : "down",
      jobs: jobs && jobs.lagSeconds <= acceptableLagSeconds ? "ok" : "late",
      jobsLagSeconds: jobs?.lagSeconds ?? null,
    };
    // Late jobs are worth an alarm, but sending readers elsewhere would not help.
    res
      .status(jobs ? 200 : 503)
      .setHeader("Cache-Control", "no-store")
      .json(answer);
  })
  .get("/metrics", async (_req, res) => {
    res.type("text/plain; version=0.0.4").send(renderMetrics(await readJobs()));
  });

async function readJobs(): Promise<{ waiting: number; failed: number; lagSeconds: number }> {
  const [row] = await database().sql<[{ waiting: number; failed: number; lag: number }]>`
    select count(*) filter (where attempts < max_attempts and run_at <= now())::int as waiting,
           count(*) filter (where attempts >= max_attempts)::int as failed,
           coalesce(extract(epoch from now() - min(run_at)
             filter (where attempts < max_attempts and run_at <= now() and locked_at is null)), 0)::float8 as lag
    from graphile_worker.jobs`;
  return { waiting: row.waiting, failed: row.failed, lagSeconds: Math.round(row.lag) };
}
