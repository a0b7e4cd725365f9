import type { Deadline } from "#app/domain/deadline.ts";
import { waitStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { noInput } from "../inputs.ts";

const toBooker = (template: string) => ({ template, to: ["booker"] as const });

/**
 * The life of an entry in a facility's waiting list. Freed time is offered as a held booking: what becomes of that
 * decides about the entry. A time that the provider takes back before the booker has answered costs no place.
 */
export const waitlistProcess = defineProcess({
  entity: "waitlist_entry",
  initial: ["waiting"],
  states: waitStates,
  parties: {
    booker: { action: "booking.use", organization: "organizationId" },
    clock: "timer",
  },
  owners: { waiting: "clock", offered: "booker" },
  transitions: [
    {
      name: "offer",
      from: ["waiting"],
      to: "offered",
      by: ["clock"],
      after: "time_freed",
      notify: toBooker("waitlist-offered"),
    },
    { name: "take", from: ["offered"], to: "taken", by: ["booker"], inputs: noInput },
    { name: "pass", from: ["offered"], to: "passed", by: ["booker"], inputs: noInput },
    {
      name: "run-out",
      from: ["offered"],
      to: "passed",
      by: ["clock"],
      after: "deadline",
      notify: toBooker("waitlist-run-out"),
    },
    { name: "requeue", from: ["offered"], to: "waiting", by: ["clock"], after: "time_withdrawn" },
    { name: "stop-waiting", from: ["waiting"], to: "withdrawn", by: ["booker"], inputs: noInput },
    {
      name: "end-waiting",
      from: ["waiting"],
      to: "over",
      by: ["clock"],
      after: "deadline",
      notify: toBooker("waitlist-over"),
    },
  ],
});

/** The state an entry is in at `now`, whatever the row still says: what the clock has decided needs no job. */
export function effectiveWait(row: { state: string; deadline: Deadline | null }, now: Date): string {
  if (row.deadline === null || row.deadline > now) return row.state;
  if (row.state === "waiting") return "over";
  return row.state === "offered" ? "passed" : row.state;
}
