import { and, asc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { validate } from "uuid";
import {
  caseEntry,
  caseFile,
  caseNotice,
  caseRecusal,
  caseResponsible,
  decidedMeasure,
  decision,
  decisionService,
  misconductCase,
  proposedMeasure,
  rectification,
  repair,
} from "#db/schema/cases.ts";
import { appUser } from "#db/schema/identity.ts";
import { offence, ruleBook } from "#db/schema/rule-book.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { recordView } from "../audit/record-view.server.ts";
import type { Context } from "../context.ts";
import { allowedTransitions, type Transition } from "../process.ts";
import { hasEnded } from "./ended.server.ts";
import { releasedFiles } from "./evidence.server.ts";
import { conflictOf } from "./impartial.server.ts";
import { type CaseItem, selectCases } from "./queries.server.ts";
import { caseProblems, type Conflict } from "./problems.ts";
import { type Side, sideOf } from "./sides.ts";
import { namesakesOf, tiesOf } from "./ties.server.ts";
import { caseProcess } from "./states.ts";
import { isShown } from "./step-case.server.ts";

export interface FoundCase extends CaseItem {
  side: Side;
  allowed: Transition[];
}

/**
 * A case as a regulator of the region, who complained, or the accused may see it; to everybody else it does not exist. A
 * look at a confidential one is written into the log of views. Refuses `conflict_…` to officials who may not work on it.
 */
export async function findCase(ctx: Context, id: string): Promise<Result<FoundCase>> {
  if (!validate(id)) return fail(problems.notFound("misconduct_case"));
  const [found] = await selectCases(ctx.db).where(eq(misconductCase.id, id));
  if (!found || !(await isShown(ctx.db, ctx.actor, found.row)))
    return fail(problems.notFound("misconduct_case"));
  const side = sideOf(ctx.actor, found.row);
  const conflict = await officialConflict(ctx, found, side);
  if (conflict) return fail(caseProblems.conflictOfInterest(conflict));
  if (found.row.confidential && side === "handler")
    await recordView(ctx.db, ctx, { entity: "misconduct_case", entityId: id });
  const allowed = allowedTransitions(caseProcess, ctx.actor, found.row);
  const mine = side === "complainant" ? [] : allowed;
  return ok({
    ...found,
    row: side === "handler" ? found.row : withoutComplainant(found.row, side),
    side,
    allowed: mine,
  });
}

async function officialConflict(
  { db, actor }: Context,
  { row }: CaseItem,
  side: Side,
): Promise<Conflict | undefined> {
  return side === "handler" && actor.user ? conflictOf(db, actor.user.id, row) : undefined;
}

/** Who complained is hidden from the accused; who handles a case, from who complained. */
function withoutComplainant(row: CaseItem["row"], side: Side): CaseItem["row"] {
  return side === "complainant"
    ? row
    : {
        ...row,
        origin: "referral",
        clueKind: null,
        causeType: null,
        causeId: null,
        complainantId: null,
        complainantOrganizationId: null,
        complainantName: "",
        complainantContact: "",
        account: "",
      };
}

/** Everything that the page of a case shows to the side from which it is seen. */
export async function caseDetail(ctx: Context, id: string) {
  const found = await findCase(ctx, id);
  if (!found.ok) return found;
  const { side, row } = found.value;
  const [rule, entries, files, notices, decisions, own] = await Promise.all([
    offenceIn(ctx, row),
    entriesFor(ctx, id, side),
    filesFor(ctx, id, side),
    side === "complainant" ? [] : noticesOf(ctx, id),
    decisionsFor(ctx, id, side),
    side === "handler" ? handlersOwn(ctx, id, row.subjectId) : nothingOwn,
  ]);
  const [rectifications, repairs] =
    side === "complainant"
      ? [[], []]
      : await Promise.all([
          ctx.db.select().from(rectification).where(eq(rectification.caseId, id)).orderBy(rectification.id),
          ctx.db.select().from(repair).where(eq(repair.caseId, id)).orderBy(repair.id),
        ]);
  return ok({ ...found.value, rule, entries, files, notices, decisions, rectifications, repairs, ...own });
}

export type CaseDetail = Extract<Awaited<ReturnType<typeof caseDetail>>, { ok: true }>["value"];

async function offenceIn({ db }: Context, { ruleBookId, offenceCode }: CaseItem["row"]) {
  const [found] = await db
    .select({ offence, version: ruleBook.version })
    .from(offence)
    .innerJoin(ruleBook, eq(ruleBook.id, offence.ruleBookId))
    .where(and(eq(offence.ruleBookId, ruleBookId), eq(offence.code, offenceCode)));
  if (!found) throw new Error(`offence ${offenceCode} is in no rule book`);
  return found;
}

const shownTo = (column: typeof caseEntry.audience, side: Side): SQL | undefined =>
  side === "handler" ? undefined : inArray(column, [side, "both"]);

function entriesFor({ db }: Context, id: string, side: Side) {
  return db
    .select({ entry: caseEntry, byName: appUser.name })
    .from(caseEntry)
    .leftJoin(appUser, eq(appUser.id, caseEntry.byId))
    .where(and(eq(caseEntry.caseId, id), shownTo(caseEntry.audience, side)))
    .orderBy(asc(caseEntry.n));
}

async function filesFor({ db }: Context, id: string, side: Side) {
  const released = side === "subject" ? [...(await releasedFiles(db, id))] : [];
  const audience =
    side === "handler"
      ? undefined
      : or(
          inArray(caseFile.audience, [side, "both"]),
          released.length > 0 ? inArray(caseFile.id, released) : undefined,
        );
  return db
    .select()
    .from(caseFile)
    .where(and(eq(caseFile.caseId, id), audience))
    .orderBy(asc(caseFile.id));
}

async function noticesOf({ db }: Context, id: string) {
  const [notices, measures] = await Promise.all([
    db.select().from(caseNotice).where(eq(caseNotice.caseId, id)).orderBy(asc(caseNotice.n)),
    db
      .select({ noticeId: proposedMeasure.noticeId, kind: proposedMeasure.kind, days: proposedMeasure.days })
      .from(proposedMeasure)
      .innerJoin(caseNotice, eq(caseNotice.id, proposedMeasure.noticeId))
      .where(eq(caseNotice.caseId, id)),
  ]);
  return notices.map((notice) => ({
    ...notice,
    measures: measures.filter(({ noticeId }) => noticeId === notice.id),
  }));
}

/** Decisions with their service; the accused sees those that were served, who complained only that there is one. */
async function decisionsFor({ db, clock }: Context, id: string, side: Side) {
  const [rows, measures] = await Promise.all([
    db
      .select({
        decision,
        signerName: appUser.name,
        service: decisionService,
        ended: hasEnded(sql`${decision.id}`, clock.now()),
      })
      .from(decision)
      .innerJoin(appUser, eq(appUser.id, decision.signerId))
      .leftJoin(decisionService, eq(decisionService.decisionId, decision.id))
      .where(eq(decision.caseId, id))
      .orderBy(asc(decision.n)),
    db
      .select({
        decisionId: decidedMeasure.decisionId,
        kind: decidedMeasure.kind,
        days: decidedMeasure.days,
      })
      .from(decidedMeasure)
      .innerJoin(decision, eq(decision.id, decidedMeasure.decisionId))
      .where(eq(decision.caseId, id)),
  ]);
  const served = side === "handler" ? rows : rows.filter(({ service }) => service !== null);
  return served.map((one) => ({
    ...one,
    measures: measures.filter(({ decisionId }) => decisionId === one.decision.id),
  }));
}

const nothingOwn: Awaited<ReturnType<typeof handlersOwn>> = {
  ...{ recusals: [], responsible: [], ties: [], namesakes: [] },
};

async function handlersOwn(ctx: Context, id: string, subjectId: string) {
  const { db, clock } = ctx;
  const [recusals, responsible, ties, namesakes] = await Promise.all([
    db
      .select({ recusal: caseRecusal, name: appUser.name })
      .from(caseRecusal)
      .innerJoin(appUser, eq(appUser.id, caseRecusal.userId))
      .where(eq(caseRecusal.caseId, id)),
    db.select().from(caseResponsible).where(eq(caseResponsible.caseId, id)),
    tiesOf(db, subjectId, clock.now()),
    namesakesOf(ctx, id),
  ]);
  return { recusals, responsible, ties, namesakes };
}
