import { lt, or } from "drizzle-orm";
import { knownDevice, mailToken, rateLimit, session } from "#db/schema/identity.ts";
import { idempotency, mail } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { inactivityMs } from "./session.server.ts";

const day = 86_400_000;

/**
 * Job `sweep-expired`: deletes what no longer has any effect: sessions that are over, devices not used for a year, spent links, counters of past
 * windows, answers kept for repeated requests, and old mail.
 */
export async function sweepExpired({ db, clock }: Pick<Context, "db" | "clock">): Promise<void> {
  const now = clock.now().getTime();
  const ago = (ms: number) => new Date(now - ms);
  await db
    .delete(session)
    .where(or(lt(session.expiresAt, ago(0)), lt(session.lastVerifiedAt, ago(inactivityMs))));
  await db.delete(knownDevice).where(lt(knownDevice.lastUsedAt, ago(365 * day)));
  await db.delete(mailToken).where(lt(mailToken.expiresAt, ago(day)));
  await db.delete(rateLimit).where(lt(rateLimit.windowStart, ago(3 * day)));
  await db.delete(idempotency).where(lt(idempotency.createdAt, ago(7 * day)));
  await db.delete(mail).where(lt(mail.createdAt, ago(30 * day)));
}
