import type { Deadline } from "#app/domain/deadline.ts";
import type { z } from "zod";
import type { Actor } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { allowedTransitions } from "../process.ts";
import { checkInFrom } from "./policy.ts";
import { bookingProcess, effectiveState } from "./states.ts";
import { mayHandOver } from "./transfer/policy.ts";

/** A command on a booking as people and programs call it; several transitions can stand behind one. */
export type BookingAct =
  | "confirm"
  | "approve"
  | "reject"
  | "cancel"
  | "check-in"
  | "check-out"
  | "complete"
  | "correct"
  | "no-show"
  | "extend"
  | "reschedule"
  | "transfer";

export interface AllowedAct {
  name: BookingAct;
  inputs: z.ZodType | undefined;
}

interface Row {
  id: string;
  state: string;
  version: number;
  deadline: Deadline | null;
  organizationId: string;
  providerId: string;
  userId: string;
  startsAt: Date;
  endsAt: Date;
  checkedOutAt: Date | null;
}

/** Somebody on both sides acts as the booker of what they booked themselves, and as the provider of the rest. */
export function actsAsBooker(
  actor: Actor,
  row: Pick<Row, "organizationId" | "providerId" | "userId">,
): boolean {
  const booker = may(actor, "booking.use", { organizationId: row.organizationId });
  const staff = may(actor, "booking.manage", { organizationId: row.providerId });
  return booker && (!staff || row.userId === actor.user?.id);
}

interface Moment {
  actor: Actor;
  row: Row;
  state: string;
  now: Date;
  booker: boolean;
}

/** The act that people know a transition by, and when the clock and the actor's side allow it; the rest happen by themselves. */
const acts: Partial<Record<string, { name: BookingAct; when?: (at: Moment) => boolean }>> = {
  submit: { name: "confirm" },
  approve: { name: "approve" },
  reject: { name: "reject" },
  cancel: { name: "cancel", when: ({ booker }) => booker },
  release: { name: "cancel", when: ({ booker }) => booker },
  // A request is declined, not called off.
  "call-off": { name: "cancel", when: ({ booker, state }) => !booker && state !== "pending" },
  "check-in": { name: "check-in", when: ({ row, now }) => now >= checkInFrom(row.startsAt) },
  "no-show": { name: "no-show", when: ({ row, now }) => now >= row.startsAt },
  "check-out": { name: "check-out", when: ({ row }) => row.checkedOutAt === null },
  correct: { name: "correct" },
  complete: { name: "complete", when: ({ row, state, now }) => state !== "confirmed" || now > row.startsAt },
  reschedule: { name: "reschedule", when: ({ row, now }) => now < row.startsAt },
  extend: { name: "extend", when: ({ row, now }) => now < row.endsAt },
  transfer: {
    name: "transfer",
    when: ({ actor, row, now }) => now < row.endsAt && mayHandOver(actor, row),
  },
};

/** What `actor` may do with a booking at `now`: the transitions of the table that the clock allows too. */
export function actionsFor(actor: Actor, row: Row, now: Date): AllowedAct[] {
  const state = effectiveState(row, now);
  const moment = { actor, row, state, now, booker: actsAsBooker(actor, row) };
  return allowedTransitions(bookingProcess, actor, { ...row, state }).flatMap(({ name, inputs }) => {
    const act = acts[name];
    return act && (act.when?.(moment) ?? true) ? [{ name: act.name, inputs }] : [];
  });
}
