import { Temporal } from "temporal-polyfill";
import { and, desc, eq, isNotNull, max } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import { ruleBook } from "#db/schema/rule-book.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { fail, type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { transact } from "../../transact.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { platformZone, today } from "../../working-days.ts";
import { lockDraft, note } from "./draft.server.ts";
import type { publishBookInput } from "./inputs.ts";
import { bookReasons } from "./policy.ts";
import { type RuleBook, withParts } from "./queries.server.ts";

/** Rules hold for the whole province: only those whose territory it is put them in force. */
export const province = "330000";

const unfinished = (reasons: NonNullable<Problem["reasons"]>): Problem => ({
  code: "rule_book_unfinished",
  status: 409,
  reasons,
});

/**
 * The first day on which a book that is published at `now` may hold: after the days of notice (E-Commerce Law, Art. 34),
 * and not before the version that it follows, which would otherwise come into force over it.
 */
export async function earliestDay(tx: Tx, now: Date): Promise<string> {
  const day = today(now);
  const notice = await readParameter(tx, "rule_book_notice_days", province, day);
  const noticed = Temporal.PlainDate.from(day).add({ days: notice + 1 });
  const [last] = await tx.select({ at: max(ruleBook.effectiveAt) }).from(ruleBook);
  const followed = last?.at && Temporal.PlainDate.from(today(last.at)).add({ days: 1 });
  return (followed && Temporal.PlainDate.compare(followed, noticed) > 0 ? followed : noticed).toString();
}

/**
 * An adjudicator of the province publishes what the operator has drafted: from now on it never changes, and it holds for
 * acts from its day on. Refuses `rule_book_own` to whoever wrote any of it, `rule_book_unfinished` with every reason,
 * and a day within the notice.
 */
export function publishDraft(
  ctx: Context,
  { effectiveOn }: z.output<typeof publishBookInput>,
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user || !may(ctx.actor, "rule_book.publish", { regionCode: province }))
    return Promise.resolve(fail(problems.forbidden("rule_book.publish")));
  return transact(ctx.db, async (tx) => {
    const draft = await lockDraft(tx);
    if (draft.draftedById === user.id || (await hasWritten(tx, draft.id, user.id)))
      return refuse({ code: "rule_book_own", status: 403 });
    const reasons = bookReasons(await withParts(tx, draft), await latestBook(tx));
    if (reasons.length > 0) return refuse(unfinished(reasons));
    const now = ctx.clock.now();
    const earliest = await earliestDay(tx, now);
    const day = effectiveOn ?? earliest;
    if (day < earliest)
      return refuse(
        problems.invalid([{ path: "effectiveOn", code: "within_notice", params: { day: earliest } }]),
      );
    const effectiveAt = new Date(
      Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: platformZone }).epochMilliseconds,
    );
    await tx
      .update(ruleBook)
      .set({ publishedAt: now, effectiveAt, publishedById: user.id })
      .where(eq(ruleBook.id, draft.id));
    await note(tx, ctx, draft.id, "publish_book", { version: draft.version, effectiveOn: day });
  });
}

async function hasWritten(tx: Tx, bookId: string, userId: string): Promise<boolean> {
  const of = and(eq(auditEntry.entity, "rule_book"), eq(auditEntry.entityId, bookId));
  const [written] = await tx
    .select({ seq: auditEntry.seq })
    .from(auditEntry)
    .where(and(of, eq(auditEntry.actorId, userId)))
    .limit(1);
  return written !== undefined;
}

/** The last version that was published, whether it holds yet or not; what a draft is compared with. */
export async function latestBook(tx: Tx): Promise<RuleBook | undefined> {
  const [book] = await tx
    .select()
    .from(ruleBook)
    .where(isNotNull(ruleBook.publishedAt))
    .orderBy(desc(ruleBook.version))
    .limit(1);
  return book && withParts(tx, book);
}
