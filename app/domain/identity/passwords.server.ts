import { hash, verify } from "@node-rs/argon2";

/** Argon2id (the library's default) with OWASP's recommended minimum: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The stored form of a password. Normalised first, so that the same keys on another machine give the same password. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), parameters);

let nobodysHash: Promise<string> | undefined;

/**
 * Whether `password` belongs to `storedHash`. Without a hash (nobody has this address) it works as long and says no, so
 * that the time taken does not tell whether an account exists.
 */
export async function passwordMatches(password: string, storedHash: string | undefined): Promise<boolean> {
  nobodysHash ??= hashPassword(crypto.randomUUID());
  const matches = await verify(storedHash ?? (await nobodysHash), normal(password));
  return storedHash !== undefined && matches;
}

const normal = (password: string): string => password.normalize("NFKC");
