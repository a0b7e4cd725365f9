import { z } from "zod";
import { dealPayments, improvementRules, royaltyBases, transferModes } from "#db/schema/vocabulary.ts";
import { yuan } from "../../booking/act-forms.ts";
import { dealLimits } from "../limits.ts";
import type { Instalment } from "#db/schema/deals.ts";

/** A line of instalments: `300,000, on signing`. */
const line = /^\s*([\d.]+(?:,\d{3})*(?:\.\d+)?)\s*[,，:：\s]\s*(.+?)\s*$/;

/** One instalment a line, amount in yuan first; an unreadable line fails with `instalment_line`. */
const instalments = z
  .string()
  .max(dealLimits.prose)
  .transform((text, ctx) => {
    const found: Instalment[] = [];
    for (const one of text.split(/\r?\n/).filter((each) => each.trim() !== "")) {
      const [, amount = "", due = ""] = line.exec(one) ?? [];
      const fen = yuan.safeParse(amount);
      if (!fen.success || due === "") ctx.addIssue({ code: "custom", message: "instalment_line" });
      else found.push({ amount: fen.data, due });
    }
    return found;
  });

/** A percentage with at most two decimals, as hundredths of a percent. */
const percent = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, "number")
  .transform((text) => Math.round(Number(text) * 100));

/** Terms as a page posts them: yuan, percent, one instalment a line; what was left empty is not there. */
export const offerForm = z
  .strictObject({
    mode: z.enum(transferModes),
    payment: z.enum(dealPayments),
    amount: yuan.optional(),
    instalments: instalments.optional(),
    royaltyBasis: z.enum(royaltyBases).optional(),
    royaltyRate: percent.optional(),
    territory: z.string(),
    termMonths: z.coerce.number().optional(),
    sublicence: z.literal("on").optional(),
    improvements: z.enum(improvementRules),
    other: z.string().optional(),
    message: z.string().optional(),
  })
  .transform(({ amount, sublicence, ...terms }) => ({
    ...terms,
    amount: amount ?? 0,
    sublicence: sublicence === "on",
  }));

const yuanText = (fen: number): string => (fen / 100).toFixed(2);

interface Terms extends Omit<z.output<typeof offerForm>, "royaltyBasis" | "royaltyRate" | "termMonths"> {
  royaltyBasis: string | null;
  royaltyRate: number | null;
  termMonths: number | null;
}

/** Terms as the fields of `offerForm`, so that a counter-offer begins with what is on the table. */
export const offerValues = (terms: Terms): Record<string, string> => ({
  ...{ mode: terms.mode, payment: terms.payment, improvements: terms.improvements },
  ...{ territory: terms.territory, other: terms.other ?? "" },
  amount: terms.amount === 0 ? "" : yuanText(terms.amount),
  instalments: (terms.instalments ?? []).map(({ amount, due }) => `${yuanText(amount)} ${due}`).join("\n"),
  royaltyBasis: terms.royaltyBasis ?? "",
  royaltyRate: terms.royaltyRate === null ? "" : String(terms.royaltyRate / 100),
  termMonths: terms.termMonths === null ? "" : String(terms.termMonths),
  sublicence: terms.sublicence ? "on" : "",
});
