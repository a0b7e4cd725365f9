interface Waiting {
  scope: string;
  waiting: readonly unknown[];
  retrying: readonly { asked: string | null }[];
  sending: readonly unknown[];
  payBack: { account: unknown } | null;
}

/** What a charge's refunds wait for from whoever reads, as a key of `charges:next`; null: nothing. */
export function nextOfRefunds({ scope, waiting, retrying, sending, payBack }: Waiting) {
  if (waiting.length > 0) return "proposed";
  if (retrying.length > 0)
    return retrying.every(({ asked }) => asked !== null) ? "transferAsked" : "refundFailed";
  if (sending.length > 0) return "refundToSend";
  if (scope !== "payer" || !payBack) return null;
  return payBack.account ? "refundComes" : "refundNeedsAccount";
}
