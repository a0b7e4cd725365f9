import { createTransport, type Transporter } from "nodemailer";

export interface OutgoingMail {
  from: string;
  to: string;
  subject: string;
  text: string;
  /** Stays the same when a hand-over is repeated, so that the receiving side can drop the copy. */
  messageId: string;
  /** Address at which a POST stops mail of this kind (RFC 8058). */
  unsubscribe?: string | null;
}

/**
 * How long a mail server may be silent, in milliseconds. Together well below the minute after which PostgreSQL ends the transaction that waits for it: what it
 * ended would be sent again.
 */
const patience = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

let transport: { url: string; mailer: Transporter } | undefined;

/** Hands one mail to the SMTP server at `url`. Throws when the server refuses or cannot be reached, without saying whom it was for. */
export async function sendSmtp(url: string, { text, unsubscribe, ...mail }: OutgoingMail): Promise<void> {
  if (transport?.url !== url) transport = { url, mailer: createTransport({ url, ...patience }) };
  const stop = unsubscribe && {
    "List-Unsubscribe": `<${unsubscribe}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
  const headers = { "Auto-Submitted": "auto-generated", ...stop };
  await transport.mailer.sendMail({ ...mail, text, headers }).catch((error: unknown) => {
    throw withoutAddresses(error);
  });
}

const addresses = /[^\s<>"'(:,]+@[^\s<>"'):,;]+/g;

/** What went wrong, for the log and the queue, which know nobody: mail servers repeat whom they refuse, and so does the library. */
function withoutAddresses(error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return new Error(why.replace(addresses, "[address]"));
}
