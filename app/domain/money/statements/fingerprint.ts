import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { StatementLine } from "./read-statement.ts";

const hash = (parts: readonly (string | number | null)[]): string =>
  encodeHexLowerCase(sha256(new TextEncoder().encode(JSON.stringify(parts))));

/**
 * What makes each movement the same one in whichever file it comes again: the bank's own number with day and amount, or,
 * without a number, everything the bank says of it. Two alike in one file (the same payer sent the same sum twice) are
 * told apart by their count, and are so again in the next file.
 */
export function fingerprints(lines: readonly StatementLine[], account: string): string[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const { date, time, amount, balance, payer, payerAccount, serial, remark } = line;
    const facts = serial
      ? [account, serial, date, amount]
      : [account, date, time, amount, balance, payer, payerAccount, remark];
    const own = hash(facts);
    const times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    return times === 1 ? own : hash([own, times]);
  });
}
