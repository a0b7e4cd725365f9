import { z } from "zod";

const line = (max: number) => z.string().trim().min(1).max(max);

/** What an officer says of a list besides its file. */
export const listInput = z.strictObject({ name: line(100), source: line(100) });

const reason = z.string().trim().min(5).max(500);

/** Why an entry or a list is taken back. */
export const withdrawInput = z.strictObject({ reason });

/** What an officer does with a list or one of its entries. */
export const listActInput = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("confirm"), entryId: z.uuid() }),
  z.strictObject({ intent: z.literal("refuse"), entryId: z.uuid() }),
  z.strictObject({ intent: z.literal("withdraw"), entryId: z.uuid(), reason }),
  z.strictObject({ intent: z.literal("withdraw_list"), reason }),
]);
