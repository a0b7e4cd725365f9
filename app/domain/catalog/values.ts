import { z } from "zod";
import { distinct, noControls } from "../values.ts";
import { readAccreditation } from "./codes.ts";
import { limits } from "./limits.ts";

/** A code put into its normal form by `read`, or refused with `problem`. */
export const normalised = (read: (written: string) => string | undefined, problem: string) =>
  z
    .string()
    .max(limits.line)
    .transform((written, context): string => {
      const found = noControls(written) ? read(written) : undefined;
      if (found !== undefined) return found;
      context.addIssue({ code: "custom", message: problem, input: written });
      return z.NEVER;
    });

/** Laboratory accreditations, normalised. */
export const accreditations = distinct(normalised(readAccreditation, "accreditation"), limits.accreditation);
