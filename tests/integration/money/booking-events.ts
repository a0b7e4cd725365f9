import fc from "fast-check";
import { fullPrice } from "./booking-world.ts";

/** Where the stretches of Tuesday that are booked begin; the second begins before the first ends. */
export const starts = ["08:00", "09:00", "14:00"] as const;
export const ends = ["10:00", "11:00", "16:00"] as const;

const n = fc.constantFrom(0, 0, 0, 0, 1, 2);
const which = fc.nat(1);
const used = fc.constantFrom(30, 60, 120, 120, 180);
/** Another sum than the one that follows from the times. */
const other = fc.option(fc.integer({ min: 0, max: 2 * fullPrice }), { freq: 3 });
const method = fc.constantFrom("transfer" as const, "stripe" as const);

const event = <K extends string>(kind: K) => fc.constant(kind);
const waits = [20, 61, 600, 8 * 1440, 130 * 1440, 200 * 1440] as const;

/** What may happen, the usual course of things more often than the rest. */
export const anyEvent = fc.oneof(
  // The usual course of things: whatever comes next for a booking as it stands.
  { weight: 24, arbitrary: fc.record({ kind: event("go-on"), n, minutes: used, amount: other, method }) },
  { weight: 4, arbitrary: fc.record({ kind: event("book"), n, voucher: fc.option(which, { freq: 3 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: event("pay"),
      n,
      method,
      part: fc.constantFrom("rest", "rest", "rest", "some", "more"),
      /** Told of before, where there is something to be told of again. */
      again: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: event("answer"), n, yes: fc.constantFrom(true, true, false) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: event("until"), n, at: fc.constantFrom<number>(-6, 0, 30, 130, 130) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: event("check-in"), n }) },
  { weight: 2, arbitrary: fc.record({ kind: event("check-out"), n, byStaff: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: event("complete"), n, minutes: used, amount: other }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: event("correct"), n, amount: fc.integer({ min: 0, max: 2 * fullPrice }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: event("no-show"), n }) },
  { weight: 1, arbitrary: fc.record({ kind: event("waive"), n }) },
  { weight: 3, arbitrary: fc.record({ kind: event("cancel"), n, byStaff: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: event("confirm"), n }) },
  { weight: 1, arbitrary: fc.record({ kind: event("move"), n, longer: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: event("wait"), minutes: fc.constantFrom(...waits) }) },
  { weight: 3, arbitrary: fc.record({ kind: event("clock"), jobs: fc.constantFrom(1, 2) }) },
  { weight: 2, arbitrary: fc.record({ kind: event("send-back"), fails: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: event("redirect"), second: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: event("refund"), n, amount: fc.integer({ min: 1, max: 30_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: event("withdraw"), n, again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: event("decide"), yes: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: event("dispute"), part: fc.constantFrom(1, 3) }) },
  { weight: 1, arbitrary: fc.record({ kind: event("close"), won: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: event("apply"), which, fen: fc.integer({ min: 1, max: 40_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: event("give-back"), which }) },
  { weight: 2, arbitrary: fc.record({ kind: event("invoice"), n }) },
  { weight: 2, arbitrary: fc.record({ kind: event("settle"), which }) },
  { weight: 2, arbitrary: fc.record({ kind: event("pay-out"), yes: fc.constantFrom(true, true, false) }) },
);

export type Act = typeof anyEvent extends fc.Arbitrary<infer T> ? T : never;
export type Event = { once: Act; how: "once" | "twice" | "crash" };

export const history = fc.record({
  facility: fc.nat(3),
  events: fc.array(
    fc.record({
      once: anyEvent,
      how: fc.constantFrom("once", "once", "once", "once", "once", "once", "twice", "crash"),
    }),
    { minLength: 8, maxLength: 24, size: "max" },
  ),
  /** What each history begins with. */
  voucher: fc.option(which, { freq: 3 }),
});

const goOn = { kind: "go-on", n: 0, minutes: 120, amount: null, method: "stripe" } as const;
const each = (acts: readonly Act[]): Event[] => acts.map((once) => ({ once, how: "twice" }));

/** What reaches everything: paid ahead, used, corrected, settled half a year later; one after another that comes to nothing; a card that takes nothing back. */
export const whole: { facility: number; voucher: number | null; events: Event[] }[] = [
  {
    ...{ facility: 1, voucher: 0 },
    events: each([
      ...[goOn, goOn, goOn],
      { kind: "correct", n: 0, amount: 40_000 },
      { kind: "invoice", n: 0 },
      { kind: "wait", minutes: 200 * 1440 },
      { kind: "settle", which: 0 },
      { kind: "pay-out", yes: true },
      { kind: "send-back", fails: false },
      { kind: "clock", jobs: 2 },
    ]),
  },
  {
    ...{ facility: 2, voucher: 1 },
    events: each([
      { kind: "wait", minutes: 61 },
      { kind: "clock", jobs: 1 },
      { kind: "pay", n: 0, method: "transfer", part: "rest", again: false },
      { kind: "book", n: 0, voucher: 1 },
      { kind: "cancel", n: 0, byStaff: false },
    ]),
  },
  {
    ...{ facility: 1, voucher: null },
    events: each([
      goOn,
      { kind: "cancel", n: 0, byStaff: true },
      { kind: "send-back", fails: true },
      { kind: "redirect", second: false },
      { kind: "redirect", second: true },
      { kind: "send-back", fails: false },
    ]),
  },
];
