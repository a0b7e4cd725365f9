import { z } from "zod";
import { bookForm, wishOf } from "../book-form.ts";
import type { BundleInput } from "./inputs.ts";
import { mostTogether } from "./wanted-parts.ts";

const { facilityId, ...shared } = {
  facilityId: z.uuid(),
  ...bookForm.pick({
    key: true,
    purpose: true,
    project: true,
    note: true,
    groupId: true,
    overrideReason: true,
  }).shape,
};

const part = bookForm
  .pick({
    start: true,
    end: true,
    wayOfService: true,
    item: true,
    accepted: true,
    accessories: true,
    answers: true,
    voucherId: true,
  })
  .extend({ facilityId });

/** The form that books several facilities together: what holds for all, and each facility with its own. */
export const bundleForm = z.strictObject({ ...shared, parts: z.array(part).min(2).max(mostTogether) });

export type BundleForm = z.input<typeof bundleForm>;

/** The form as the command takes it. */
export const bundleOf = ({ parts, ...said }: Omit<z.output<typeof bundleForm>, "key">): BundleInput => ({
  bookings: parts.map(({ facilityId: id, ...one }) => wishOf(id, { ...said, ...one })),
});
