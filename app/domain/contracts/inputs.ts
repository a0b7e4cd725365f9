import { z } from "zod";
import { disputeOutcomes, terminationGrounds } from "#db/schema/vocabulary.ts";
import { fen } from "../values.ts";
import { termsInput } from "./terms.ts";

const words = (least: number, most: number) => z.string().trim().min(least).max(most);
const remark = z.string().trim().max(1000).default("");

export const noInput = z.strictObject({});
export const reasonInput = z.strictObject({ reason: words(2, 2000) });
export const remarkInput = z.strictObject({ reason: remark });

/** A contract between the actor's organisation and another, without a demand before it. */
export const startInput = z.strictObject({
  side: z.enum(["client", "developer"]),
  /** Unified social credit code of the other side. */
  counterpart: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  terms: termsInput.prefault({}),
});

/** A contract from the final award of a demand. */
export const fromAwardInput = z.strictObject({ demandId: z.uuid() });

/** A contract from a deal on a technology: negotiated, or bid for. */
export const fromNegotiationInput = z.strictObject({ negotiationId: z.uuid() });
export const fromAuctionInput = z.strictObject({ auctionId: z.uuid() });

export const draftInput = z.strictObject({ terms: termsInput });

/** A text for the other side. `version`: the contract's, as it was read; nothing is lost when both write at once. */
export const proposeInput = z.strictObject({
  terms: termsInput,
  note: remark,
  version: z.int().positive().optional(),
});

/** `sha256`: of the text that was read; another text is refused. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const agreeInput = z.strictObject({ sha256 });

/** A signature: the hash that is signed, and the signer's password as proof that it is they who sign. */
export const signInput = z.strictObject({ sha256, password: z.string().min(1).max(200) });

export const terminateInput = z.strictObject({
  ground: z.enum(terminationGrounds),
  reason: words(5, 2000),
});

/** What is handed over: `files` are those that were put to the contract before. */
export const deliverInput = z.strictObject({
  note: words(2, 5000),
  files: z.array(z.uuid()).max(20).default([]),
});

export const disputeInput = z.strictObject({
  grounds: words(10, 5000),
  wanted: z.enum(disputeOutcomes),
});

/** How a mediation ends. `toDeveloper` (fen) where the money is divided; `breachBy` where somebody is found in breach. */
export const resolveInput = z.strictObject({
  outcome: z.enum(disputeOutcomes),
  toDeveloper: fen.optional(),
  breachBy: z.enum(["client", "developer"]).optional(),
  reasons: words(10, 10_000),
});

export const answerInput = z.strictObject({ answer: words(2, 5000) });

export const proposeAmendmentInput = z.strictObject({ terms: termsInput, reason: words(5, 2000) });

const score = z.coerce.number().int().min(1).max(5);

export const evaluateInput = z.strictObject({
  quality: score,
  timeliness: score,
  cooperation: score,
  text: words(2, 2000),
});

export const replyInput = z.strictObject({ reply: words(2, 2000) });

export type StartInput = z.output<typeof startInput>;
export type ProposeInput = z.output<typeof proposeInput>;
export type SignInput = z.output<typeof signInput>;
export type TerminateInput = z.output<typeof terminateInput>;
export type DeliverInput = z.output<typeof deliverInput>;
export type DisputeInput = z.output<typeof disputeInput>;
export type ResolveInput = z.output<typeof resolveInput>;
export type ProposeAmendmentInput = z.output<typeof proposeAmendmentInput>;
export type EvaluateInput = z.output<typeof evaluateInput>;
