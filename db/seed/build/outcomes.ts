import type { usageRecord } from "../../schema/booking.ts";
import {
  type BookingState,
  type Evaluation,
  fundingSources,
  type ServiceType,
} from "../../schema/vocabulary.ts";
import { between, pick, share } from "../ids.ts";
import { cancelReasons, lukewarm, praise, projects, purposesFor, rejectReasons } from "../purposes.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { personWith } from "./identity.ts";
import { chargeOf, needsPresence, type Place } from "./place.ts";

/** What research inside and outside the provider is for (NRII service type). */
const inside: readonly ServiceType[] = ["research", "research", "teaching"];
const outside: readonly ServiceType[] = ["development", "development", "research"];

/** One transition of a booking; `by` is a mailbox, null the clock. */
export interface Move {
  transition: string;
  to: BookingState;
  at: Date;
  by: string | null;
  reason?: string;
}

/** What became of a booking. */
export interface Outcome {
  createdAt: Date;
  /** The state it was made in, then every later one. */
  first: "held" | "pending" | "confirmed";
  moves: Move[];
  deadline: Date | null;
  reason: string;
  charge: number | null;
  usage?: Omit<typeof usageRecord.$inferInsert, "bookingId">;
  credit?: { code: "good_use" | "late_cancel" | "no_show" | "overrun"; at: Date };
}

/** The end of a booking that lies behind. */
export function pastOutcome(place: Place, calendar: Calendar): Outcome {
  const luck = share(`${place.name} outcome`);
  if (luck < 0.06 && needsPresence(place.way)) return noShow(place);
  if (luck < 0.15) return cancelled(place);
  if (luck < 0.19 && !place.policy.instant) return rejected(place);
  return completed(place, calendar);
}

/** The end of a booking of long ago: nothing is held against anybody any more. */
export function earlierOutcome(place: Place, calendar: Calendar): Outcome {
  return share(`${place.name} outcome`) < 0.08 ? cancelled(place, false) : completed(place, calendar);
}

/** Offered to somebody who waits, for some hours from now on. */
export function offered({ now }: Calendar): Outcome {
  const createdAt = new Date(now.getTime() - minutes(20));
  const deadline = new Date(now.getTime() + minutes(220));
  return { createdAt, first: "held", moves: [], deadline, reason: "", charge: null };
}

/** A booking to come that an outage has moved to another unit. */
export function relocated(place: Place, reason: string, calendar: Calendar): Outcome {
  const at = new Date(calendar.now.getTime() - minutes(90));
  const outcome = {
    ...begun(place, new Date(calendar.now.getTime() - minutes(2900))),
    deadline: showUpBy(place),
  };
  return { ...outcome, moves: [{ transition: "relocate", to: "confirmed", at, by: staffOf(place), reason }] };
}

/** A booking still to come: half of the requests wait for their answer. */
export function comingOutcome(place: Place, calendar: Calendar): Outcome {
  const { name, policy, startsAt } = place;
  const now = calendar.now.getTime();
  if (!policy.instant && share(`${name} waiting`) < 0.5) {
    const created = now - minutes(between(`${name} ago`, 20, policy.answerWithinHours * 30));
    const answerBy = created + minutes(policy.answerWithinHours * 60);
    return { ...begun(place, new Date(created)), deadline: new Date(Math.min(answerBy, startsAt.getTime())) };
  }
  const created = Math.min(askedAt(place).getTime(), now - minutes(between(`${name} ago`, 130, 2000)));
  const outcome = confirmed(place, new Date(created));
  return { ...outcome, deadline: showUpBy(place) };
}

/** A booking that is being used while the market is loaded. */
export function runningOutcome(place: Place): Outcome {
  const outcome = confirmed(place, askedAt(place));
  const at = new Date(place.startsAt.getTime() + minutes(4));
  const moves = [...outcome.moves, { transition: "check-in", to: "in_use" as const, at, by: staffOf(place) }];
  return { ...outcome, moves, deadline: place.endsAt };
}

function begun(place: Place, createdAt: Date): Outcome {
  const first = place.policy.instant ? "confirmed" : "pending";
  return { createdAt, first, moves: [], deadline: null, reason: "", charge: null };
}

/** Made, and approved where that is needed. */
function confirmed(place: Place, createdAt: Date): Outcome {
  const outcome = begun(place, createdAt);
  if (place.policy.instant) return outcome;
  const at = new Date(createdAt.getTime() + minutes(between(`${place.name} answer`, 15, 110)));
  return { ...outcome, moves: [{ transition: "approve", to: "confirmed", at, by: staffOf(place) }] };
}

/** When the request was made: some days ahead, always before the lead time ends. */
function askedAt({ name, policy, startsAt }: Place): Date {
  return new Date(startsAt.getTime() - minutes(policy.leadMinutes + between(`${name} asked`, 300, 9000)));
}

