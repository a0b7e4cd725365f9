import { registerHooks } from "node:module";

/** Preloaded into the processes of a race: the product as it would be without its locks. */
const unlocked = new URL("./unlocked.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    return /\/(booking|conduct|credit|deals|qualification|vouchers)\/lock\.server\.ts$/.test(found.url)
      ? { url: unlocked, shortCircuit: true }
      : found;
  },
});
