import { z } from "zod";
import { standardLicences } from "#db/schema/vocabulary.ts";
import { fenFrom, someText, text } from "../../values.ts";

/** What the owner settles of a standard licence; price in fen, the term in months, without one as long as the right lasts. */
export const licenceTermsInput = z.strictObject({
  mode: z.enum(standardLicences),
  price: fenFrom(1),
  termMonths: z.int().min(1).max(600).nullable().default(null),
  territory: someText(200),
  /** Field and manner of use. */
  manner: someText(1000),
  /** What is handed over, by when, and how it is told that it is complete. */
  material: someText(2000),
  deliverDays: z.int().min(1).max(365).default(30),
  standard: someText(1000),
  other: text(2000).default(""),
});

export type LicenceTermsInput = z.output<typeof licenceTermsInput>;

const signature = {
  /** Of the text that was read. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  password: z.string().min(1).max(200),
};

/** A standing offer: its terms, and the owner's signature on the text that follows from them. */
export const offerLicenceInput = licenceTermsInput.extend(signature);
export const acceptLicenceInput = z.strictObject(signature);
export const noInput = z.strictObject({});
