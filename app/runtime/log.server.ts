import { pino } from "pino";
import { env } from "./env.server.ts";

/** The process log: JSON lines on standard output. Never given secrets or personal data. */
export const log = pino({
  level: env().LOG_LEVEL,
  redact: ["password", "token", "secret", "authorization", "cookie", "*.password", "*.token", "*.secret"],
});
