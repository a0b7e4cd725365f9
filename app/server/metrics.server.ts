import { monitorEventLoopDelay } from "node:perf_hooks";
import type { RequestHandler } from "express";
import type { PoolLoad } from "#db/pool.ts";
import { env } from "#app/runtime/env.server.ts";
import { log } from "#app/runtime/log.server.ts";
import type { SecondEngineStatus } from "#search/market.ts";
import type { Numbers } from "./numbers.server.ts";
import { factsOf } from "./facts.server.ts";
import { loggedPath } from "./logged-path.ts";

const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const requests = new Map<string, number>();
const buckets = bounds.map(() => 0);
let seconds = 0;
let count = 0;
const loop = monitorEventLoopDelay({ resolution: 20 });
loop.enable();

/** Counts and logs every answer: in production each one, elsewhere only what went wrong. */
export const observe: RequestHandler = (req, res, next) => {
  const start = performance.now();
  res.once("close", () => {
    const elapsed = (performance.now() - start) / 1000;
    remember(req.method, res.statusCode, elapsed);
    const level = res.statusCode >= 500 ? "error" : env().NODE_ENV === "production" ? "info" : "debug";
    const { requestId } = factsOf(res);
    log[level]({
      requestId,
      method: req.method,
      path: loggedPath(req.path),
      status: res.statusCode,
      ms: Math.round(elapsed * 1000),
    });
  });
  next();
};

function remember(method: string, status: number, elapsed: number): void {
  const labels = `method="${/^[A-Z]{1,10}$/.test(method) ? method : "OTHER"}",status="${status}"`;
  requests.set(labels, (requests.get(labels) ?? 0) + 1);
  bounds.forEach((bound, at) => {
    if (elapsed <= bound) buckets[at] = (buckets[at] ?? 0) + 1;
  });
  seconds += elapsed;
  count += 1;
}

/**
 * This process's numbers in Prometheus's text format, with what the database knows of jobs, search and the sealed log. Without `numbers` the database did
 * not answer: then those are left out, as a zero would be a lie.
 */
export function renderMetrics(pool: PoolLoad, numbers?: Numbers): string {
  const lines = [
    "# TYPE http_requests_total counter",
    ...[...requests].map(([labels, value]) => `http_requests_total{${labels}} ${value}`),
    "# TYPE http_request_duration_seconds histogram",
    ...bounds.map((bound, at) => `http_request_duration_seconds_bucket{le="${bound}"} ${buckets[at]}`),
    `http_request_duration_seconds_bucket{le="+Inf"} ${count}`,
    `http_request_duration_seconds_sum ${seconds.toFixed(6)}`,
    `http_request_duration_seconds_count ${count}`,
    ...gauge("database_up", numbers ? 1 : 0),
    ...gauge("database_connections", pool.open),
    ...gauge("database_connections_busy", pool.open - pool.idle),
    ...gauge("database_waiting", pool.waiting),
    ...(numbers ? sharedGauges(numbers) : []),
    ...gauge("event_loop_delay_p99_seconds", delayOfLoop()),
    ...gauge("process_resident_memory_bytes", process.memoryUsage.rss()),
    ...gauge("process_uptime_seconds", process.uptime()),
  ];
  return `${lines.join("\n")}\n`;
}

/** The same from every process that is asked. */
const sharedGauges = ({ jobs, tasks, due, second, calendarDays, verified }: Numbers): string[] => [
  ...gauge("jobs_waiting", jobs.waiting),
  ...gauge("jobs_failed", jobs.failed),
  ...gauge("jobs_lag_seconds", jobs.lagSeconds),
  "# TYPE jobs_troubled gauge",
  ...tasks.flatMap(({ task, retrying, failed }) => [
    `jobs_troubled{task="${task}",state="retrying"} ${retrying}`,
    `jobs_troubled{task="${task}",state="failed"} ${failed}`,
  ]),
  "# TYPE due_rows_failing gauge",
  ...due.map(({ job, rows }) => `due_rows_failing{job="${job}"} ${rows}`),
  ...(second ? searchGauges(second) : []),
  ...gauge("holidays_known_days", calendarDays),
  ...(verified
    ? [
        ...gauge("audit_faults", verified.faults),
        ...gauge("audit_verified_timestamp_seconds", verified.finishedAt.getTime() / 1000),
      ]
    : []),
];

/** How late the process gets to its work at worst, since it was last asked. */
function delayOfLoop(): number {
  const late = loop.percentile(99) / 1e9;
  loop.reset();
  return late;
}

const searchGauges = ({ waiting, failing, lagMs, fallback }: SecondEngineStatus): string[] => [
  ...gauge("search_outbox_waiting", waiting),
  ...gauge("search_outbox_failing", failing),
  ...gauge("search_outbox_lag_seconds", lagMs / 1000),
  ...gauge("search_fallback", fallback ? 1 : 0),
];

const gauge = (name: string, value: number): string[] => [`# TYPE ${name} gauge`, `${name} ${value}`];
