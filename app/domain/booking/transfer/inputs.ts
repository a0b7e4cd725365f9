import { z } from "zod";

/** To whom a booking is handed: a colleague, by the address that they sign in with. */
export const transferInput = z.strictObject({
  email: z.email().max(254),
  reason: z.string().trim().max(500).default(""),
  /** Provider's staff only: why a rule that may be set aside is set aside. */
  overrideReason: z.string().trim().min(2).max(500).optional(),
});

export type TransferInput = z.output<typeof transferInput>;
