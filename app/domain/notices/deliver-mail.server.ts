import { and, eq, isNull } from "drizzle-orm";
import { mail } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { sendSmtp } from "#app/integrations/smtp.server.ts";
import { env } from "#app/runtime/env.server.ts";

/**
 * Job `send-mail`: hands a waiting mail to SMTP and forgets its text, which may hold a secret link. Without SMTP the
 * mail waits for the demonstration mailbox. Throws when SMTP fails, so that the job is tried again.
 */
export async function deliverMail(
  { db, clock }: Pick<Context, "db" | "clock">,
  mailId: string,
): Promise<void> {
  const { SMTP_URL: url, baseUrl } = env();
  if (!url) return;
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(mail)
      .where(and(eq(mail.id, mailId), isNull(mail.sentAt)))
      .for("update");
    if (!row) return;
    const host = new URL(baseUrl).hostname;
    await sendSmtp(url, {
      from: `Kexiang <no-reply@${host}>`,
      to: row.to,
      subject: row.subject,
      text: row.body,
      unsubscribe: row.unsubscribe,
      messageId: `<${row.id}@${host}>`,
    });
    await tx.update(mail).set({ sentAt: clock.now(), body: "" }).where(eq(mail.id, mailId));
  });
}
