import type { z } from "zod";
import type { Actor } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { allowedTransitions } from "../process.ts";
import { checkInFrom } from "./policy.ts";
import { bookingProcess, effectiveState } from "./states.ts";

/** A command on a booking as people and programs call it; several transitions can stand behind one. */
export type BookingAct =
  | "confirm"
  | "approve"
  | "reject"
  | "cancel"
  | "check-in"
  | "complete"
  | "no-show"
  | "extend"
  | "reschedule";

export interface AllowedAct {
  name: BookingAct;
  inputs: z.ZodType | undefined;
}

interface Row {
  id: string;
  state: string;
  version: number;
  deadline: Date | null;
  organizationId: string;
  providerId: string;
  userId: string;
  startsAt: Date;
  endsAt: Date;
}

/** Somebody on both sides acts as the booker of what they booked themselves, and as the provider of the rest. */
export function actsAsBooker(actor: Actor, row: Pick<Row, "organizationId" | "providerId" | "userId">): boolean {
  const booker = may(actor, "booking.use", { organizationId: row.organizationId });
  const staff = may(actor, "booking.manage", { organizationId: row.providerId });
  return booker && (!staff || row.userId === actor.user?.id);
}

/** What `actor` may do with a booking at `now`: the transitions of the table that the clock allows too. */
export function actionsFor(actor: Actor, row: Row, now: Date): AllowedAct[] {
  const here = { ...row, state: effectiveState(row, now) };
  const booker = actsAsBooker(actor, row);
  return allowedTransitions(bookingProcess, actor, here).flatMap(({ name, inputs }): AllowedAct[] => {
    switch (name) {
      case "submit":
        return [{ name: "confirm", inputs }];
      case "cancel":
        return booker ? [{ name: "cancel", inputs }] : [];
      case "call-off":
        // A request is declined, not called off.
        return booker || here.state === "pending" ? [] : [{ name: "cancel", inputs }];
      case "check-in":
        return now >= checkInFrom(row.startsAt) ? [{ name, inputs }] : [];
      case "no-show":
        return now >= row.startsAt ? [{ name, inputs }] : [];
      case "complete":
        return here.state !== "confirmed" || now > row.startsAt ? [{ name, inputs }] : [];
      case "reschedule":
        return now < row.startsAt ? [{ name, inputs }] : [];
      case "extend":
        return now < row.endsAt ? [{ name, inputs }] : [];
      case "approve":
      case "reject":
        return [{ name, inputs }];
      default:
        return [];
    }
  });
}
