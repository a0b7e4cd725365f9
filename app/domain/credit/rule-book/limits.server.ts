import { and, desc, eq, lte } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { procedureLimit, ruleBook } from "#db/schema/rule-book.ts";
import type { ProcedureLimitCode } from "#db/schema/vocabulary.ts";
import { calendarDeadline, workingDeadline } from "../../working-days.server.ts";

/** The rule book in force at `at`: the last that was published and had taken effect. */
export async function bookInForce(tx: Tx, at: Date): Promise<typeof ruleBook.$inferSelect | undefined> {
  const [book] = await tx
    .select()
    .from(ruleBook)
    .where(lte(ruleBook.effectiveAt, at))
    .orderBy(desc(ruleBook.effectiveAt), desc(ruleBook.version))
    .limit(1);
  return book;
}

/**
 * When a limit of a rule book that begins at `from` runs out: at the end of its last day.
 * Procedure goes by the book given, else by the one in force at `from`.
 */
export async function limitFrom(
  tx: Tx,
  code: ProcedureLimitCode,
  from: Date,
  ruleBookId?: string,
): Promise<Date> {
  const bookId = ruleBookId ?? (await bookInForce(tx, from))?.id;
  const [limit] = bookId
    ? await tx
        .select()
        .from(procedureLimit)
        .where(and(eq(procedureLimit.ruleBookId, bookId), eq(procedureLimit.code, code)))
    : [];
  if (!limit) throw new Error(`rule book: no limit ${code}`);
  return limit.working ? workingDeadline(tx, from, limit.days) : calendarDeadline(tx, from, limit.days);
}
