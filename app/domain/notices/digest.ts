import type { TFunction } from "i18next";
import { Temporal } from "temporal-polyfill";
import { noticeTopics } from "#db/schema/vocabulary.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { topicOf } from "./topics.ts";

/** The digest is there when people come to work, where the platform lives. */
const zone = "Asia/Shanghai";
const hour = 8;

/** The last time at or before `now` at which digests go out: what was said before it belongs to one that is due. */
export function lastDigestTime(now: Date): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const today = local.startOfDay().add({ hours: hour });
  const last = Temporal.ZonedDateTime.compare(today, local) > 0 ? today.subtract({ days: 1 }) : today;
  return new Date(last.epochMilliseconds);
}

export interface Told {
  template: string;
  data: Record<string, string>;
  href: string;
}

/** So many are written out, the rest is counted. */
const mostNamed = 40;

/** One mail of everything that a person has not read yet, kind by kind, in their language. */
export function digestWords(
  t: TFunction,
  baseUrl: string,
  reader: { name: string },
  notices: readonly Told[],
): { subject: string; body: string } {
  const named = notices.slice(0, mostNamed);
  const byTopic = Map.groupBy(named, ({ template }) => topicOf(template));
  const parts = noticeTopics.flatMap((topic) => {
    const here = byTopic.get(topic);
    return here ? [`${say(t, `calendar:topic.${topic}`)}\n${here.map(line).join("\n")}`] : [];
  });
  const more = notices.length - named.length;
  if (more > 0) parts.push(say(t, "notices:mail.digest.more", { count: more }));
  const words = { name: reader.name, count: notices.length, parts: parts.join("\n\n") };
  return {
    subject: say(t, "notices:mail.digest.subject", { count: notices.length }),
    body: say(t, "notices:mail.digest.body", {
      ...words,
      link: `${baseUrl}/account/notices`,
      manage: `${baseUrl}/account/notices/choices`,
    }),
  };

  function line({ template, data, href }: Told): string {
    return `- ${say(t, `notices:${template}.title`, data)}\n  ${baseUrl}${href}`;
  }
}
