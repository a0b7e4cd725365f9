import { resolve } from "node:path";
import { z } from "zod";
import type { StripeSettings } from "#app/integrations/stripe/client.server.ts";

const flag = z.enum(["on", "off"]);

/** An address that is reached by one of these schemes. */
const address = (schemes: RegExp, says: string) =>
  z
    .string()
    .refine((text) => schemes.test(text) && (URL.parse(text)?.hostname ?? "") !== "", says)
    .optional();

const web = address(/^https?:\/\//, "an address begins with http:// or https:// and names a host");

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  BASE_URL: web.refine(
    (text) => text === undefined || URL.parse(text)?.pathname === "/",
    "it names a site, without a path",
  ),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
      "it is an address that begins with postgres://",
    )
    .optional(),
  MEILI_URL: web,
  MEILI_API_KEY: z.string().optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w{10,}$/, "a secret key of Stripe begins with sk_test_ or sk_live_")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S{10,}$/, "the signing secret of a webhook begins with whsec_")
    .optional(),
  STRIPE_API_BASE: web,
  SMTP_URL: address(/^smtps?:\/\//, "it begins with smtp:// or smtps:// and names a host"),
  METRICS_TOKEN: z.string().min(16, "it has at least 16 characters").optional(),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  WORKER: z.enum(["inline", "off"]).default("inline"),
});

/** The configuration, checked once. `demo` and `baseUrl` are settled from the rest. */
export type Env = ReturnType<typeof readEnv>;

/**
 * Reads the environment, where an empty variable is one that is not set. Throws an `Error` of one line naming the first
 * wrong value.
 * Demonstration data is on only when nothing says otherwise, and never in production with a database of its own.
 */
export function readEnv(source: NodeJS.ProcessEnv) {
  const set = Object.entries(source).filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`Configuration: ${issue?.path.join(".")} is wrong: ${issue?.message}`);
  }
  const env = parsed.data;
  const wrong =
    env.MEILI_API_KEY && !env.MEILI_URL
      ? "MEILI_URL is missing: MEILI_API_KEY alone reaches nothing"
      : wrongPayments(env);
  if (wrong) throw new Error(`Configuration: ${wrong}`);
  const ownDatabase = env.DATABASE_URL !== undefined;
  const production = env.NODE_ENV === "production" && ownDatabase;
  if (production && env.DEMO === "on") {
    throw new Error("Configuration: DEMO is wrong: demonstration accounts cannot exist in production");
  }
  return {
    ...env,
    dataDir: resolve(env.DATA_DIR),
    /** With people in it: nothing of the demonstration may be there. */
    production,
    demo:
      env.DEMO === "on" ||
      (env.DEMO === undefined && !ownDatabase && !env.SMTP_URL && !isLive(env.STRIPE_SECRET_KEY)),
    stripe: stripeOf(env),
    baseUrl: (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ""),
    secureCookies: (env.BASE_URL ?? "").startsWith("https:"),
  };
}

type Payments = Pick<
  z.output<typeof schema>,
  "STRIPE_SECRET_KEY" | "STRIPE_WEBHOOK_SECRET" | "STRIPE_API_BASE" | "DEMO"
>;

/** Payments are configured whole or not at all, and real money moves neither in the clear nor in a demonstration. */
function wrongPayments({ DEMO, ...stripe }: Payments): string | undefined {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_BASE: base } = stripe;
  if (key && !secret) return "STRIPE_WEBHOOK_SECRET is missing: without it no payment could be recognised";
  if (secret && !key) return "STRIPE_SECRET_KEY is missing: STRIPE_WEBHOOK_SECRET alone takes no payment";
  if (base && !key) return "STRIPE_API_BASE is wrong: it needs STRIPE_SECRET_KEY";
  if (base && new URL(base).pathname !== "/")
    return "STRIPE_API_BASE is wrong: it names a server, without a path";
  if (!isLive(key)) return undefined;
  if (base && !base.startsWith("https:"))
    return "STRIPE_API_BASE is wrong: a live key is only sent over https";
  if (DEMO === "on") return "DEMO is wrong: a demonstration takes no live payments";
  return undefined;
}

/** How to reach Stripe; null where payments by card are not offered. */
function stripeOf(env: Payments): StripeSettings | null {
  if (!env.STRIPE_SECRET_KEY || !env.STRIPE_WEBHOOK_SECRET) return null;
  return {
    secretKey: env.STRIPE_SECRET_KEY,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET,
    base: env.STRIPE_API_BASE ?? "https://api.stripe.com",
    live: isLive(env.STRIPE_SECRET_KEY),
  };
}

const isLive = (key: string | undefined): boolean => key !== undefined && key.split("_")[1] === "live";

declare global {
  /** One for the process: the built application and the sources that start it are two module graphs. */
  var kexiangEnv: Env | undefined;
}

/** The process's configuration. */
export function env(): Env {
  globalThis.kexiangEnv ??= readEnv(process.env);
  return globalThis.kexiangEnv;
}

/** Settles the configuration before anything asks for it: the launcher knows the embedded database's address. */
export function configure(settled: Env): void {
  globalThis.kexiangEnv = settled;
}
