import { DrizzleQueryError } from "drizzle-orm";
import { pino } from "pino";
import { pgError } from "#db/errors.ts";
import { env } from "./env.server.ts";

/**
 * What the log keeps of an error and of everything that caused it: type, message, code and stack. A failed query carries
 * its values, and PostgreSQL repeats them in its detail; a mail server repeats addresses. Such properties are dropped,
 * and of a failed query only the statement is kept.
 */
export function describeError(error: unknown): unknown {
  return error instanceof Error ? describe(error, new Set()) : error;
}

/** Deeper causes say nothing new. */
const maxDepth = 8;

function describe(error: Error, seen: Set<Error>): Record<string, unknown> {
  seen.add(error);
  const nested = (value: unknown) =>
    value instanceof Error && !seen.has(value) && seen.size < maxDepth ? describe(value, seen) : undefined;
  const cause = nested(error.cause);
  const errors = error instanceof AggregateError ? error.errors.map(nested).filter(Boolean) : [];
  return {
    type: error.name,
    message: publicMessage(error),
    ...systemFacts(error),
    ...pgError(error),
    ...(error instanceof DrizzleQueryError && { query: error.query }),
    stack: stackFrames(error),
    ...(cause && { cause }),
    ...(errors.length > 0 && { errors }),
  };
}

/** The message without values: those of a query, those that PostgreSQL could not read, and mail addresses. */
function publicMessage(error: Error): string {
  if (error instanceof DrizzleQueryError) return error.cause ? publicMessage(error.cause) : "a query failed";
  const message = error.message.replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, "<address>");
  // Class 22, "data exception": what stands in quotation marks is what somebody typed.
  return /^22/.test(pgError(error)?.code ?? "") ? message.replace(/"[\s\S]*"/g, '"…"') : message;
}

/** The properties that Node and HTTP clients add and that name no person. */
function systemFacts(error: Error): Record<string, unknown> {
  const facts: [string, unknown][] = ["code", "errno", "syscall", "address", "port", "status"].map((name) => [
    name,
    Reflect.get(error, name),
  ]);
  return Object.fromEntries(facts.filter(([, value]) => ["string", "number"].includes(typeof value)));
}

const stackFrames = ({ stack = "" }: Error): string =>
  stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .join("\n");

/**
 * An error that says the same without values, for what keeps messages as they are: the job queue writes them to its log
 * and to its table.
 */
export function withoutValues(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("a job threw something that is no error");
  const copy = new Error(publicMessage(error));
  copy.name = error.name;
  copy.stack = `${error.name}: ${copy.message}\n${stackFrames(error)}`;
  return copy;
}

/** The process log: JSON lines on standard output. Never given secrets or personal data. */
export const log = pino({
  level: env().LOG_LEVEL,
  serializers: { err: describeError, error: describeError },
  redact: ["password", "token", "secret", "authorization", "cookie", "*.password", "*.token", "*.secret"],
});
