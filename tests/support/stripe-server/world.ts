import { randomBytes } from "node:crypto";
import { missing } from "./errors.ts";

export type Metadata = Record<string, string>;
export type PaymentMethod = "card" | "alipay" | "wechat_pay";

export interface Session {
  id: string;
  object: "checkout.session";
  created: number;
  livemode: boolean;
  mode: "payment";
  status: "open" | "complete" | "expired";
  payment_status: "unpaid" | "paid";
  amount_total: number;
  currency: string;
  client_reference_id: string | null;
  metadata: Metadata;
  payment_method_types: PaymentMethod[];
  payment_intent: string | null;
  expires_at: number;
  success_url: string;
  cancel_url: string | null;
  url: string | null;
  customer_email: string | null;
  customer_details: { email: string | null; name: string | null } | null;
}

export interface Intent {
  id: string;
  object: "payment_intent";
  created: number;
  livemode: boolean;
  amount: number;
  amount_received: number;
  currency: string;
  status: "processing" | "succeeded" | "requires_payment_method";
  latest_charge: string | null;
  metadata: Metadata;
  transfer_group: string | null;
}

export interface Charge {
  id: string;
  object: "charge";
  created: number;
  livemode: boolean;
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  currency: string;
  paid: boolean;
  refunded: boolean;
  disputed: boolean;
  status: "succeeded";
  payment_intent: string;
  balance_transaction: string;
  metadata: Metadata;
  billing_details: { name: string | null; email: string | null };
  payment_method_details: { type: PaymentMethod; card?: { brand: string; last4: string } };
}

export interface Refund {
  id: string;
  object: "refund";
  created: number;
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  status: "pending" | "succeeded" | "failed";
  failure_reason?: string;
  balance_transaction: string | null;
  metadata: Metadata;
}

export interface Dispute {
  id: string;
  object: "dispute";
  created: number;
  livemode: boolean;
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  reason: string;
  status: "needs_response" | "under_review" | "won" | "lost";
  evidence_details: { due_by: number };
  /** What was submitted. */
  evidence?: string;
  /** The files that were submitted with it, by heading. */
  papers?: Record<string, string>;
  balance_transactions: string[];
  metadata: Metadata;
}

export interface StripeFile {
  id: string;
  object: "file";
  created: number;
  purpose: "dispute_evidence";
  filename: string;
  size: number;
  type: string;
  url: null;
  title: null;
  expires_at: null;
  links: null;
  /** Base64; no answer has it. */
  content: string;
}

export interface Account {
  id: string;
  object: "account";
  created: number;
  type: "express" | "standard";
  country: string;
  default_currency: string;
  charges_enabled: boolean;
  payouts_enabled: boolean;
  details_submitted: boolean;
  requirements: { currently_due: string[]; disabled_reason: string | null };
  metadata: Metadata;
}

export interface AccountLink {
  object: "account_link";
  created: number;
  expires_at: number;
  url: string;
}

export interface Transfer {
  id: string;
  object: "transfer";
  created: number;
  livemode: boolean;
  amount: number;
  amount_reversed: number;
  reversed: boolean;
  currency: string;
  destination: string;
  source_transaction: string | null;
  transfer_group: string | null;
  balance_transaction: string;
  metadata: Metadata;
}

export interface Payout {
  id: string;
  object: "payout";
  created: number;
  livemode: boolean;
  amount: number;
  currency: string;
  arrival_date: number;
  status: "pending" | "paid" | "failed";
  failure_code: string | null;
  metadata: Metadata;
}

export interface BalanceTransaction {
  id: string;
  object: "balance_transaction";
  created: number;
  available_on: number;
  amount: number;
  fee: number;
  net: number;
  currency: string;
  type: string;
  reporting_category: string;
  source: string;
  status: "available";
}

export interface StripeEvent {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  livemode: boolean;
  pending_webhooks: number;
  type: string;
  account?: string;
  data: { object: object };
  request: { id: string | null; idempotency_key: string | null };
}

/** Things of one kind, in the order in which they came. */
export class Shelf<T extends { id: string }> {
  readonly all: T[] = [];
  readonly #what: string;

  constructor(what: string) {
    this.#what = what;
  }

  add(thing: T): T {
    this.all.push(thing);
    return thing;
  }

  find(id: string): T {
    const found = this.all.find((thing) => thing.id === id);
    if (!found) throw missing(this.#what, id);
    return found;
  }
}

/** All that the server knows. The platform's own account is `acct_platform`. */
export class World {
  readonly platform = `acct_${newSecret(12)}`;
  readonly sessions = new Shelf<Session>("checkout.session");
  readonly intents = new Shelf<Intent>("payment_intent");
  readonly charges = new Shelf<Charge>("charge");
  readonly refunds = new Shelf<Refund>("refund");
  readonly disputes = new Shelf<Dispute>("dispute");
  readonly files = new Shelf<StripeFile>("file");
  readonly accounts = new Shelf<Account>("account");
  readonly transfers = new Shelf<Transfer>("transfer");
  /** By the account that they are of. */
  readonly payouts = new Map<string, Shelf<Payout>>();
  readonly balances = new Map<string, Shelf<BalanceTransaction>>();
  readonly events = new Shelf<StripeEvent>("event");

  payoutsOf(account: string): Shelf<Payout> {
    return shelfOf(this.payouts, account, "payout");
  }

  balanceOf(account: string): Shelf<BalanceTransaction> {
    return shelfOf(this.balances, account, "balance_transaction");
  }

  /** What an account has, in the smallest unit. */
  available(account: string): number {
    return this.balanceOf(account).all.reduce((sum, { net }) => sum + net, 0);
  }
}

function shelfOf<T extends { id: string }>(
  shelves: Map<string, Shelf<T>>,
  account: string,
  what: string,
): Shelf<T> {
  const shelf = shelves.get(account) ?? new Shelf<T>(what);
  shelves.set(account, shelf);
  return shelf;
}

const newSecret = (bytes: number): string => randomBytes(bytes).toString("hex");

export const newId = (prefix: string): string => `${prefix}_${newSecret(12)}`;
