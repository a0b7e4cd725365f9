/**
 * Digits and capitals that are not mistaken for one another: the 31 characters of GB 32100-2015. A prime number of them,
 * so that a weighted sum finds every wrong character and every swap of two.
 */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const base = BigInt(alphabet.length);
const prefix = "KX";
const bodyLength = 10;

/** What people type for a character that does not occur. */
const lookalikes: Record<string, string> = { O: "0", I: "1", S: "5", Z: "2", V: "U" };

/**
 * What the payer of a charge writes in the remark of the transfer: `KX`, ten characters and one that checks them. It follows
 * from the id of the charge, so that a charge has its reference from the start and no two places can disagree about it.
 * Ten characters are nearly fifty bits: two charges of a million share
 * one about once in a thousand times, and then the database refuses the second.
 */
export function referenceOf(chargeId: string): string {
  const hex = chargeId.replaceAll("-", "");
  // The last 62 bits of a UUIDv7 are random; the first tell the time and would be alike.
  let rest = BigInt(`0x${hex.slice(-15)}`) % base ** BigInt(bodyLength);
  let body = "";
  for (let at = 0; at < bodyLength; at++) {
    body = alphabet.charAt(Number(rest % base)) + body;
    rest /= base;
  }
  return `${prefix}${body}${checkCharacter(body)}`;
}

/** `KX7F 3K9Q W2RA 4`: in fours, as people read it out. */
export const spacedReference = (reference: string): string => reference.replaceAll(/(.{4})(?=.)/g, "$1 ");

/** The check character of the ten: their sum, weighted by place, modulo 31. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (const [at, character] of [...body].entries()) sum += alphabet.indexOf(character) * (at + 2);
  return alphabet.charAt(sum % alphabet.length);
}

/**
 * The references in a transfer's remark, each once, in the order they stand there: whatever the case, the width and the
 * spaces, with lookalikes put right. What fails its check character is not one.
 */
export function findReferences(remark: string): string[] {
  const plain = remark
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Cf}\p{Pd}_·.]/gu, "");
  const found = new Set<string>();
  for (let at = plain.indexOf(prefix); at >= 0; at = plain.indexOf(prefix, at + 1)) {
    const written = plain.slice(at + prefix.length, at + prefix.length + bodyLength + 1);
    const body = [...written].map((one) => lookalikes[one] ?? one).join("");
    if (isReferenceBody(body)) found.add(prefix + body);
  }
  return [...found];
}

const isReferenceBody = (body: string): boolean =>
  body.length === bodyLength + 1 &&
  [...body].every((one) => alphabet.includes(one)) &&
  checkCharacter(body.slice(0, bodyLength)) === body.charAt(bodyLength);
