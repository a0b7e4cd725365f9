import { v5 as uuidv5 } from "uuid";
import type { Tx } from "#db/client.ts";
import { notice } from "#db/schema/shared.ts";
import type { NoticeChannel } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { env } from "#app/runtime/env.server.ts";
import type { Jobs } from "#app/runtime/jobs.server.ts";
import { sendMail } from "#app/runtime/mail.server.ts";
import { channelsFor } from "./choices.server.ts";
import { type Kept, keptWords } from "./data-in.ts";
import { people, type Recipient, recipientsOf } from "./recipients.server.ts";
import { subjects } from "./subjects.server.ts";
import type { Subject } from "./subject.ts";
import { isOver } from "./topics.ts";

/** Makes a notice's id from its job and reader, so that a job that runs twice tells nobody twice. */
const noticeNamespace = "6f1c2a52-0d0b-4c7e-9a40-2f8b8f0d6a11";

/**
 * Job `notify`: tells everybody behind the parties of a thing what happened to it, in the application and, as each has
 * chosen, by mail at once or in the next digest, each in their language. A thing that is gone is no longer worth a notice.
 */
export async function notify(
  ctx: Pick<Context, "db" | "clock">,
  jobId: string,
  job: Jobs["notify"],
): Promise<void> {
  const load = subjects[job.entity];
  if (!load) throw new Error(`notices: nobody knows how to tell about "${job.entity}"`);
  await ctx.db.transaction(async (tx) => {
    const subject = await load(tx, job.entityId);
    if (!subject || isOver(job.template, subject.row)) return;
    const readers = await readersOf(tx, subject, job);
    const channelOf = await channelsFor(
      tx,
      job.template,
      readers.map(([{ id }]) => id),
    );
    for (const [reader, party] of readers) {
      const message = {
        template: job.template,
        channel: channelOf(reader.id),
        ...keptWords((locale) => ({ ...subject.words(locale), reason: job.reason }), reader.locale),
        href: subject.href(party),
      };
      const written = await keep(tx, ctx.clock.now(), jobId, reader, message);
      if (written && message.channel === "mail") await sendByMail(tx, reader, message, subject);
    }
  });
}

/**
 * Everybody to tell and as which party, each once. Whose own thing it is hears of it in any case, as a confirmation;
 * of a party's staff whoever did it does not: twenty moves on the board are no twenty mails to the one who made them.
 */
async function readersOf(
  tx: Tx,
  subject: Subject,
  { parties, people: named = [], by }: Jobs["notify"],
): Promise<[Recipient, string][]> {
  const found = new Map<string, [Recipient, string]>();
  const others = named.length > 0 ? await people(tx, named) : [];
  for (const reader of others) found.set(reader.id, [reader, ""]);
  for (const name of parties) {
    const party = subject.parties[name];
    const one = subject.people?.[name];
    const readers = one ? await people(tx, [one]) : party ? await recipientsOf(tx, party, subject.row) : [];
    const theirOwn = one !== undefined || (typeof party === "object" && "person" in party);
    for (const reader of readers)
      if (!found.has(reader.id) && (theirOwn || reader.id !== by)) found.set(reader.id, [reader, name]);
  }
  return [...found.values()];
}

interface Message extends Kept {
  template: string;
  channel: NoticeChannel;
  href: string;
}

/** False: the reader has been told by an earlier attempt of the job. */
async function keep(tx: Tx, now: Date, jobId: string, reader: Recipient, message: Message): Promise<boolean> {
  const written = await tx
    .insert(notice)
    .values({
      ...message,
      id: uuidv5(`${jobId}:${reader.id}`, noticeNamespace),
      userId: reader.id,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: notice.id });
  return written.length > 0;
}

async function sendByMail(
  tx: Tx,
  reader: Recipient,
  { template, data, href }: Message,
  { details }: Subject,
): Promise<void> {
  const { t } = translatorFor(reader.locale);
  const said = say(t, `notices:${template}.body`, data);
  const below = (details?.(reader.locale, t) ?? []).map(([label, value]) =>
    // A question has its mark already.
    /[?？]$/.test(label) ? `${label} ${value}` : t("notices:mail.detail", { label, value }),
  );
  const { baseUrl } = env();
  const words = {
    name: reader.name,
    body: below.length > 0 ? `${said}\n\n${below.join("\n")}` : said,
    link: `${baseUrl}${href}`,
    manage: `${baseUrl}/account/notices/choices`,
  };
  await sendMail(tx, {
    to: reader.email,
    subject: say(t, `notices:${template}.title`, data),
    body: say(t, "notices:mail.frame", words),
  });
}
