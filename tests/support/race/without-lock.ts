import { registerHooks } from "node:module";

/** Preloaded into the processes of a race: the product as it would be without its lock. */
const unlocked = new URL("./unlocked.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    return found.url.endsWith("/booking/lock.server.ts") ? { url: unlocked, shortCircuit: true } : found;
  },
});
