import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { knownDevice } from "#db/schema/identity.ts";
import { hashSecret, secretMatches, splitToken } from "./session.server.ts";

/** The id of the device when `userId` has signed in with it before; undefined for an unknown or forged one. */
export async function findKnownDevice(
  tx: Tx,
  userId: string,
  deviceToken: string,
): Promise<string | undefined> {
  const parts = splitToken(deviceToken);
  if (!parts) return undefined;
  const [row] = await tx
    .select({ secretHash: knownDevice.secretHash })
    .from(knownDevice)
    .where(and(eq(knownDevice.id, parts.id), eq(knownDevice.userId, userId)));
  return row && secretMatches(parts.secret, row.secretHash) ? parts.id : undefined;
}

/** Recognizes this device at its next sign-in. */
export async function rememberDevice(tx: Tx, now: Date, userId: string, deviceToken: string): Promise<void> {
  const parts = splitToken(deviceToken);
  if (!parts) return;
  const secretHash = hashSecret(parts.secret);
  await tx
    .insert(knownDevice)
    .values({ id: parts.id, secretHash, userId, createdAt: now, lastUsedAt: now })
    .onConflictDoUpdate({
      target: [knownDevice.id, knownDevice.userId],
      set: { lastUsedAt: now },
      setWhere: eq(knownDevice.secretHash, secretHash),
    });
}

/** Forgets the devices of somebody whose password may have been known to others; `except` is the one in use. */
export async function forgetDevices(tx: Tx, userId: string, except = ""): Promise<void> {
  const kept = splitToken(except)?.id ?? "";
  await tx.delete(knownDevice).where(and(eq(knownDevice.userId, userId), ne(knownDevice.id, kept)));
}
