import { registerHooks } from "node:module";

/** Preloaded into the processes of a race: the product as it would be without its lock. */
const unlocked = new URL("./unlocked.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith("/lock.server.ts") ? { url: unlocked, shortCircuit: true } : next(specifier, context),
});
