import { createHash } from "node:crypto";

/** SHA-256 of UTF-8 text, hex. */
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What the first seal names as the one before it. */
export const beforeFirst = "0".repeat(64);

/** One sealed row: of which kind and which, by which form its digest was computed, and the digest in hex. */
export interface Digest {
  kind: string;
  key: string;
  form: number;
  sha256: string;
}

/** A seal without its hash. */
export interface SealFacts {
  number: number;
  sealedAt: Date;
  fromSeq: number | null;
  toSeq: number | null;
  count: number;
  root: string;
  previous: string;
}

/**
 * The digest of a row: SHA-256 over a JSON array (RFC 8785) of its kind, its form and its columns as PostgreSQL writes
 * them, in the order of the form, so that anybody can compute it without this program.
 */
export const digestRow = (kind: string, form: number, values: readonly (string | null)[]): string =>
  sha256(JSON.stringify([kind, String(form), ...values]));

/** SHA-256 over one line for each digest, `kind key form sha256`, in the order of their characters. */
export const rootOf = (digests: readonly Digest[]): string =>
  sha256(
    digests
      .map(({ kind, key, form, sha256: digest }) => `${kind} ${key} ${form} ${digest}\n`)
      .sort()
      .join(""),
  );

/** SHA-256 over a JSON array of everything that a seal says, the hash before it included. */
export const hashSeal = ({ number, sealedAt, fromSeq, toSeq, count, root, previous }: SealFacts): string =>
  sha256(
    JSON.stringify(
      [number, sealedAt.toISOString(), fromSeq, toSeq, count, root, previous].map((value) =>
        value === null ? null : String(value),
      ),
    ),
  );
