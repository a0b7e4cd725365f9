import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { percentile } from "../search/metrics.ts";
import type { Loaded } from "../booking/load.ts";
import { halfHour } from "../booking/world.ts";

/**
 * The load generator, a process of its own: each of its clients posts one booking after another, as soon as it has its
 * answer, to its process of the server, and it sends back how that went.
 */
export interface Order {
  /** Where to post, one of each process. */
  urls: string[];
  /** Of each client. */
  tokens: string[];
  facilities: string[];
  epoch: number;
  from: number;
  seconds: number;
}

process.once("message", async (order: Order) => {
  const times: number[] = [];
  const outcomes: Record<string, number> = {};
  const agent = new Agent({ keepAlive: true, maxSockets: order.tokens.length });
  const began = performance.now();
  const until = began + order.seconds * 1000;
  await Promise.all(
    order.tokens.map(async (token, client) => {
      const url = order.urls[client % order.urls.length] ?? "";
      for (let turn = 0; performance.now() < until; turn++) {
        const { start, end } = halfHour(order.epoch, order.from + turn);
        const wish = { facilityId: order.facilities[client], start, end, purpose: "测量" };
        const started = performance.now();
        const status = await post(agent, url, token, JSON.stringify(wish));
        times.push(performance.now() - started);
        outcomes[status] = (outcomes[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const done: Loaded = {
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    outcomes,
  };
  process.send?.(done);
});

function post(agent: Agent, url: string, token: string, body: string): Promise<number> {
  const headers = {
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "User-Agent": "kexiang-bench",
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", agent, headers }, (answer) => {
      text(answer).then(() => resolve(answer.statusCode ?? 0), reject);
    });
    asked.once("error", reject);
    asked.end(body);
  });
}
