import { z } from "zod";
import { reserveInput } from "../inputs.ts";
import { mostTogether } from "./wanted-parts.ts";

/** Several bookings that are made all or none. */
export const bundleInput = z.strictObject({ bookings: z.array(reserveInput).min(2).max(mostTogether) });

export type BundleInput = z.output<typeof bundleInput>;
