import type { FinalState, StoredAct } from "../final-state.ts";
import type { Attempt, Kind } from "../history.ts";

/** Written about bookings whose charge falls away because another was used at their time. */
const waived = "waive-charge";

/** What an act may write about a booking, or about the entry of the waiting list whose offer it is. */
const written: Record<Kind, readonly string[]> = {
  reserve: ["reserve"],
  series: ["reserve"],
  bundle: ["reserve"],
  hold: ["reserve"],
  join: ["join-queue"],
  confirm: ["confirm", "submit", "take"],
  cancel: ["cancel", "release", "call-off", "pass"],
  "cancel-series": ["cancel", "release"],
  "retime-series": ["reschedule", "resubmit"],
  approve: ["approve"],
  reject: ["reject"],
  reschedule: ["reschedule", "resubmit"],
  extend: ["extend"],
  transfer: ["transfer"],
  "check-in": ["check-in"],
  "check-out": ["check-out", "vacate", waived],
  complete: ["complete", waived],
  "no-show": ["no-show"],
  meter: ["check-in", "check-out", "vacate", waived],
  outage: ["relocate", "displace", "call-off"],
  lift: [],
  take: ["take", "confirm", "submit"],
  pass: ["pass", "release", "cancel"],
  "stop-waiting": ["stop-waiting"],
};

/** Kinds that always write at least one of these when they succeed. */
const alwaysWrites = (kind: Kind): boolean =>
  !["meter", "outage", "lift", "retime-series", "cancel-series"].includes(kind);

/** Kinds whose target is the booking that they write about. */
const aboutTarget: readonly Kind[] = [
  "confirm",
  "cancel",
  "approve",
  "reject",
  "reschedule",
  "extend",
  "transfer",
  "check-in",
  "check-out",
  "complete",
  "no-show",
];

const tracked = ["booking", "waitlist_entry"];

/** Acts that were acknowledged and left no trace. */
export function forgottenActs(history: readonly Attempt[], { audit }: FinalState): string[] {
  const byRequest = Map.groupBy(audit, ({ requestId }) => requestId);
  return history
    .filter(({ outcome, replayed, kind }) => outcome === "ok" && !replayed && alwaysWrites(kind))
    .filter((attempt) => !byRequest.get(attempt.requestId ?? "")?.some((act) => explains(attempt, act)))
    .filter((attempt) => !audit.some((act) => isRepeated(attempt, act)))
    .map(({ id, kind, target }) => `${kind} ${id} of ${target} was acknowledged and is not in the log`);
}

/** Whether an acknowledged check-out only repeats one that the same person had made: that is answered and not written again. */
const isRepeated = ({ kind, target, actorId, to }: Attempt, act: StoredAct): boolean =>
  kind === "check-out" &&
  act.entityId === target &&
  act.actorId === actorId &&
  ["check-out", "vacate"].includes(act.transition) &&
  (to === null || act.at <= to);

/** What people did by the log and nobody had asked for, or had been refused. */
export function unaskedActs(history: readonly Attempt[], { audit }: FinalState): string[] {
  const answered = new Map(history.flatMap((one) => (one.requestId ? [[one.requestId, one] as const] : [])));
  const open = Map.groupBy(
    history.filter(({ outcome }) => outcome === "unknown"),
    ({ actorId }) => actorId,
  );
  return audit
    .filter(({ entity, via }) => tracked.includes(entity) && via !== "system")
    .filter((act) => {
      const asked = answered.get(act.requestId);
      if (asked && asked.outcome !== "unknown") return asked.outcome !== "ok" || !explains(asked, act);
      const may = open.get(act.actorId ?? "") ?? [];
      return !may.some((attempt) => explains(attempt, act) && attempt.from <= act.at);
    })
    .map(({ transition, entityId }) => `${transition} of ${entityId} is in the log and nobody asked for it`);
}

const explains = ({ kind, target }: Attempt, { transition, entity, entityId }: StoredAct): boolean =>
  written[kind].includes(transition) &&
  (entity !== "booking" || transition === waived || !aboutTarget.includes(kind) || target === entityId);

/** Things whose state does not follow from the acts that are in the log about them, one after another. */
export function brokenChains({ audit, bookings, entries }: FinalState): string[] {
  const acts = Map.groupBy(
    audit.filter(({ entity }) => tracked.includes(entity)),
    ({ entityId }) => entityId,
  );
  return [...bookings, ...entries].flatMap(({ id, state }) => {
    const steps = (acts.get(id) ?? []).filter(({ toState }) => toState !== null);
    const [first] = steps;
    if (!first || first.fromState !== null) return [`${id} is ${state} and nothing says how it began`];
    const gap = steps.find(({ fromState }, at) => at > 0 && fromState !== steps[at - 1]?.toState);
    if (gap) return [`${id} went on by ${gap.transition} from ${gap.fromState}, where it was not`];
    const last = steps.at(-1)?.toState;
    return last === state ? [] : [`${id} is ${state}, and by the acts about it ${last}`];
  });
}
