import { z } from "zod";
import { codeErrorMap } from "#app/runtime/validation.ts";
import { standardLicences } from "#db/schema/vocabulary.ts";
import { yuan } from "../../booking/act-forms.ts";
import { type LicenceTermsInput, licenceTermsInput } from "./inputs.ts";

/** Terms of an offer as a page posts them: yuan, whole numbers as text; what was left empty is not there. */
const licenceForm = z.strictObject({
  mode: z.enum(standardLicences),
  price: yuan,
  termMonths: z.coerce.number().optional(),
  territory: z.string(),
  manner: z.string(),
  material: z.string(),
  deliverDays: z.coerce.number().optional(),
  standard: z.string(),
  other: z.string().optional(),
});

/** The terms that a form posted, or what is wrong with them. */
export function readLicence(values: Record<string, string>) {
  const read = licenceForm.safeParse(values, { error: codeErrorMap });
  return read.success ? licenceTermsInput.safeParse(read.data, { error: codeErrorMap }) : read;
}

export const licenceFields = [
  "mode",
  "price",
  "termMonths",
  "territory",
  "manner",
  "material",
  "deliverDays",
  "standard",
  "other",
] as const satisfies readonly (keyof LicenceTermsInput)[];
