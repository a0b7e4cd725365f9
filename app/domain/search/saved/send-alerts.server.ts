import { and, asc, eq, isNull, ne } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { appUser } from "#db/schema/identity.ts";
import { savedSearch } from "#db/schema/saved-search.ts";
import { notice } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { sendMail } from "#app/runtime/mail.server.ts";
import { digestMail, type Findings, unsubscribePath } from "./digest.ts";
import { dueOf } from "./find-due.server.ts";
import { matchesSince, noteTold, visibleOf } from "./matches.server.ts";
import { newSince } from "./policy.ts";

type Reader = typeof appUser.$inferSelect;

/**
 * Job `send-alerts`: tells one person, once, what is new in those of their searches that are due: one mail and one notice.
 * What they are told of is noted in the transaction that writes the mail, so that a job that is killed or runs twice tells
 * nothing twice and loses nothing. Only what may be seen now is told. Returns how many listings.
 */
export async function sendAlerts(ctx: Pick<Context, "db" | "clock">, userId: string): Promise<number> {
  const now = ctx.clock.now();
  const [reader] = await ctx.db
    .select()
    .from(appUser)
    .where(and(eq(appUser.id, userId), isNull(appUser.disabledAt)));
  if (!reader) return 0;
  const matches = new Map<string, string[]>();
  const searches = await ctx.db.select().from(savedSearch).where(eq(savedSearch.userId, userId));
  // Searched before the transaction: it would hold one connection while it waits for another.
  for (const search of dueOf(searches, now))
    matches.set(search.id, await matchesSince(ctx.db, search.query, newSince(search)));
  return ctx.db.transaction(async (tx) => {
    const found = await newFindings(tx, userId, matches, now);
    if (found.length > 0) await tell(tx, now, reader, found);
    return found.reduce((sum, { listings }) => sum + listings.length, 0);
  });
}

/** Looks at the searches that are still due once they are locked, and notes what is new in each as told. */
async function newFindings(
  tx: Tx,
  userId: string,
  matches: ReadonlyMap<string, string[]>,
  now: Date,
): Promise<Findings[]> {
  const locked = await tx
    .select()
    .from(savedSearch)
    .where(and(eq(savedSearch.userId, userId), ne(savedSearch.cadence, "none")))
    .orderBy(asc(savedSearch.id))
    .for("update");
  const due = dueOf(locked, now).filter(({ id }) => matches.has(id));
  const found: Findings[] = [];
  for (const search of due) {
    const visible = await visibleOf(tx, matches.get(search.id) ?? [], newSince(search), now);
    const fresh = await noteTold(
      tx,
      search.id,
      visible.map(({ id }) => id),
      now,
    );
    const listings = visible.filter(({ id }) => fresh.has(id));
    if (listings.length > 0) found.push({ ...search, listings });
    await tx
      .update(savedSearch)
      .set({ checkedAt: now, ...(listings.length > 0 && { mailedAt: now }) })
      .where(eq(savedSearch.id, search.id));
  }
  return found;
}

async function tell(tx: Tx, now: Date, reader: Reader, found: readonly Findings[]): Promise<void> {
  const count = found.reduce((sum, { listings }) => sum + listings.length, 0);
  await tx.insert(notice).values({
    userId: reader.id,
    template: "search-alert",
    data: { count: String(count), names: found.map(({ name }) => name).join(" · ") },
    href: "/account/searches",
    createdAt: now,
  });
  // An address that nobody has confirmed may be somebody else's.
  if (!reader.emailVerifiedAt) return;
  const { t } = translatorFor(reader.locale);
  const { baseUrl } = env();
  const [first] = found;
  await sendMail(tx, {
    to: reader.email,
    ...digestMail(t, baseUrl, reader, found),
    unsubscribe: first && `${baseUrl}${unsubscribePath(first.token)}?all=1`,
  });
}
