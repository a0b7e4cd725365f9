import { z } from "zod";
import { fewestTerms, longestTerm, mostTerms, sameTerm } from "./policy.ts";

/** One term a line; the same word in another spelling counts once, the first stays. */
export function readTerms(text: string): string[] {
  const terms = text
    .normalize("NFC")
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean);
  return terms.filter((term, i) => terms.findIndex((other) => sameTerm(other, term)) === i);
}

const terms = z
  .string()
  .max(4000)
  .transform(readTerms)
  .superRefine((list, context) => {
    if (list.length < fewestTerms) context.addIssue({ code: "custom", message: "synonyms_too_few" });
    if (list.length > mostTerms) context.addIssue({ code: "custom", message: "synonyms_too_many" });
    const long = list.find((term) => [...term].length > longestTerm);
    if (long) context.addIssue({ code: "custom", message: "synonym_too_long" });
  });

/** A group as it is to be; `seen` are the terms that the editor had before them, one a line. */
export const synonymInput = z.object({
  terms,
  seen: z
    .string()
    .max(4000)
    .default("")
    .transform((text) => text.split(/[\r\n]+/).filter(Boolean)),
  reason: z.string().trim().max(200).default(""),
  /** Objections that the editor has read and overrules. */
  accept: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
});

export type SynonymInput = z.output<typeof synonymInput>;
