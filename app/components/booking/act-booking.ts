import type { Deadline } from "#app/domain/deadline.ts";
import type { Reason } from "#app/runtime/problem.ts";
import type { RecordBooking } from "./record-fields.tsx";

/** What the acts on a booking need to know of it. */
export interface ActBooking extends RecordBooking {
  startsAt: Date;
  endsAt: Date;
  /** When the page was made. */
  now: Date;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  scope: "booker" | "provider" | "overseer";
  cancelling: { late: boolean; charge: number; freeUntil: Date };
  /** Until when its booker may move it, and what stands against that now. */
  moving: { until: Deadline; reasons: readonly Reason[] };
  noShowCharge: number;
  needsApproval: boolean;
  /** To whom it can be handed. */
  colleagues: { name: string; email: string }[];
  /** The record of the use, once there is one. */
  record: {
    actualFrom: Date;
    actualTo: Date;
    amount: number;
    content: string;
    project: string;
    serviceType: string;
    samples: number;
  } | null;
}
