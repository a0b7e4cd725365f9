import type { usageRecord } from "../../schema/booking.ts";
import type { creditEvent } from "../../schema/credit.ts";
import type { BookingState, Evaluation } from "../../schema/vocabulary.ts";
import { between, pick, share } from "../ids.ts";
import { cancelReasons, lukewarm, praise, purposesFor, rejectReasons } from "../purposes.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId } from "./identity.ts";
import { chargeOf, type Place } from "./place.ts";

export interface Outcome {
  state: BookingState;
  createdAt: Date;
  stateSince: Date;
  deadline: Date | null;
  version: number;
  reason: string;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  endedAt: Date | null;
  usage?: Omit<typeof usageRecord.$inferInsert, "bookingId">;
  credit: Pick<typeof creditEvent.$inferInsert, "organizationId" | "record" | "code" | "points" | "from" | "until">[];
}

/** What became of a booking: its state with everything that goes with it. */
export function outcomeOf(place: Place, past: boolean, calendar: Calendar): Outcome {
  if (!past) return coming(place, calendar);
  const luck = share(`${place.name} outcome`);
  if (luck < 0.05) return noShow(place);
  if (luck < 0.15) return cancelled(place);
  if (luck < 0.18 && !place.policy.instant) return rejected(place);
  return completed(place, calendar);
}

function base(place: Place, state: BookingState, createdAt: Date): Outcome {
  return {
    state,
    createdAt,
    stateSince: createdAt,
    deadline: null,
    version: place.policy.instant ? 1 : 2,
    reason: "",
    checkedInAt: null,
    checkedOutAt: null,
    endedAt: null,
    credit: [],
  };
}

/** When the request was made: some days ahead, always before the lead time ends. */
function askedAt(place: Place): Date {
  const ahead = minutes(place.policy.leadMinutes + between(`${place.name} asked`, 300, 9000));
  return new Date(place.startsAt.getTime() - ahead);
}

function coming(place: Place, calendar: Calendar): Outcome {
  const waiting = !place.policy.instant && share(`${place.name} waiting`) < 0.5;
  const latest = calendar.now.getTime();
  const asked = Math.min(askedAt(place).getTime(), latest - minutes(between(`${place.name} ago`, 20, 2000)));
  if (!waiting) {
    const answered = new Date(Math.min(asked + minutes(between(`${place.name} answer`, 15, 300)), latest));
    const outcome = base(place, "confirmed", new Date(asked));
    const deadline = new Date(place.startsAt.getTime() + minutes(place.policy.noShowGraceMinutes));
    return { ...outcome, stateSince: place.policy.instant ? outcome.createdAt : answered, deadline };
  }
  const created = new Date(latest - minutes(between(`${place.name} ago`, 20, place.policy.answerWithinHours * 30)));
  const answerBy = created.getTime() + place.policy.answerWithinHours * 3_600_000;
  const deadline = new Date(Math.min(answerBy, place.startsAt.getTime()));
  return { ...base(place, "pending", created), version: 1, deadline };
}

function completed(place: Place, calendar: Calendar): Outcome {
  const { name, startsAt, endsAt } = place;
  const inAt = new Date(startsAt.getTime() + minutes(between(`${name} in`, -3, 6)));
  const outAt = new Date(endsAt.getTime() + minutes(between(`${name} out`, -12, 8)));
  const outcome = base(place, "completed", askedAt(place));
  return {
    ...outcome,
    stateSince: outAt,
    version: outcome.version + 2,
    checkedInAt: inAt,
    checkedOutAt: outAt,
    endedAt: outAt,
    usage: {
      createdAt: outAt,
      actualFrom: inAt,
      actualTo: outAt,
      way: pick(`${name} way`, place.facility.ways),
      external: place.person.org !== place.facility.org,
      content: pick(`${name} purpose`, purposesFor(place.facility.classCode)),
      amount: chargeOf(place) ?? between(`${name} amount`, 8, 60) * 5000,
      ...evaluationOf(place, outAt, calendar.now),
    },
  };
}

function evaluationOf(
  place: Place,
  outAt: Date,
  now: Date,
): { evaluation?: Evaluation; evaluationText?: string; evaluatedAt?: Date } {
  const luck = share(`${place.name} evaluation`);
  if (luck > 0.8) return {};
  const wait = minutes(between(`${place.name} evaluated`, 30, 3000));
  const evaluatedAt = new Date(Math.min(outAt.getTime() + wait, now.getTime()));
  if (luck < 0.5) return { evaluation: "very_satisfied", evaluationText: pick(`${place.name} words`, praise), evaluatedAt };
  if (luck < 0.72) return { evaluation: "satisfied", evaluationText: "", evaluatedAt };
  return { evaluation: "neutral", evaluationText: pick(`${place.name} words`, lukewarm), evaluatedAt };
}

function cancelled(place: Place): Outcome {
  const late = share(`${place.name} late`) < 0.35;
  const cutoff = place.policy.cancelCutoffMinutes;
  const ahead = late ? cutoff / 2 : cutoff + between(`${place.name} cancelled`, 30, 200);
  const at = new Date(place.startsAt.getTime() - minutes(ahead));
  const asked = new Date(Math.min(askedAt(place).getTime(), at.getTime() - minutes(120)));
  const outcome = base(place, "cancelled", asked);
  return {
    ...outcome,
    stateSince: at,
    endedAt: at,
    version: outcome.version + 1,
    reason: pick(`${place.name} reason`, cancelReasons),
    credit: late ? [usageEvent(place, "late_cancel", -3, at)] : [],
  };
}

function noShow(place: Place): Outcome {
  const at = new Date(place.startsAt.getTime() + minutes(place.policy.noShowGraceMinutes));
  const outcome = base(place, "no_show", askedAt(place));
  return {
    ...outcome,
    stateSince: at,
    endedAt: at,
    version: outcome.version + 1,
    credit: [usageEvent(place, "no_show", -8, at)],
  };
}

function rejected(place: Place): Outcome {
  const created = askedAt(place);
  const at = new Date(created.getTime() + minutes(between(`${place.name} answer`, 40, 290)));
  const reason = pick(`${place.name} reason`, rejectReasons);
  return { ...base(place, "rejected", created), stateSince: at, endedAt: at, reason };
}

function usageEvent(place: Place, code: string, points: number, from: Date): Outcome["credit"][number] {
  const until = new Date(from.getTime() + 180 * 86_400_000);
  return { organizationId: organizationId(place.person.org), record: "usage", code, points, from, until };
}
