import { and, asc, desc, eq, sql } from "drizzle-orm";
import {
  measureRule,
  offence,
  offenceMeasure,
  procedureLimit,
  publicationRule,
  ruleBook,
} from "#db/schema/rule-book.ts";
import type { MisconductClass, ProcedureLimitCode } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { calendarDeadline, workingDeadline } from "../working-days.server.ts";
import { platformZone } from "../working-days.ts";
import type { MeasureRule } from "./policy.ts";
import { caseProblems } from "./problems.ts";

/** The rule book of the day: the latest that was in force when the day ended. Refuses `act_before_rules`. */
export async function ruleBookAt(tx: Tx, day: string): Promise<{ id: string; version: number }> {
  const [book] = await tx
    .select({ id: ruleBook.id, version: ruleBook.version })
    .from(ruleBook)
    .where(sql`${ruleBook.effectiveAt} < (${day}::date + 1)::timestamp at time zone ${platformZone}`)
    .orderBy(desc(ruleBook.effectiveAt), desc(ruleBook.version))
    .limit(1);
  return book ?? refuse(caseProblems.actBeforeRules());
}

/** An offence of a rule book with the measures that may answer it. Refuses `offence_unknown`. */
export async function offenceOf(tx: Tx, ruleBookId: string, code: string) {
  const [found] = await tx
    .select()
    .from(offence)
    .where(and(eq(offence.ruleBookId, ruleBookId), eq(offence.code, code)));
  if (!found) return refuse(caseProblems.offenceUnknown());
  const allowed = await tx
    .select()
    .from(offenceMeasure)
    .where(and(eq(offenceMeasure.ruleBookId, ruleBookId), eq(offenceMeasure.offenceCode, code)))
    .orderBy(asc(offenceMeasure.kind));
  return { ...found, allowed };
}

export const measureRulesOf = (tx: Tx, ruleBookId: string): Promise<MeasureRule[]> =>
  tx.select().from(measureRule).where(eq(measureRule.ruleBookId, ruleBookId));

/** How long decisions of a class are published and count. */
export async function publicationRuleOf(tx: Tx, ruleBookId: string, grade: MisconductClass) {
  const [rule] = await tx
    .select()
    .from(publicationRule)
    .where(and(eq(publicationRule.ruleBookId, ruleBookId), eq(publicationRule.class, grade)));
  if (!rule) throw new Error(`rule book ${ruleBookId} says nothing of the class ${grade}`);
  return rule;
}

/** A limit of the procedure as the rule book has it. */
export async function limitOf(tx: Tx, ruleBookId: string, code: ProcedureLimitCode) {
  const [limit] = await tx
    .select()
    .from(procedureLimit)
    .where(and(eq(procedureLimit.ruleBookId, ruleBookId), eq(procedureLimit.code, code)));
  if (!limit) throw new Error(`rule book ${ruleBookId} has no limit ${code}`);
  return limit;
}

/** When a limit of the procedure that begins at `from` runs out, by the rule book and the holiday table. */
export async function deadlineOf(
  tx: Tx,
  ruleBookId: string,
  code: ProcedureLimitCode,
  from: Date,
): Promise<Date> {
  const limit = await limitOf(tx, ruleBookId, code);
  return limit.working ? workingDeadline(tx, from, limit.days) : calendarDeadline(tx, from, limit.days);
}
