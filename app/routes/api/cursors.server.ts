import { sha256 } from "@oslojs/crypto/sha2";
import { decodeBase64urlIgnorePadding, encodeBase64urlNoPadding } from "@oslojs/encoding";
import { z } from "zod";

const checkLength = 6;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The longest cursor there is. */
export const cursorLength = 200;

/** What a list is asked for: where to go on, and how many items at most. */
export const pageInput = {
  cursor: z.string().max(cursorLength).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/**
 * A place in the list at `path` as callers get it: opaque, and known by its check sum to be one that we gave for that
 * list. The sum is no secret: a place tells nothing that its list would not, and another's list stays closed to it.
 */
export function sealCursor(path: string, place: string): string {
  return encodeBase64urlNoPadding(new Uint8Array([...checkOf(path, place), ...bytesOf(place)]));
}

/** The place in a cursor; undefined for one that was cut, changed, made up or given by another list. */
export function openCursor(path: string, cursor: string): string | undefined {
  const bytes = decoded(cursor);
  if (!bytes || cursor.length > cursorLength) return undefined;
  const place = new TextDecoder().decode(bytes.subarray(checkLength));
  return sealCursor(path, place) === cursor ? place : undefined;
}

/** One page of a list that is read whole because it is short: its place is how many items come before. */
export function pageOf<T>(
  all: readonly T[],
  { cursor, limit }: { cursor?: string; limit: number },
): { items: T[]; nextCursor: string | null } {
  const start = Number(cursor ?? 0);
  const end = start + limit;
  return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
}

const checkOf = (path: string, place: string): Uint8Array =>
  sha256(bytesOf(`${path}\n${place}`)).subarray(0, checkLength);

function decoded(cursor: string): Uint8Array | undefined {
  if (!/^[\w-]+$/.test(cursor)) return undefined;
  try {
    return decodeBase64urlIgnorePadding(cursor);
  } catch {
    return undefined;
  }
}
