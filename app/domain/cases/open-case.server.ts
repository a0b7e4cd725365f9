import { eq, or } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import { organization } from "#db/schema/identity.ts";
import type { CaseOrigin, ClueKind } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { today } from "../working-days.ts";
import { type NewEntry, writeEntry } from "./entries.server.ts";
import { nextNumber, organOf } from "./numbers.server.ts";
import { deadlineOf, offenceOf, ruleBookAt } from "./rules.server.ts";

/** What somebody brings up against an organisation. */
export interface Accusation {
  subjectId?: string;
  uscc?: string;
  title: string;
  account: string;
  offenceCode: string;
  actFrom: string;
  actUntil: string;
}

export interface Opening {
  origin: CaseOrigin;
  clue?: { clueKind: ClueKind; causeType: string; causeId: string };
  complainant?: {
    complainantId: string | null;
    complainantOrganizationId: string | null;
    complainantName: string;
    complainantContact: string;
  };
  confidential?: boolean;
  entry: NewEntry;
}

export interface OpenedCase {
  id: string;
  caseNo: string;
  entryId: string;
}

/**
 * Puts a case on file in the caller's transaction: under the rule book of the time of the act, in the accused's region,
 * with the next number of the office there. Nobody is told but the officers, who find it in their queue. Refuses
 * `accused_unknown`, `act_before_rules`, `offence_unknown`, or days that lie ahead or the wrong way round.
 */
export async function openCase(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  accusation: Accusation,
  { origin, clue, complainant, confidential = false, entry }: Opening,
): Promise<OpenedCase> {
  const now = ctx.clock.now();
  const { title, account, offenceCode, actFrom, actUntil } = accusation;
  if (actFrom > actUntil) refuse(problems.invalid([{ path: "actUntil", code: "end_before_start" }]));
  if (actUntil > today(now)) refuse(problems.invalid([{ path: "actUntil", code: "act_ahead" }]));
  const subject = await subjectOf(tx, accusation);
  const book = await ruleBookAt(tx, actUntil);
  await offenceOf(tx, book.id, offenceCode);
  const deadline = await deadlineOf(tx, book.id, "acceptance", now);
  const organ = await organOf(tx, subject.regionCode);
  const caseNo = await nextNumber(tx, organ, "case", now);
  const [made] = await tx
    .insert(misconductCase)
    .values({
      caseNo,
      origin,
      ...clue,
      ...complainant,
      subjectId: subject.id,
      regionCode: subject.regionCode,
      ...{ title, account, offenceCode, actFrom, actUntil, confidential },
      ruleBookId: book.id,
      createdAt: now,
      stateSince: now,
      deadline,
    })
    .returning({ id: misconductCase.id });
  if (!made) throw new Error("a case was not written");
  const entity = { entity: "misconduct_case", entityId: made.id };
  await recordAudit(tx, ctx, {
    ...entity,
    transition: "open_case",
    toState: "received",
    detail: { caseNo, origin },
  });
  return { id: made.id, caseNo, entryId: await writeEntry(tx, ctx, made.id, entry) };
}

/** The accused, by id or credit code. Refuses `accused_unknown`. */
export async function subjectOf(tx: Tx, { subjectId, uscc }: Accusation) {
  const named = [subjectId && eq(organization.id, subjectId), uscc && eq(organization.uscc, uscc)];
  const conditions = named.filter((condition) => typeof condition === "object");
  const found =
    conditions.length === 0
      ? []
      : await tx
          .select()
          .from(organization)
          .where(or(...conditions));
  const [subject, another] = found;
  return subject && !another
    ? subject
    : refuse(problems.invalid([{ path: uscc ? "uscc" : "subjectId", code: "accused_unknown" }]));
}
