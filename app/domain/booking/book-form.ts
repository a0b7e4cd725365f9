import { z } from "zod";
import { fundingSources, serviceTypes, serviceWays } from "#db/schema/vocabulary.ts";
import { type ReserveInput, reserveInput } from "./inputs.ts";

const text = (most: number) => z.string().trim().max(most).default("");
const number = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number);

/** The reserve page's form. Unticked, `accepted` is absent: that reads as version 0, which no terms have. */
export const bookForm = z.strictObject({
  key: z.uuid(),
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
  purpose: z.string().trim().min(2).max(500),
  wayOfService: z.enum(serviceWays),
  item: text(200),
  unit: number.optional(),
  project: text(200),
  note: text(500),
  accepted: number.optional(),
  serviceType: z.enum(serviceTypes).optional(),
  funding: z.array(z.enum(fundingSources)).optional(),
  fields: z.array(z.string()).optional(),
  groupId: z.uuid().optional(),
  forEmail: z.email().max(254).optional(),
  accessories: z.array(z.strictObject({ id: z.uuid(), quantity: number.optional() })).optional(),
  answers: z.array(z.strictObject({ key: z.string(), answer: text(500) })).optional(),
  /** The voucher that pays part of it. */
  voucherId: z.union([z.literal("none"), z.uuid()]).optional(),
  overrideReason: z.string().trim().min(2).max(500).optional(),
});

export type BookForm = z.input<typeof bookForm>;

/** The form as the command takes it. */
export function wishOf(
  facilityId: string,
  { accepted, item, voucherId, accessories = [], ...rest }: Omit<z.output<typeof bookForm>, "key">,
): ReserveInput {
  const wanted = accessories.filter(({ quantity = 0 }) => quantity > 0);
  return reserveInput.parse({
    ...rest,
    facilityId,
    item: item || undefined,
    voucherId: voucherId === "none" ? undefined : voucherId,
    accessories: wanted,
    termsVersion: accepted ?? 0,
  });
}
