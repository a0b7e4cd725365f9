import type { Problem } from "#app/runtime/problem.ts";

/** What trainings refuse. */
export const trainingProblems = {
  /** Every seat is taken. */
  full: (seats: number): Problem => ({ code: "training_full", status: 409, params: { seats } }),
  /** It has begun, been held or called off. */
  closed: (): Problem => ({ code: "training_closed", status: 409 }),
  booked: (): Problem => ({ code: "training_booked", status: 409 }),
  /** Attendance is known from the start on. */
  tooEarly: (at: Date): Problem => ({ code: "too_early", status: 409, params: { at: at.toISOString() } }),
} as const;
