import { DrizzleQueryError } from "drizzle-orm";
import { pino } from "pino";
import { pgError } from "#db/errors.ts";
import { env } from "./env.server.ts";

/**
 * What the log keeps of an error. A failed query carries its values, and PostgreSQL's detail repeats them, which may be
 * anybody's address or hash: of those only the statement and what was wrong with it are kept.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!(error instanceof DrizzleQueryError)) return pino.stdSerializers.err(error);
  const { cause, query, stack } = error;
  const frames = stack?.split("\n").filter((line) => line.startsWith("    at ")) ?? [];
  return { type: error.name, message: cause?.message, ...pgError(error), query, stack: frames.join("\n") };
}

/** The process log: JSON lines on standard output. Never given secrets or personal data. */
export const log = pino({
  level: env().LOG_LEVEL,
  serializers: { err: describeError },
  redact: ["password", "token", "secret", "authorization", "cookie", "*.password", "*.token", "*.secret"],
});
