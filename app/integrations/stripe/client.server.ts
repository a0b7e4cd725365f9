import type Stripe from "stripe";

/** How to reach Stripe, and whether real money moves there. */
export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** The server that is spoken to: Stripe's, or any that speaks its HTTP. */
  base: string;
  live: boolean;
}

/** `unreachable`: try again later. `refused`: the same again would be refused again. */
export interface StripeFailure {
  kind: "unreachable" | "refused";
  code: string;
  message: string;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: StripeFailure };

/** The version of Stripe's API that all of this is written for; its server answers in it whatever the account's own is. */
const apiVersion = "2026-10-28.endive";
const timeoutMs = 10_000;

let known: { settings: StripeSettings; client: Promise<Stripe> } | undefined;

/** The SDK, loaded when it is first needed: processes that take no payments do without it. */
export const sdk = async (): Promise<typeof Stripe> => (await import("stripe")).default;

function clientFor(settings: StripeSettings): Promise<Stripe> {
  if (known?.settings.secretKey !== settings.secretKey || known.settings.base !== settings.base)
    known = { settings, client: makeClient(settings) };
  return known.client;
}

async function makeClient({ secretKey, base }: StripeSettings): Promise<Stripe> {
  const Client = await sdk();
  const { protocol, hostname, port } = new URL(base);
  const plain = protocol === "http:";
  return new Client(secretKey, {
    ...{ apiVersion, timeout: timeoutMs, maxNetworkRetries: 1, telemetry: false },
    ...{ protocol: plain ? "http" : "https", host: hostname, port: port || (plain ? 80 : 443) },
  });
}

/** Errors of Stripe that a caller answers; what else goes wrong throws. */
export async function ask<T>(
  settings: StripeSettings,
  work: (client: Stripe) => Promise<T>,
): Promise<Outcome<T>> {
  const client = await clientFor(settings);
  try {
    return { ok: true, value: await work(client) };
  } catch (error) {
    const Client = await sdk();
    if (!(error instanceof Client.errors.StripeError)) throw error;
    const { type, code = type, message } = error;
    const hopeless = type === "StripeInvalidRequestError" || type === "StripeCardError";
    return { ok: false, failure: { kind: hopeless ? "refused" : "unreachable", code, message } };
  }
}

/** The id of what Stripe gives as an id or as the thing itself. */
export const idOf = (thing: string | { id: string } | null): string | null =>
  typeof thing === "string" ? thing : (thing?.id ?? null);

/** Refunds and payouts that will not come about. */
export const isOver = (status: string | null): boolean => status === "failed" || status === "canceled";
