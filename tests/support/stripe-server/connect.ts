import { refused } from "./errors.ts";
import { book, type Desk } from "./payments.ts";
import { type Account, type AccountLink, newId, type Payout, type Transfer } from "./world.ts";

const needed = ["business_profile.url", "external_account", "tos_acceptance.date"];

export function openAccount(
  { world, now }: Desk,
  { country, metadata }: Pick<Account, "country" | "metadata">,
): Account {
  return world.accounts.add({
    ...{ id: newId("acct"), object: "account", created: now(), type: "express", country },
    ...{ default_currency: "cny", charges_enabled: false, payouts_enabled: false, details_submitted: false },
    ...{ requirements: { currently_due: [...needed], disabled_reason: "requirements.past_due" }, metadata },
  });
}

export interface Onboarding {
  account: string;
  returnUrl: string;
  refreshUrl: string;
  used: boolean;
}

/** A link to the onboarding page that works once, for some minutes. */
export function linkAccount(
  { world, now }: Desk,
  links: Map<string, Onboarding>,
  base: string,
  wish: { account: string; refresh_url: string; return_url: string },
): AccountLink {
  world.accounts.find(wish.account);
  const id = newId("link");
  links.set(id, {
    ...{ account: wish.account, used: false },
    ...{ returnUrl: wish.return_url, refreshUrl: wish.refresh_url },
  });
  return { object: "account_link", created: now(), expires_at: now() + 300, url: `${base}/setup/e/${id}` };
}

/** The provider has told Stripe all that it needs: payouts may begin. */
export function completeAccount(desk: Desk, id: string): Account {
  const account = desk.world.accounts.find(id);
  Object.assign(account, {
    ...{ charges_enabled: true, payouts_enabled: true, details_submitted: true },
    requirements: { currently_due: [], disabled_reason: null },
  });
  desk.emit("account.updated", account, id);
  return account;
}

/** Stripe wants something more, and pays nothing out before it has it. */
export function restrictAccount(desk: Desk, id: string): void {
  const account = desk.world.accounts.find(id);
  account.payouts_enabled = false;
  account.requirements = { currently_due: ["company.tax_id"], disabled_reason: "requirements.past_due" };
  desk.emit("account.updated", account, id);
}

export interface TransferWish {
  amount: number;
  currency: string;
  destination: string;
  transfer_group?: string | undefined;
  source_transaction?: string | undefined;
  metadata: Record<string, string>;
}

/** From the platform's balance to a connected account's. */
export function transfer(desk: Desk, wish: TransferWish): Transfer {
  const { world, now } = desk;
  const { amount, currency, destination, metadata } = wish;
  const account = world.accounts.find(destination);
  if (!account.payouts_enabled)
    throw refused(
      "insufficient_capabilities_for_transfer",
      "The destination account cannot take transfers yet.",
    );
  if (world.available(world.platform) < amount)
    throw refused("balance_insufficient", "You have insufficient available funds in your Stripe account.");
  const id = newId("tr");
  const out = { amount: -amount, currency, type: "transfer", source: id };
  const made = world.transfers.add({
    ...{ id, object: "transfer", created: now(), livemode: false, amount, amount_reversed: 0, currency },
    ...{ reversed: false, destination, metadata, transfer_group: wish.transfer_group ?? null },
    ...{ source_transaction: wish.source_transaction ?? null },
    balance_transaction: book(desk, world.platform, out),
  });
  book(desk, destination, { amount, currency, type: "payment", source: id });
  desk.emit("transfer.created", made);
  return made;
}

/** Takes a transfer, or a part of it, back. */
export function reverseTransfer(
  desk: Desk,
  id: string,
  wish: { amount?: number | undefined; metadata: Record<string, string> },
): object {
  const { world, now } = desk;
  const made = world.transfers.find(id);
  const amount = wish.amount ?? made.amount - made.amount_reversed;
  if (amount > made.amount - made.amount_reversed)
    throw refused("transfer_reversal_too_large", "More than is left of the transfer.", "amount");
  if (world.available(made.destination) < amount)
    throw refused("balance_insufficient", "The connected account's balance is too low for this reversal.");
  made.amount_reversed += amount;
  made.reversed = made.amount_reversed === made.amount;
  const reversal = newId("trr");
  const { currency } = made;
  const back = book(desk, world.platform, { amount, currency, type: "transfer_refund", source: reversal });
  book(desk, made.destination, { amount: -amount, currency, type: "payment_refund", source: reversal });
  desk.emit("transfer.reversed", made);
  return {
    ...{ id: reversal, object: "transfer_reversal", created: now(), amount, currency, transfer: id },
    ...{ balance_transaction: back, metadata: wish.metadata },
  };
}

/** Stripe pays a connected account's balance to its bank, as its schedule says. */
export function payOut(desk: Desk, account: string, outcome: "paid" | "failed" = "paid"): Payout {
  const { world, now } = desk;
  const amount = world.available(account);
  if (amount <= 0) throw refused("balance_insufficient", "There is nothing to pay out.");
  const id = newId("po");
  const currency = "cny";
  const made = world.payoutsOf(account).add({
    ...{ id, object: "payout", created: now(), livemode: false, amount, currency, arrival_date: now() },
    ...{ status: outcome, failure_code: outcome === "failed" ? "account_closed" : null, metadata: {} },
  });
  book(desk, account, { amount: -amount, currency, type: "payout", source: id });
  if (outcome === "failed") book(desk, account, { amount, currency, type: "payout_failure", source: id });
  desk.emit("payout.created", { ...made, status: "pending" }, account);
  desk.emit(`payout.${outcome}`, made, account);
  return made;
}

/** The platform adds money of its own to its balance, out of which fees are borne. */
export function topUp(desk: Desk, amount: number): void {
  const source = newId("tu");
  book(desk, desk.world.platform, { amount, currency: "cny", type: "topup", source });
}
