import { z } from "zod";
import { linkAccount, type Onboarding, openAccount, reverseTransfer, transfer } from "./connect.ts";
import { refused } from "./errors.ts";
import { keepFile } from "./files.ts";
import { type Desk, expire, refund, takeEvidence } from "./payments.ts";
import { newId, type Session } from "./world.ts";

export interface Call {
  desk: Desk;
  /** The account in whose name it is made: `Stripe-Account`, else the platform's. */
  account: string;
  links: Map<string, Onboarding>;
  base: string;
  livemode: boolean;
  unreadable: string | null;
  form: unknown;
  query: URLSearchParams;
  /** What the path's pattern caught. */
  id: string;
}

interface Route {
  method: "GET" | "POST";
  path: RegExp;
  answer(call: Call): object;
}

const metadata = z.record(z.string(), z.string().max(500)).default({});
const whole = z.string().regex(/^\d+$/).transform(Number);
const positive = whole.refine((value) => value > 0);
const expand = z.array(z.string()).optional();

/** Parameters that it does not know are refused, as Stripe does. */
function read<T extends z.ZodType>(shape: T, form: unknown): z.output<T> {
  const parsed = shape.safeParse(form);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
  throw refused(
    issue?.code === "unrecognized_keys" ? "parameter_unknown" : "parameter_invalid",
    `Received a wrong or unknown parameter: ${name}`,
    name,
  );
}

const sessionShape = z.strictObject({
  mode: z.literal("payment"),
  line_items: z
    .array(
      z.strictObject({
        quantity: positive,
        price_data: z.strictObject({
          currency: z.string().length(3).toLowerCase(),
          unit_amount: positive,
          product_data: z.strictObject({ name: z.string().min(1).max(250) }),
        }),
      }),
    )
    .min(1),
  payment_method_types: z.array(z.enum(["card", "alipay", "wechat_pay"])).min(1),
  payment_method_options: z
    .strictObject({ wechat_pay: z.strictObject({ client: z.enum(["web", "ios", "android"]) }).optional() })
    .default({}),
  payment_intent_data: z
    .strictObject({ metadata, transfer_group: z.string().optional() })
    .default({ metadata: {} }),
  client_reference_id: z.string().max(200).optional(),
  customer_email: z.email().optional(),
  success_url: z.url(),
  cancel_url: z.url().optional(),
  expires_at: whole.optional(),
  locale: z.enum(["auto", "zh", "en"]).optional(),
  metadata,
});

const halfHour = 1800;
const day = 86_400;

function openSession({ desk, base, livemode, form }: Call): Session {
  const wish = read(sessionShape, form);
  const now = desk.now();
  const currencies = new Set(wish.line_items.map(({ price_data }) => price_data.currency));
  const [currency = "cny"] = currencies;
  if (currencies.size > 1) throw refused("currency_mismatch", "All line items must have one currency.");
  if (wish.payment_method_types.includes("wechat_pay") && !wish.payment_method_options.wechat_pay)
    throw refused("parameter_missing", "payment_method_options[wechat_pay][client] is required.");
  const ends = wish.expires_at ?? now + day;
  // Half a minute's grace for what the request took.
  if (ends < now + halfHour - 30 || ends > now + day + 30)
    throw refused(
      "parameter_invalid",
      "`expires_at` must be between 30 minutes and 24 hours from now.",
      "expires_at",
    );
  const id = newId(livemode ? "cs_live" : "cs_test");
  const amount = wish.line_items.reduce(
    (sum, { quantity, price_data }) => sum + quantity * price_data.unit_amount,
    0,
  );
  return desk.world.sessions.add({
    ...{ id, object: "checkout.session", created: now, livemode, mode: "payment", status: "open" },
    ...{ payment_status: "unpaid", amount_total: amount, currency, metadata: wish.metadata },
    ...{ payment_method_types: wish.payment_method_types, payment_intent: null, expires_at: ends },
    ...{ success_url: wish.success_url, cancel_url: wish.cancel_url ?? null, url: `${base}/c/pay/${id}` },
    ...{ customer_email: wish.customer_email ?? null, customer_details: null },
    client_reference_id: wish.client_reference_id ?? null,
  });
}

const refundShape = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: positive.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata,
});

const paper = z.string().startsWith("file_").optional();

const evidenceShape = z.strictObject({
  evidence: z.strictObject({
    uncategorized_text: z.string().min(1).max(20_000),
    ...{ service_documentation: paper, customer_communication: paper },
    ...{ receipt: paper, uncategorized_file: paper },
  }),
  submit: z.literal("true"),
});

const fileShape = z.strictObject({
  purpose: z.literal("dispute_evidence"),
  file: z.strictObject({ name: z.string().min(1), type: z.string(), data: z.string() }),
});

const accountShape = z.strictObject({
  type: z.enum(["express", "standard"]).optional(),
  country: z.string().length(2).default("CN"),
  default_currency: z.literal("cny").optional(),
  business_type: z.enum(["company", "government_entity", "non_profit"]).optional(),
  capabilities: z.strictObject({ transfers: z.strictObject({ requested: z.literal("true") }) }),
  metadata,
});

