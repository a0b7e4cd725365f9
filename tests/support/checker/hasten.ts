import { fastNow } from "./fast-clock.ts";

/** Preloaded into the processes of a trial: `Date` tells the trial's time. Timers keep the real one. */
const clock = { epoch: Number(process.env.CHECKER_EPOCH), speed: Number(process.env.CHECKER_SPEED) };

globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [fastNow(clock)] : given, newTarget),
  get: (target, name) => (name === "now" ? () => fastNow(clock) : Reflect.get(target, name)),
});
