import { and, eq, inArray, sql } from "drizzle-orm";
import { noticeChoice } from "#db/schema/shared.ts";
import { type NoticeChannel, type NoticeTopic, noticeTopics } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { isUrgent, topicOf } from "./topics.ts";

export type Choices = Record<NoticeTopic, NoticeChannel>;

const atOnce: Choices = {
  booking: "mail",
  waitlist: "mail",
  sample: "mail",
  training: "mail",
  conduct: "mail",
  contract: "mail",
  listing: "mail",
  money: "mail",
  account: "mail",
};

/** How the signed-in person hears of each kind of notice: at once by mail unless they chose otherwise. */
export async function ownChoices({ db, actor }: Context): Promise<Choices> {
  if (!actor.user) return atOnce;
  const rows = await db.select().from(noticeChoice).where(eq(noticeChoice.userId, actor.user.id));
  return { ...atOnce, ...Object.fromEntries(rows.map(({ topic, channel }) => [topic, channel])) };
}

/** Keeps the person's choices. What is waiting for a digest already still comes with the next. */
export async function saveChoices(ctx: Context, choices: Choices): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  await ctx.db
    .insert(noticeChoice)
    .values(noticeTopics.map((topic) => ({ userId: user.id, topic, channel: choices[topic] })))
    .onConflictDoUpdate({
      target: [noticeChoice.userId, noticeChoice.topic],
      set: { channel: sql`excluded.channel` },
    });
  return ok(undefined);
}

/** By which way each of these readers hears of a template, in one statement. */
export async function channelsFor(
  tx: Tx,
  template: string,
  userIds: readonly string[],
): Promise<(userId: string) => NoticeChannel> {
  if (userIds.length === 0) return () => "mail";
  const rows = await tx
    .select({ userId: noticeChoice.userId, channel: noticeChoice.channel })
    .from(noticeChoice)
    .where(and(inArray(noticeChoice.userId, [...userIds]), eq(noticeChoice.topic, topicOf(template))));
  const chosen = new Map(rows.map(({ userId, channel }) => [userId, channel]));
  return (userId) => {
    const channel = chosen.get(userId) ?? "mail";
    return channel === "digest" && isUrgent(template) ? "mail" : channel;
  };
}
