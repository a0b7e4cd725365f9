import { describe, expect, it } from "vitest";
import { failuresInCalm } from "../../support/checker/check/calm.ts";
import { faultsIn } from "../../support/checker/check/index.ts";
import type { FinalState, StoredAct, StoredBooking, StoredEntry } from "../../support/checker/final-state.ts";
import type { Attempt } from "../../support/checker/history.ts";

const minute = 60_000;

const attempt = (id: string, more: Partial<Attempt>): Attempt => ({
  ...{ id, tag: id, kind: "reserve", actorId: "user", target: null, key: null, from: 0, to: minute },
  ...{ outcome: "ok", status: 200, code: null, requestId: `request ${id}`, replayed: false, made: [] },
  ...more,
});

const act = (entityId: string, transition: string, more: Partial<StoredAct>): StoredAct => ({
  ...{ at: 0, entity: "booking", entityId, actorId: "user", via: "token", requestId: "", transition },
  ...{ fromState: null, toState: "confirmed", offered: null },
  ...more,
});

const booking = (id: string, more: Partial<StoredBooking> = {}): StoredBooking => ({
  ...{ id, facilityId: "instrument", purpose: id, state: "confirmed", pendingHolds: true },
  ...{ start: 60 * minute, end: 70 * minute, price: 1_000, charge: null, chargeWaiver: "" },
  ...{ seriesId: null, bundleId: null },
  ...more,
});

const slotOf = ({ id, facilityId, state, start, end }: StoredBooking) => ({
  ...{ unitId: `${facilityId} 1`, facilityId, bookingId: id, state, start, end },
});

const entry = (id: string, more: Partial<StoredEntry>): StoredEntry => ({
  ...{ id, facilityId: "instrument", createdAt: 0, state: "waiting", bookingId: null, purpose: id },
  ...{ earliest: 60 * minute, latest: 70 * minute, minutes: 10 },
  ...more,
});

const facility = (id: string, units: number, requires: string[] = []) => ({
  ...{ id, units, requires, bufferAfterMs: 0, cancelCutoffMs: 30 * minute, lateCancelPercent: 50 },
  ...{ noShowGraceMs: 5 * minute, noShowPercent: 100 },
});

/** A trial in which one booking was made and all is well. */
function sound(): { history: Attempt[]; final: FinalState } {
  const one = booking("one");
  return {
    history: [attempt("one", { made: ["one"], target: "instrument" })],
    final: {
      facilities: [facility("instrument", 1), facility("tool", 1, ["instrument"])],
      bookings: [one],
      slots: [slotOf(one)],
      audit: [act("one", "reserve", { requestId: "request one" })],
      ...{ entries: [], records: [], credit: [], violations: [], lent: [] },
    },
  };
}

type Plant = (trial: ReturnType<typeof sound>) => void;

/** Another booking, made as it should be. */
const add = ({ history, final }: ReturnType<typeof sound>, made: StoredBooking): void => {
  history.push(attempt(made.purpose, { made: [made.id] }));
  final.bookings.push(made);
  final.slots.push(slotOf(made));
  final.audit.push(act(made.id, "reserve", { requestId: `request ${made.purpose}` }));
};

/** The one booking ends by an act that was acknowledged. */
const finish = (
  { history, final }: ReturnType<typeof sound>,
  kind: "cancel" | "no-show" | "complete" | "approve",
  toState: string,
  at: number,
): void => {
  const requestId = `request ${kind}`;
  history.push(attempt(kind, { kind, target: "one", from: at, to: at }));
  final.audit.push(act("one", kind, { requestId, fromState: "confirmed", toState, at }));
  final.bookings[0] = booking("one", { ...final.bookings[0], state: toState });
  for (const slot of final.slots) if (slot.bookingId === "one") slot.state = toState;
};

const join = (trial: ReturnType<typeof sound>, id: string, createdAt: number): void => {
  trial.final.entries.push(entry(id, { createdAt }));
  trial.history.push(attempt(id, { kind: "join", made: [id] }));
  const joined = { entity: "waitlist_entry", requestId: `request ${id}`, toState: "waiting", at: createdAt };
  trial.final.audit.push(act(id, "join-queue", joined));
};

