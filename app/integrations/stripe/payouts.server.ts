import { ask, idOf, isOver, type StripeSettings } from "./client.server.ts";

/** Moves money from the platform's balance to a provider's, or finds the transfer that an earlier call made. */
export const sendTransfer = (
  settings: StripeSettings,
  wish: { payoutId: string; account: string; amount: number; currency: string },
  key: string,
) =>
  ask(settings, async ({ transfers }) => {
    const { payoutId, account: destination, amount } = wish;
    const made = await transfers.list({ transfer_group: payoutId, limit: 1 });
    const [sent] = made.data;
    if (sent) return sent.id;
    const currency = wish.currency.toLowerCase();
    const params = {
      amount,
      currency,
      destination,
      transfer_group: payoutId,
      metadata: { payout: payoutId },
    };
    return (await transfers.create(params, { idempotencyKey: key })).id;
  });

export interface BankPayout {
  id: string;
  amount: number;
  currency: string;
  status: "pending" | "paid" | "failed";
  arrivesAt: Date;
  failure: string;
}

/** What Stripe has sent from a provider's balance to its bank. */
export const readBankPayout = (settings: StripeSettings, account: string, id: string) =>
  ask(settings, async ({ payouts }): Promise<BankPayout> => {
    const payout = await payouts.retrieve(id, {}, { stripeAccount: account });
    return {
      ...{ id: payout.id, amount: payout.amount, currency: payout.currency.toUpperCase() },
      status: payout.status === "paid" ? "paid" : isOver(payout.status) ? "failed" : "pending",
      arrivesAt: new Date(payout.arrival_date * 1000),
      failure: payout.failure_code ?? "",
    };
  });

export interface BalanceLine {
  id: string;
  at: Date;
  type: string;
  amount: number;
  fee: number;
  net: number;
  currency: string;
  /** What it is about, by Stripe's id: a charge, refund, dispute, transfer, payout. */
  source: string | null;
}

/** All that moved on the platform's balance since `since`, oldest first. */
export const readBalance = (settings: StripeSettings, since: Date) =>
  ask(settings, async ({ balanceTransactions }) => {
    const lines: BalanceLine[] = [];
    const created = { gte: Math.floor(since.getTime() / 1000) };
    for await (const line of balanceTransactions.list({ created, limit: 100 })) {
      const { id, type, amount, fee, net } = line;
      const more = { currency: line.currency.toUpperCase(), source: idOf(line.source) };
      lines.push({ ...{ id, type, amount, fee, net }, ...more, at: new Date(line.created * 1000) });
    }
    return lines.toReversed();
  });
