import type Stripe from "stripe";
import { ask, idOf, type StripeSettings } from "./client.server.ts";

export interface Dispute {
  id: string;
  status: "open" | "won" | "lost";
  paymentIntent: string | null;
  amount: number;
  currency: string;
  reason: string;
  /** Until when the platform may send evidence. */
  evidenceBy: Date | null;
}

export const readDispute = (settings: StripeSettings, id: string) =>
  ask(settings, async ({ disputes }): Promise<Dispute> => {
    const dispute = await disputes.retrieve(id);
    const due = dispute.evidence_details.due_by;
    return {
      ...{ id: dispute.id, amount: dispute.amount, reason: dispute.reason },
      status: dispute.status === "won" ? "won" : dispute.status === "lost" ? "lost" : "open",
      paymentIntent: idOf(dispute.payment_intent),
      currency: dispute.currency.toUpperCase(),
      evidenceBy: due === null ? null : new Date(due * 1000),
    };
  });

/** Stripe's ids of files, by the heading under which the payer's bank sees them. */
export type EvidencePapers = Pick<
  Stripe.DisputeUpdateParams.Evidence,
  "service_documentation" | "customer_communication" | "receipt" | "uncategorized_file"
>;

/** Gives Stripe a file for the payer's bank; returns its id there. Nobody sees it before it is named in evidence. */
export const uploadEvidence = (
  settings: StripeSettings,
  { name, mediaType, content }: { name: string; mediaType: string; content: Buffer },
  key: string,
) =>
  ask(settings, async ({ files }) => {
    const file = { data: content, name, type: mediaType };
    const made = await files.create({ purpose: "dispute_evidence", file }, { idempotencyKey: key });
    return made.id;
  });

/** Says what shows that a disputed service was provided; Stripe passes it to the payer's bank, once. */
export const submitEvidence = (
  settings: StripeSettings,
  { disputeId, text, papers }: { disputeId: string; text: string; papers: EvidencePapers },
  key: string,
) =>
  ask(settings, async ({ disputes }) => {
    const wish = { evidence: { uncategorized_text: text, ...papers }, submit: true };
    await disputes.update(disputeId, wish, { idempotencyKey: key });
  });