const offer = ({ final }: ReturnType<typeof sound>, id: string): void => {
  const held = booking(`for ${id}`, { purpose: id, state: "held", start: 90 * minute, end: 100 * minute });
  final.bookings.push(held);
  final.slots.push(slotOf(held));
  final.audit.push(act(held.id, "reserve", { via: "system", toState: "held" }));
  const offered = { start: 60 * minute, end: 70 * minute };
  const step = { entity: "waitlist_entry", via: "system", fromState: "waiting", toState: "offered", offered };
  final.audit.push(act(id, "offer", { ...step, at: 20 * minute }));
  final.entries = final.entries.map((one) =>
    one.id === id ? { ...one, state: "offered", bookingId: held.id } : one,
  );
};

const faultsAfter = (...plants: Plant[]): string[] => {
  const trial = sound();
  for (const plant of plants) plant(trial);
  return faultsIn(trial.history, trial.final);
};

describe("the checker finds", () => {
  it("nothing where nothing is wrong", () => {
    expect(faultsAfter()).toEqual([]);
    const late: Plant = (trial) => {
      finish(trial, "cancel", "cancelled", 40 * minute);
      trial.final.bookings[0] = booking("one", { state: "cancelled", charge: 500 });
      trial.final.credit.push({ bookingId: "one", code: "late_cancel" });
      trial.final.violations.push({ bookingId: "one", code: "late_cancel", state: "recorded" });
    };
    expect(faultsAfter(late)).toEqual([]);
    const waited: Plant = (trial) => {
      join(trial, "first", 1);
      join(trial, "second", 2);
      offer(trial, "first");
    };
    expect(faultsAfter(waited)).toEqual([]);
  });

  it("nothing where somebody said twice that they had gone, but another's word for it is lost", () => {
    const gone: Plant = ({ history, final }) => {
      history.push(attempt("gone", { kind: "check-out", target: "one" }));
      history.push(attempt("again", { kind: "check-out", target: "one", from: 2, to: 3 }));
      final.audit.push(act("one", "check-out", { requestId: "request gone", fromState: "confirmed" }));
    };
    expect(faultsAfter(gone)).toEqual([]);
    const other: Plant = (trial) => {
      gone(trial);
      trial.history.push(attempt("other", { kind: "check-out", target: "one", actorId: "another" }));
    };
    expect(faultsAfter(other).join("\n")).toMatch(/check-out other of one was acknowledged/);
  });

  const planted: [fault: string, said: RegExp, plant: Plant][] = [
    ["a lost booking", /told of one, which is not there/, ({ final }) => final.bookings.pop()],
    [
      "a lost act",
      /approve .* acknowledged and is not in the log/,
      ({ history }) => history.push(attempt("approve", { kind: "approve", target: "one" })),
    ],
    [
      "an overlap",
      /unit instrument 1 has two owners/,
      (trial) => add(trial, booking("two", { start: 65 * minute, end: 75 * minute })),
    ],
    [
      "a key that took effect twice",
      /one happened 2 times/,
      ({ final }) => final.bookings.push(booking("again", { purpose: "one" })),
    ],
    [
      "two answers to one key",
      /told of 2 things under one key/,
      ({ history }) => history.push(attempt("one/1", { tag: "one", made: ["other"] })),
    ],
    [
      "a refusal that took effect",
      /refused and is there all the same/,
      ({ history }) => history.splice(0, 1, attempt("one", { outcome: "refused", status: 409 })),
    ],
    [
      "half a bundle",
      /made in part/,
      ({ history }) => history.splice(0, 1, attempt("one", { kind: "bundle", made: ["one"] })),
    ],
    [
      "a state that no act led to",
      /one is in_use, and by the acts about it confirmed/,
      ({ final }) => {
        final.bookings[0] = booking("one", { state: "in_use" });
        for (const slot of final.slots) slot.state = "in_use";
      },
    ],
    [
      "an act from where it was not",
      /went on by approve from pending, where it was not/,
      (trial) => {
        finish(trial, "approve", "confirmed", minute);
        const last = trial.final.audit.at(-1);
        if (last) last.fromState = "pending";
      },
    ],
    [
      "an act that nobody asked for",
      /approve of one is in the log and nobody asked/,
      (trial) => {
        finish(trial, "approve", "confirmed", minute);
        trial.history.pop();
      },
    ],
    [
      "an act before it was asked for",
      /approve of one is in the log and nobody asked/,
      (trial) => {
        finish(trial, "approve", "confirmed", minute);
        trial.history.pop();
        const late = { kind: "approve", target: "one", from: 2 * minute, to: null } as const;
        trial.history.push(attempt("approve", { ...late, outcome: "unknown", requestId: null }));
      },
    ],
    [
      "a charge without a cause",
      /charged 500 without a cause/,
      (trial) => {
        finish(trial, "cancel", "cancelled", 10 * minute);
        trial.final.bookings[0] = booking("one", { state: "cancelled", charge: 500 });
      },
    ],
    [
      "a charge of another amount",
      /charged 999 instead of 500/,
      (trial) => {
        finish(trial, "cancel", "cancelled", 40 * minute);
        trial.final.bookings[0] = booking("one", { state: "cancelled", charge: 999 });
      },
    ],
    [
      "a no-show before its time",
      /charged 1000 without a cause/,
      (trial) => {
        finish(trial, "no-show", "no_show", 50 * minute);
        trial.final.bookings[0] = booking("one", { state: "no_show", charge: 1_000 });
      },
    ],
    [
      "a charge that was waived although nobody used the time",
      /owes 500 and is not charged/,
      (trial) => {
        finish(trial, "cancel", "cancelled", 40 * minute);
        trial.final.bookings[0] = booking("one", { state: "cancelled", chargeWaiver: "used_again" });
      },
    ],
    [
      "a mark without a cause",
      /no_show counts 1 times/,
      ({ final }) => final.credit.push({ bookingId: "one", code: "no_show" }),
    ],
    [
      "a violation without a cause",
      /late_cancel is held against its booker 1 times/,
      ({ final }) => final.violations.push({ bookingId: "one", code: "late_cancel", state: "recorded" }),
    ],
    [
      "a use without a record",
      /completed and has 0 records/,
      (trial) => finish(trial, "complete", "completed", 70 * minute),
    ],
    [
      "a record without a use",
      /confirmed and has 1 records/,
      ({ final }) => final.records.push({ bookingId: "one", from: 0, to: 1 }),
    ],
    [
      "a unit that is kept by what is over",
      /cancelled and still owns units/,
      (trial) => {
        finish(trial, "cancel", "cancelled", minute);
        for (const slot of trial.final.slots) slot.state = "confirmed";
      },
    ],
    [
      "a booking without the room that it needs",
      /owns units of \[tool\] instead of \[instrument,tool\]/,
      (trial) => add(trial, booking("two", { facilityId: "tool", start: 90 * minute, end: 95 * minute })),
    ],
    [
      "a room that is used twice",
      /facility instrument of 1 units is used 2 times/,
      (trial) => add(trial, booking("two", { facilityId: "tool" })),
    ],
    [
      "an accessory that is lent twice",
      /of accessory stage 2 are lent/,
      (trial) => {
        add(trial, booking("two", { facilityId: "tool" }));
        for (const bookingId of ["one", "two"])
          trial.final.lent.push({ bookingId, accessoryId: "stage", quantity: 1, stock: 1 });
      },
    ],
    [
      "an offer out of turn",
      /second was offered a time before first/,
      (trial) => {
        join(trial, "first", 1);
        join(trial, "second", 2);
        offer(trial, "second");
      },
    ],
    [
      "an offer of nothing",
      /first is offered a booking that is cancelled/,
      (trial) => {
        join(trial, "first", 1);
        offer(trial, "first");
        const held = trial.final.bookings.at(-1);
        if (held) held.state = "cancelled";
      },
    ],
  ];

  it.each(planted)("%s", (_, said, plant) => {
    expect(faultsAfter(plant).join("\n")).toMatch(said);
  });

  it("a failure in calm, and none beside a blow", () => {
    const failed = [attempt("one", { outcome: "unknown", status: 500, from: 10, to: 20 })];
    expect(failuresInCalm(failed, [{ what: "killed", from: 0, to: 5 }], 2)).toHaveLength(1);
    expect(failuresInCalm(failed, [{ what: "killed", from: 0, to: 9 }], 2)).toEqual([]);
    expect(failuresInCalm(failed, [{ what: "killed", from: 15, to: 30 }], 2)).toEqual([]);
  });
});
