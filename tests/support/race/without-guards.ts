import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Preloaded beside `without-lock.ts`: the product as it would be if a booking's state were written without comparing it
 * with what was read, and what is overdue settled without locking its row.
 */
const guards: Record<string, RegExp> = {
  "/domain/move.server.ts": / and state = \S+ and version = \S+(?= returning id)/,
  "/booking/settle.server.ts": /\s*\.for\("update"\)/,
};

registerHooks({
  load: (url, context, next) => {
    const [, guard] = Object.entries(guards).find(([path]) => url.endsWith(path)) ?? [];
    return guard ? without(url, guard) : next(url, context);
  },
});

/** A source without its guard; throws when it is no longer written like that, for then nothing would be taken away. */
function without(url: string, guard: RegExp) {
  const source = readFileSync(fileURLToPath(url), "utf8");
  if (!guard.test(source)) throw new Error(`${url} has nothing like ${guard}`);
  return { format: "module-typescript", source: source.replace(guard, ""), shortCircuit: true };
}
