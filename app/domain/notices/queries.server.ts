import { and, desc, eq, lt } from "drizzle-orm";
import { mail, notice } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { dataIn } from "./data-in.ts";
import { isReservedAddress } from "./demo-address.ts";

export interface NoticeRow {
  id: string;
  createdAt: Date;
  template: string;
  data: Record<string, string>;
  href: string;
  readAt: Date | null;
}

const pageSize = 30;

/** The signed-in person's notices in their language, latest first, after an instant; `next` continues the list. */
export async function listNotices(
  ctx: Context,
  locale: Locale,
  before?: Date,
): Promise<{ items: NoticeRow[]; next: Date | null }> {
  const { user } = ctx.actor;
  if (!user) return { items: [], next: null };
  const rows = await ctx.db
    .select()
    .from(notice)
    .where(and(eq(notice.userId, user.id), before && lt(notice.createdAt, before)))
    .orderBy(desc(notice.createdAt), desc(notice.id))
    .limit(pageSize + 1);
  const items = rows.slice(0, pageSize).map(({ userId, translated, ...row }) => ({
    ...row,
    data: dataIn({ data: row.data, translated }, locale),
  }));
  return { items, next: rows.length > pageSize ? (items.at(-1)?.createdAt ?? null) : null };
}

export interface MailboxRow {
  id: string;
  createdAt: Date;
  to: string;
  subject: string;
  body: string;
}

/** The latest mails of the demonstration, to addresses that nobody owns. Whether this is one, the caller must know. */
export async function listMailbox({ db }: Pick<Context, "db">, to?: string): Promise<MailboxRow[]> {
  const rows = await db
    .select({ id: mail.id, createdAt: mail.createdAt, to: mail.to, subject: mail.subject, body: mail.body })
    .from(mail)
    .where(to ? eq(mail.to, to.toLowerCase()) : undefined)
    .orderBy(desc(mail.createdAt), desc(mail.id))
    .limit(200);
  return rows.filter((row) => isReservedAddress(row.to)).slice(0, 50);
}
