import { resolve } from "node:path";
import { z } from "zod";

const flag = z.enum(["on", "off"]);
const optional = z
  .string()
  .optional()
  .transform((value) => (value === "" ? undefined : value));

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  BASE_URL: optional.pipe(z.url().optional()),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: optional.pipe(z.string().startsWith("postgres").optional()),
  MEILI_URL: optional.pipe(z.url().optional()),
  MEILI_API_KEY: optional,
  STRIPE_SECRET_KEY: optional,
  STRIPE_WEBHOOK_SECRET: optional,
  STRIPE_API_BASE: optional.pipe(z.url().optional()),
  SMTP_URL: optional.pipe(z.string().startsWith("smtp").optional()),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  WORKER: z.enum(["inline", "off"]).default("inline"),
});

/** The configuration, checked once. `demo` and `baseUrl` are settled from the rest. */
export type Env = ReturnType<typeof readEnv>;

/**
 * Reads the environment. Throws an `Error` of one line naming the first wrong value.
 * Demonstration data is on only when nothing says otherwise, and never in production with a database of its own.
 */
export function readEnv(source: NodeJS.ProcessEnv) {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`Configuration: ${issue?.path.join(".")} is wrong: ${issue?.message}`);
  }
  const env = parsed.data;
  const ownDatabase = env.DATABASE_URL !== undefined;
  const production = env.NODE_ENV === "production" && ownDatabase;
  if (production && env.DEMO === "on") {
    throw new Error("Configuration: DEMO is wrong: demonstration accounts cannot exist in production");
  }
  return {
    ...env,
    dataDir: resolve(env.DATA_DIR),
    demo: env.DEMO === "on" || (env.DEMO === undefined && !ownDatabase && env.SMTP_URL === undefined),
    baseUrl: (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ""),
    secureCookies: (env.BASE_URL ?? "").startsWith("https:"),
  };
}

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
