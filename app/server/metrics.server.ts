import type { RequestHandler } from "express";
import { env } from "#app/runtime/env.server.ts";
import { log } from "#app/runtime/log.server.ts";
import type { SecondEngineStatus } from "#search/market.ts";
import { factsOf } from "./facts.server.ts";
import { loggedPath } from "./logged-path.ts";

const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const requests = new Map<string, number>();
const buckets = bounds.map(() => 0);
let seconds = 0;
let count = 0;

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

/** This process's numbers in Prometheus's text format, with what the job queue holds and what Meilisearch is owed. */
export function renderMetrics(
  jobs: { waiting: number; failed: number; lagSeconds: number },
  second?: SecondEngineStatus,
): string {
  const lines = [
    "# TYPE http_requests_total counter",
    ...[...requests].map(([labels, value]) => `http_requests_total{${labels}} ${value}`),
    "# TYPE http_request_duration_seconds histogram",
    ...bounds.map((bound, at) => `http_request_duration_seconds_bucket{le="${bound}"} ${buckets[at]}`),
    `http_request_duration_seconds_bucket{le="+Inf"} ${count}`,
    `http_request_duration_seconds_sum ${seconds.toFixed(6)}`,
    `http_request_duration_seconds_count ${count}`,
    ...gauge("jobs_waiting", jobs.waiting),
    ...gauge("jobs_failed", jobs.failed),
    ...gauge("jobs_lag_seconds", jobs.lagSeconds),
    ...(second ? searchGauges(second) : []),
    ...gauge("process_resident_memory_bytes", process.memoryUsage.rss()),
    ...gauge("process_uptime_seconds", process.uptime()),
  ];
  return `${lines.join("\n")}\n`;
}

const searchGauges = ({ waiting, failing, lagMs, fallback }: SecondEngineStatus): string[] => [
  ...gauge("search_outbox_waiting", waiting),
  ...gauge("search_outbox_failing", failing),
  ...gauge("search_outbox_lag_seconds", lagMs / 1000),
  ...gauge("search_fallback", fallback ? 1 : 0),
];

const gauge = (name: string, value: number): string[] => [`# TYPE ${name} gauge`, `${name} ${value}`];
