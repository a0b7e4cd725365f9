/** Digits and letters that nobody mistakes for one another (Crockford's alphabet). */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * What a payer writes on a bank transfer: `KX` and ten characters, the last fifty bits of the charge's id, which are
 * random. Short enough to copy by hand, and found again in a bank statement whatever stands around it.
 */
export function referenceOf(chargeId: string): string {
  let bits = BigInt(`0x${chargeId.replaceAll("-", "").slice(-13)}`) & ((1n << 50n) - 1n);
  let text = "";
  for (let at = 0; at < 10; at++) {
    text = `${letters[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return `KX${text}`;
}
