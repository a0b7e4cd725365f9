import { and, asc, eq, isNull, lt } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import { notice } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { sendMail } from "#app/runtime/mail.server.ts";
import { dataIn } from "./data-in.ts";
import { digestWords, lastDigestTime } from "./digest.ts";

type Asker = Pick<Context, "db" | "clock">;

/** The predicate of the index `notice_digest`, and older than the last time at which digests went out. */
const waiting = (now: Date) =>
  and(eq(notice.channel, "digest"), isNull(notice.digestedAt), lt(notice.createdAt, lastDigestTime(now)));

/** Job `find-due-digests`: asks for a digest of everybody for whom one is due. Returns how many people. */
export async function findDueDigests({ db, clock }: Asker): Promise<number> {
  const due = await db.selectDistinct({ userId: notice.userId }).from(notice).where(waiting(clock.now()));
  for (const { userId } of due) await enqueue(db, "send-digest", { userId }, { key: `digest:${userId}` });
  return due.length;
}

/**
 * Job `send-digest`: one mail of what one person has not read. What it tells is marked in the transaction that writes the
 * mail, under row locks, so that a job that is killed or runs twice tells nothing twice and loses nothing. Returns how
 * many notices it told.
 */
export async function sendDigest({ db, clock }: Asker, userId: string): Promise<number> {
  const now = clock.now();
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(notice)
      .where(and(eq(notice.userId, userId), waiting(now)))
      .orderBy(asc(notice.createdAt), asc(notice.id))
      .for("update");
    if (rows.length === 0) return 0;
    await tx
      .update(notice)
      .set({ digestedAt: now })
      .where(and(eq(notice.userId, userId), waiting(now)));
    const unread = rows.filter(({ readAt }) => readAt === null);
    const [reader] = await tx
      .select()
      .from(appUser)
      .where(and(eq(appUser.id, userId), isNull(appUser.disabledAt)));
    if (!reader || unread.length === 0) return 0;
    const told = unread.map((one) => ({ ...one, data: dataIn(one, reader.locale) }));
    const words = digestWords(translatorFor(reader.locale).t, env().baseUrl, reader, told);
    await sendMail(tx, { to: reader.email, ...words });
    return unread.length;
  });
}
