import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "#db/client.ts";
import { beClient, type Setting } from "./client.ts";
import { Knowledge } from "./knowledge.ts";

/** What a worker is told in a file named on its command line. */
export type Orders = Omit<Setting, "db" | "knowledge" | "number" | "over"> & {
  databaseUrl: string;
  /** Its clients' numbers. */
  numbers: readonly number[];
};

/** One worker process of a trial: several clients who share what they know. It begins and ends on the trial's word. */
const orders: Orders = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { db, close } = connect(orders.databaseUrl, orders.numbers.length + 1);
const knowledge = new Knowledge();
process.send?.("ready");
await once(process, "message");
let stopped = false;
process.once("message", () => {
  stopped = true;
});
const over = () => stopped;
await Promise.all(orders.numbers.map((number) => beClient({ ...orders, number, db, knowledge, over })));
await close();
process.disconnect();
