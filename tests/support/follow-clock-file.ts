import { offsetIn } from "./clock-file.ts";

/** Preloaded into a server: `Date` tells the real time and what the file adds to it. Timers keep the real one. */
const path = process.env.CLOCK_FILE ?? "";
const realNow = Date.now.bind(Date);
const now = () => realNow() + offsetIn(path);

globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
