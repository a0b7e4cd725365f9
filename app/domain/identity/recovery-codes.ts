/** Letters and digits that nobody takes for one another. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const length = 10;

/** How many are given out at a time. */
export const recoveryCodeCount = 8;

/** Codes of 50 random bits that stand in for a lost authenticator, each once. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newCode);

const newCode = (): string =>
  Array.from(
    crypto.getRandomValues(new Uint8Array(length)),
    (byte) => alphabet[byte % alphabet.length] ?? "",
  ).join("");

/** As people write it down: `7KQ2M-XW4HD`. */
export const writtenCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** What somebody typed as it is kept: capitals without spaces and hyphens. */
export const readRecoveryCode = (typed: string): string | undefined => {
  const code = typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  return /^[2-9A-HJ-NP-Z]{10}$/.test(code) ? code : undefined;
};
