import { createHash } from "node:crypto";

const firstInstant = Date.UTC(2026, 0, 1);

/**
 * A UUIDv7-shaped id that is the same on every load: its time part is a fixed day plus `order` minutes (rows sort by
 * it), its random part the hash of `name`.
 */
export function seedId(name: string, order = 0): string {
  const time = (firstInstant + order * 60_000).toString(16).padStart(12, "0");
  const hash = createHash("sha256").update(`kexiang demo ${name}`).digest("hex");
  const variant = ((Number.parseInt(hash.charAt(3), 16) & 3) | 8).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hash.slice(0, 3)}`,
    variant + hash.slice(4, 7),
    hash.slice(7, 19),
  ].join("-");
}

/** A number in [0, 1) that depends on `name` alone. */
export function share(name: string): number {
  return Number.parseInt(createHash("sha256").update(name).digest("hex").slice(0, 12), 16) / 16 ** 12;
}

/** A whole number from `from` to `to`, both possible, that depends on `name` alone. */
export function between(name: string, from: number, to: number): number {
  return from + Math.floor(share(name) * (to - from + 1));
}

/** One of `items`, chosen by `name` alone. */
export function pick<T>(name: string, items: readonly T[]): T {
  const item = items[between(name, 0, items.length - 1)];
  if (item === undefined) throw new Error(`Nothing to pick from for ${name}`);
  return item;
}