function showUpBy({ way, policy, startsAt, endsAt }: Place): Date | null {
  if (!needsPresence(way)) return null;
  return new Date(Math.min(startsAt.getTime() + minutes(policy.noShowGraceMinutes), endsAt.getTime()));
}

function completed(place: Place, calendar: Calendar): Outcome {
  const { name, startsAt, endsAt, policy, way, facility, person } = place;
  const outcome = confirmed(place, askedAt(place));
  const overran = policy.stepMinutes < 1440 && share(`${name} overran`) < 0.03;
  const late = overran
    ? policy.noShowGraceMinutes + between(`${name} over`, 3, 12)
    : between(`${name} out`, -12, 8);
  const inAt = new Date(startsAt.getTime() + minutes(between(`${name} in`, -3, 6)));
  const outAt = new Date(Math.min(endsAt.getTime() + minutes(late), calendar.now.getTime()));
  const checkIn = { transition: "check-in", to: "in_use" as const, at: inAt, by: staffOf(place) };
  const done = { transition: "complete", to: "completed" as const, at: outAt, by: staffOf(place) };
  return {
    ...outcome,
    moves: [...outcome.moves, ...(needsPresence(way) ? [checkIn] : []), done],
    usage: {
      createdAt: outAt,
      actualFrom: inAt,
      actualTo: outAt,
      way,
      external: person.org !== facility.org,
      content: pick(`${name} purpose`, purposesFor(facility, person.org)),
      serviceType: person.org === facility.org ? pick(`${name} type`, inside) : pick(`${name} type`, outside),
      project: pick(`${name} project`, projects),
      funding: [pick(`${name} funding`, fundingSources)],
      fields: [...facility.fields],
      samples: between(`${name} samples`, 1, 12),
      amount: chargeOf(place)?.amount ?? between(`${name} amount`, 8, 60) * 5000,
      ...evaluationOf(name, outAt, calendar.now),
    },
    credit: { code: overran ? "overrun" : "good_use", at: outAt },
  };
}

type Judged = { evaluation?: Evaluation; evaluationText?: string; evaluatedAt?: Date };

function evaluationOf(name: string, outAt: Date, now: Date): Judged {
  const luck = share(`${name} evaluation`);
  const wait = minutes(between(`${name} evaluated`, 30, 3000));
  const evaluatedAt = new Date(Math.min(outAt.getTime() + wait, now.getTime()));
  if (luck < 0.5)
    return { evaluation: "very_satisfied", evaluationText: pick(`${name} words`, praise), evaluatedAt };
  if (luck < 0.72) return { evaluation: "satisfied", evaluationText: "", evaluatedAt };
  if (luck < 0.8)
    return { evaluation: "neutral", evaluationText: pick(`${name} words`, lukewarm), evaluatedAt };
  return {};
}

/** A booking that went wrong by its booker's doing. */
export const lapsed = (place: Place, code: "no_show" | "late_cancel"): Outcome =>
  code === "no_show" ? noShow(place) : cancelled(place, true);

function cancelled(place: Place, late = share(`${place.name} late`) < 0.35): Outcome {
  const { name, policy, startsAt, person } = place;
  const ahead = late
    ? policy.cancelCutoffMinutes / 2
    : policy.cancelCutoffMinutes + between(`${name} cancelled`, 30, 200);
  const at = new Date(startsAt.getTime() - minutes(ahead));
  const asked = new Date(Math.min(askedAt(place).getTime(), at.getTime() - minutes(150)));
  const outcome = confirmed(place, asked);
  const reason = pick(`${name} reason`, cancelReasons);
  const move: Move = { transition: "cancel", to: "cancelled", at, by: person.mailbox, reason };
  const credit = late ? { code: "late_cancel" as const, at } : undefined;
  const charge = late ? portionOf(place, policy.lateCancelPercent) : null;
  return { ...outcome, moves: [...outcome.moves, move], reason, charge, ...(credit && { credit }) };
}

function noShow(place: Place): Outcome {
  const at = showUpBy(place) ?? place.endsAt;
  const outcome = confirmed(place, askedAt(place));
  const moves: Move[] = [...outcome.moves, { transition: "no-show", to: "no_show", at, by: null }];
  return {
    ...outcome,
    moves,
    charge: portionOf(place, place.policy.noShowPercent),
    credit: { code: "no_show", at },
  };
}

function rejected(place: Place): Outcome {
  const createdAt = askedAt(place);
  const at = new Date(createdAt.getTime() + minutes(between(`${place.name} answer`, 40, 290)));
  const reason = pick(`${place.name} reason`, rejectReasons);
  const move: Move = { transition: "reject", to: "rejected", at, by: staffOf(place), reason };
  return { ...begun(place, createdAt), moves: [move], reason };
}

const portionOf = (place: Place, percent: number): number =>
  Math.round(((chargeOf(place)?.amount ?? 0) * percent) / 100);

export const staffOf = ({ facility }: Place): string =>
  personWith(facility.org, (person) => person.roles.includes("facility_manager")).mailbox;
