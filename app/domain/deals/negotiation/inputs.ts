import { z } from "zod";
import { dealPayments, improvementRules, royaltyBases, transferModes } from "#db/schema/vocabulary.ts";
import { fen, fenFrom, noControls, someText, text } from "../../values.ts";
import { dealLimits } from "../limits.ts";

/** Asking for a negotiation: the confidentiality terms in force are accepted with it. */
export const enquireInput = z.strictObject({
  enquiry: someText(dealLimits.prose),
  termsVersion: z.int().min(1),
});

export type EnquireInput = z.output<typeof enquireInput>;

/** The seller accepts the same terms before it says anything. */
export const openInput = z.strictObject({ termsVersion: z.int().min(1) });

const instalment = z.strictObject({ amount: fenFrom(1), due: someText(dealLimits.line) });

/** Terms as one side puts them; money in fen, the rate of a royalty in hundredths of a percent, the term in months. */
export const offerInput = z
  .strictObject({
    mode: z.enum(transferModes),
    payment: z.enum(dealPayments),
    amount: fen,
    instalments: z.array(instalment).max(dealLimits.instalments).default([]),
    royaltyBasis: z.enum(royaltyBases).nullable().default(null),
    royaltyRate: z.int().min(1).max(10_000).nullable().default(null),
    territory: someText(dealLimits.line),
    termMonths: z.int().min(1).max(dealLimits.termMonths).nullable().default(null),
    sublicence: z.boolean().default(false),
    improvements: z.enum(improvementRules),
    other: text(dealLimits.prose).default(""),
    message: text(dealLimits.reasons).default(""),
  })
  .superRefine((terms, ctx) => {
    const wrong = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    const royalty = terms.payment === "royalty" || terms.payment === "royalty_with_entry_fee";
    if (royalty && terms.royaltyRate === null) wrong("royaltyRate", "required");
    if (royalty && terms.royaltyBasis === null) wrong("royaltyBasis", "required");
    if (!royalty && terms.royaltyRate !== null) wrong("royaltyRate", "not_with_this_payment");
    if (terms.payment !== "royalty" && terms.amount === 0) wrong("amount", "required");
    if (terms.payment === "royalty" && terms.amount > 0) wrong("amount", "not_with_this_payment");
    const parts = terms.instalments.reduce((sum, one) => sum + one.amount, 0);
    if (terms.payment === "instalments" ? parts !== terms.amount : terms.instalments.length > 0)
      wrong("instalments", "instalments_sum");
  });

export type OfferInput = z.output<typeof offerInput>;

/** Whether the buyer is an inventor or otherwise related, and how: the law wants it marked. */
export const announceDealInput = z
  .strictObject({ insider: z.boolean(), relation: text(dealLimits.line).default("") })
  .refine(({ insider, relation }) => !insider || relation !== "", { path: ["relation"], error: "required" });

export type AnnounceDealInput = z.output<typeof announceDealInput>;

export const reasonInput = z.strictObject({ reason: someText(dealLimits.reasons) });

export const noInput = z.strictObject({});

/** What anybody has against an announced deal; the contact is for the seller and the regulator alone. */
export const objectInput = z.strictObject({
  name: someText(100),
  contact: someText(200),
  text: z.string().trim().min(10).max(dealLimits.prose).refine(noControls, "control_characters"),
});

export type ObjectInput = z.output<typeof objectInput>;

export const answerObjectionInput = z.strictObject({
  objectionId: z.uuid(),
  answer: someText(dealLimits.prose),
  upheld: z.boolean(),
});

export type AnswerObjectionInput = z.output<typeof answerObjectionInput>;
