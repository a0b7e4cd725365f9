import { z } from "zod";

/** A piece of evidence as it is handed out. */
export const evidenceAnswer = z.strictObject({
  name: z.string(),
  mediaType: z.string(),
  /** Of the content as it is now; that of receipt is in the case. */
  sha256: z.string(),
  /** Base64. */
  content: z.string(),
});
