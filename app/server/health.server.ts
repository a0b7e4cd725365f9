import { createHash, timingSafeEqual } from "node:crypto";
import { type Request, Router } from "express";
import { waitingForStripe } from "#app/domain/money/stripe/inbox/queries.server.ts";
import { database } from "#app/runtime/database.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { readIndexes, readJobs } from "#app/runtime/readiness.server.ts";
import { marketEngine } from "#search/indexing.ts";
import type { SecondEngineStatus } from "#search/market.ts";
import { renderMetrics } from "./metrics.server.ts";
import { inTime, readNumbers } from "./numbers.server.ts";
import { sendProblem } from "./problem.server.ts";

/** Jobs due but not started for this long mean that no worker runs. */
const acceptableLagSeconds = 300;

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: for Prometheus. */
export const health = Router()
  .get("/healthz", (_req, res) => {
    res.setHeader("Cache-Control", "no-store").json({ status: "ok" });
  })
  .get("/readyz", async (_req, res) => {
    const state = (await inTime(readState())) ?? { ready: false, database: "down" };
    res
      .status(state.ready ? 200 : 503)
      .setHeader("Cache-Control", "no-store")
      .json(state);
  })
  .get("/metrics", async (req, res) => {
    if (!mayRead(req)) return sendProblem(req, res, "not_found");
    const numbers = await inTime(readNumbers());
    res.type("text/plain; version=0.0.4").send(renderMetrics(database().load(), numbers));
  })
  .all(["/healthz", "/readyz", "/metrics"], (req, res) => {
    res.setHeader("Allow", "GET, HEAD");
    if (req.method === "OPTIONS") res.status(204).end();
    else sendProblem(req, res, "method_not_allowed");
  });

/**
 * The numbers of the process are for whoever watches it: with `METRICS_TOKEN` its bearer, else a program on this machine
 * that comes by no proxy.
 */
function mayRead(req: Request): boolean {
  const { METRICS_TOKEN: token } = env();
  if (token !== undefined) {
    const [given, wanted] = [req.get("Authorization") ?? "", `Bearer ${token}`].map((text) =>
      createHash("sha256").update(text).digest(),
    );
    return given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted);
  }
  const forwarded = ["forwarded", "x-forwarded-for", "x-forwarded-host", "via"].some(
    (name) => name in req.headers,
  );
  return !forwarded && /^(?:::1|(?:::ffff:)?127\.)/.test(req.socket.remoteAddress ?? "");
}

/** Late jobs and a lost Meilisearch are worth an alarm, but sending readers to another process would not help. */
async function readState() {
  const { db } = database();
  const [{ lagSeconds }, indexes, second, notices] = await Promise.all([
    readJobs(db),
    readIndexes(db),
    readSecondEngine(),
    waitingForStripe(db),
  ]);
  return {
    ready: indexes.length > 0,
    database: "ok",
    search: indexes.length > 0 ? inWords(second) : "no index",
    ...(second && {
      searchLagSeconds: seconds(second.lagMs),
      searchWritesWaiting: second.waiting,
      searchWritesFailing: second.failing,
      ...(second.error && { searchError: second.error }),
    }),
    jobs: lagSeconds <= acceptableLagSeconds ? "ok" : "late",
    jobsLagSeconds: lagSeconds,
    ...(notices > 0 && { payments: `Stripe is switched off; ${notices} of its notices wait` }),
  };
}

const readSecondEngine = () => marketEngine(database().db).secondEngine("listing");

function inWords(second: SecondEngineStatus | undefined): string {
  if (!second?.fallback) return "ok";
  const instead = "answering from PostgreSQL";
  if (second.fallback === "building") return `meilisearch is being built; ${instead}`;
  if (second.fallback === "behind") return `meilisearch is ${seconds(second.lagMs)} s behind; ${instead}`;
  return `meilisearch unreachable since ${second.unreachableSince}; ${instead}`;
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;
