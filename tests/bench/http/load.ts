import { Agent, get } from "node:http";
import { percentile } from "../search/metrics.ts";

/**
 * The load generator, in a process of its own: `node load.ts URL CLIENTS SECONDS` asks URL again and again, each client as soon
 * as it has its answer, and prints one line of JSON. Anything but a 200 is counted as an error. `{n}` in URL is another number
 * each time.
 */
export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  errors: number;
}

const [url = "", clients = "4", seconds = "3"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(clients) });
const headers = { "Accept-Encoding": "gzip", "Accept-Language": "zh-CN", "User-Agent": "kexiang-bench" };

let asked = 0;

function once(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    get(url.replace("{n}", String(++asked)), { agent, headers }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode === 200));
      answer.once("error", reject);
    }).once("error", reject);
  });
}

async function client(until: number, times: number[]): Promise<number> {
  let errors = 0;
  while (performance.now() < until) {
    const started = performance.now();
    const right = await once();
    if (right) times.push(performance.now() - started);
    else errors++;
  }
  return errors;
}

const times: number[] = [];
const started = performance.now();
const until = started + Number(seconds) * 1000;
const errors = await Promise.all(Array.from({ length: Number(clients) }, () => client(until, times)));
const load: Load = {
  perSecond: times.length / ((performance.now() - started) / 1000),
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
  errors: errors.reduce((sum, one) => sum + one, 0),
};
console.log(JSON.stringify(load));
agent.destroy();