const linkShape = z.strictObject({
  account: z.string(),
  type: z.literal("account_onboarding"),
  refresh_url: z.url(),
  return_url: z.url(),
});

const transferShape = z.strictObject({
  amount: positive,
  currency: z.string().length(3).toLowerCase(),
  destination: z.string(),
  transfer_group: z.string().optional(),
  source_transaction: z.string().optional(),
  metadata,
});

const reversalShape = z.strictObject({ amount: positive.optional(), metadata, expand });

/** A page of a list, newest first, as `limit`, `starting_after` and `created[gte]` ask. */
function page<T extends { id: string; created: number }>(all: readonly T[], query: URLSearchParams): object {
  const limit = Number(query.get("limit") ?? 10);
  const since = Number(query.get("created[gte]") ?? 0);
  const until = Number(query.get("created[lt]") ?? Number.MAX_SAFE_INTEGER);
  const newest = all.filter(({ created }) => created >= since && created < until).toReversed();
  const after = query.get("starting_after");
  const from = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
  const data = newest.slice(from, from + limit);
  return { object: "list", url: "/v1", data, has_more: newest.length > from + limit };
}

/** Those whose `name` is as asked; all when nothing is asked. */
const only = <T extends object>(all: readonly T[], name: keyof T, wanted: string | null): readonly T[] =>
  wanted === null ? all : all.filter((thing) => thing[name] === wanted);

const one = "([A-Za-z]+_\\w+)";
const get = (path: string, answer: Route["answer"]): Route => ({
  ...{ method: "GET", path: new RegExp(`^/v1/${path}$`), answer },
});
const post = (path: string, answer: Route["answer"]): Route => ({
  ...{ method: "POST", path: new RegExp(`^/v1/${path}$`), answer },
});

/** The part of Stripe's API that the market uses. */
export const routes: readonly Route[] = [
  get("account", ({ desk }) => ({ id: desk.world.platform, object: "account", country: "HK" })),
  post("checkout/sessions", openSession),
  get(`checkout/sessions/${one}`, ({ desk, id, query }) => {
    const session = desk.world.sessions.find(id);
    const expanded = query.get("expand[0]") === "payment_intent" && session.payment_intent !== null;
    return expanded
      ? { ...session, payment_intent: desk.world.intents.find(session.payment_intent ?? "") }
      : session;
  }),
  post(`checkout/sessions/${one}/expire`, ({ desk, id }) => expire(desk, id)),
  get(`payment_intents/${one}`, ({ desk, id }) => desk.world.intents.find(id)),
  get(`charges/${one}`, ({ desk, id }) => desk.world.charges.find(id)),
  post("refunds", ({ desk, form }) => refund(desk, read(refundShape, form))),
  get("refunds", ({ desk, query }) =>
    page(only(desk.world.refunds.all, "payment_intent", query.get("payment_intent")), query),
  ),
  get(`refunds/${one}`, ({ desk, id }) => desk.world.refunds.find(id)),
  post("files", ({ desk, unreadable, form }) => {
    if (read(fileShape, form).file.name === unreadable)
      throw refused("file_unreadable", "The file could not be read.", "file");
    const { content: _, ...file } = keepFile(desk, read(fileShape, form).file);
    return file;
  }),
  post(`disputes/${one}`, ({ desk, id, form }) => {
    const { uncategorized_text: text, ...papers } = read(evidenceShape, form).evidence;
    return takeEvidence(desk, id, text, papers);
  }),
  get(`disputes/${one}`, ({ desk, id }) => desk.world.disputes.find(id)),
  post("accounts", ({ desk, form }) => openAccount(desk, read(accountShape, form))),
  get(`accounts/${one}`, ({ desk, id }) => desk.world.accounts.find(id)),
  post("account_links", ({ desk, links, base, form }) =>
    linkAccount(desk, links, base, read(linkShape, form)),
  ),
  post("transfers", ({ desk, form }) => transfer(desk, read(transferShape, form))),
  get("transfers", ({ desk, query }) =>
    page(only(desk.world.transfers.all, "transfer_group", query.get("transfer_group")), query),
  ),
  get(`transfers/${one}`, ({ desk, id }) => desk.world.transfers.find(id)),
  post(`transfers/${one}/reversals`, ({ desk, id, form }) =>
    reverseTransfer(desk, id, read(reversalShape, form)),
  ),
  get("payouts", ({ desk, account, query }) => page(desk.world.payoutsOf(account).all, query)),
  get(`payouts/${one}`, ({ desk, account, id }) => desk.world.payoutsOf(account).find(id)),
  get("balance_transactions", ({ desk, account, query }) => page(desk.world.balanceOf(account).all, query)),
  get(`balance_transactions/${one}`, ({ desk, account, id }) => desk.world.balanceOf(account).find(id)),
  get("events", ({ desk, query }) => page(desk.world.events.all, query)),
  get(`events/${one}`, ({ desk, id }) => desk.world.events.find(id)),
];
