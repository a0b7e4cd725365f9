import type { Tx } from "#db/client.ts";
import { mail } from "#db/schema/shared.ts";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { env } from "./env.server.ts";
import { enqueue } from "./jobs.server.ts";

/** The mails that are not notices: `notices:mail.<name>.subject` and `.body`. */
export type MailName =
  | "confirmEmail"
  | "resetPassword"
  | "signInLink"
  | "passwordChanged"
  | "invitation"
  | "totpChanged"
  | "recoveryUsed";

export interface Message {
  to: string;
  subject: string;
  body: string;
  /** Where mail of this kind is stopped by a POST alone (RFC 8058). */
  unsubscribe?: string;
}

/** Of one queue: a mail server that is silent keeps one job waiting, not all that there are. */
const mailQueue = "mail";

/** Writes a mail in the caller's transaction; a job hands it to SMTP once that has committed. */
export async function sendMail(tx: Tx, message: Message): Promise<void> {
  const [row] = await tx.insert(mail).values(message).returning({ id: mail.id });
  if (!row) throw new Error("mail was not inserted");
  if (env().SMTP_URL) await enqueue(tx, "send-mail", { mailId: row.id }, { queue: mailQueue });
}

/** Writes one of our mails in the reader's language; `path` becomes a full address in `{{link}}`. */
export async function sendWords(
  tx: Tx,
  reader: { email: string; locale: Locale },
  name: MailName,
  { path = "", ...params }: Record<string, string> & { path?: string },
): Promise<void> {
  const { t } = translatorFor(reader.locale);
  const words = { ...params, link: `${env().baseUrl}${path}` };
  await sendMail(tx, {
    to: reader.email,
    subject: say(t, `notices:mail.${name}.subject`, words),
    body: say(t, `notices:mail.${name}.body`, words),
  });
}
