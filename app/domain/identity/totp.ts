import { decodeBase32IgnorePadding, encodeBase32NoPadding } from "@oslojs/encoding";
import { createTOTPKeyURI, generateHOTP, verifyHOTP } from "@oslojs/otp";

const periodSeconds = 30;
const digits = 6;

/** The 30-second step that `now` lies in (RFC 6238). */
export const totpStep = (now: Date): number => Math.floor(now.getTime() / 1000 / periodSeconds);

/** A new shared secret: 160 random bits in base32, as authenticator apps take it. */
export const newTotpSecret = (): string => encodeBase32NoPadding(crypto.getRandomValues(new Uint8Array(20)));

/**
 * The step that `code` belongs to: the current one or a neighbour, for clocks that differ, and later than `lastStep`,
 * so that a code works once. Undefined when the code is wrong or used.
 */
export function matchingStep(
  secret: string,
  code: string,
  now: Date,
  lastStep: number | null,
): number | undefined {
  const key = decodeBase32IgnorePadding(secret);
  const current = totpStep(now);
  return [current - 1, current, current + 1]
    .filter((step) => lastStep === null || step > lastStep)
    .find((step) => verifyHOTP(key, BigInt(step), digits, code));
}

/** The code for a moment, for tests and the command line. */
export const codeAt = (secret: string, now: Date): string =>
  generateHOTP(decodeBase32IgnorePadding(secret), BigInt(totpStep(now)), digits);

/** What the QR code says. */
export const totpUri = (secret: string, account: string): string =>
  createTOTPKeyURI("Kexiang 科享", account, decodeBase32IgnorePadding(secret), periodSeconds, digits);
