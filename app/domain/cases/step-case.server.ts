import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { caseEntry, caseNotice, misconductCase } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Actor, Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { findTransition, isIn, partiesOf } from "../process.ts";
import { transact } from "../transact.server.ts";
import { type NewEntry, writeEntry } from "./entries.server.ts";
import { type CaseRow, conflictOf, demandPart } from "./impartial.server.ts";
import { caseProblems } from "./problems.ts";
import { caseProcess } from "./states.ts";

/** What a step does to a case, once everything was found in order. */
export interface Taken {
  reason?: string;
  /** When the new state runs out; a step that stays keeps the old one. */
  deadline?: Deadline | null;
  set?: Partial<CaseRow>;
  /** The page of the file that it leaves. */
  entry?: NewEntry;
  detail?: Record<string, unknown>;
  /** Parties that are not told of this step. */
  untold?: readonly string[];
}

/** A person who acts on a case. */
export type Person = NonNullable<Actor["user"]>;

export interface Scene {
  tx: Tx;
  row: CaseRow;
  now: Date;
  user: Person;
}

/**
 * Takes a case through one transition with its row locked: refuses `not_found` to whom it is not shown, `forbidden` and
 * `not_allowed_now` by the table, `conflict_…` to officials who may not work on it; then lets `work` judge and write what
 * belongs to the step, moves the case and adds to its file.
 */
export function stepCase(
  ctx: Context,
  id: string,
  transition: string,
  work: (scene: Scene) => Promise<Taken>,
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return Promise.resolve(fail(problems.signInRequired()));
  if (!validate(id)) return Promise.resolve(fail(problems.notFound("misconduct_case")));
  return transact(ctx.db, async (tx) => {
    const row = await lockCase(tx, ctx.actor, id);
    await demandStep(tx, ctx.actor, user, row, transition);
    const taken = await work({ tx, row, now: ctx.clock.now(), user });
    await takeStep(tx, ctx, row, transition, taken);
  });
}

/** Moves a case and writes what the step leaves behind; for `stepCase` and for the clock. */
export async function takeStep(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: CaseRow,
  transition: string,
  { set, entry, ...taken }: Taken,
): Promise<void> {
  await move(tx, ctx, caseProcess, misconductCase, row, { transition, ...taken });
  if (set) await tx.update(misconductCase).set(set).where(eq(misconductCase.id, row.id));
  if (entry) await writeEntry(tx, ctx, row.id, entry);
}

/** The case, locked until the transaction ends, where it is shown to the actor at all. */
async function lockCase(tx: Tx, actor: Actor, id: string): Promise<CaseRow> {
  const [row] = await tx.select().from(misconductCase).where(eq(misconductCase.id, id)).for("update");
  return row && (await isShown(tx, actor, row)) ? row : refuse(problems.notFound("misconduct_case"));
}

/**
 * Whether a case is known to the actor: as a regulator of the region, as who complained, as the accused once a notice was
 * served. A confidential one, once somebody has it, is known among regulators to its officer, its chair, adjudicators and
 * auditors.
 */
export async function isShown(tx: Tx, actor: Actor, row: CaseRow): Promise<boolean> {
  if (may(actor, "case.read", row) && (!row.confidential || isTheirs(actor, row))) return true;
  if (actor.user && row.complainantId === actor.user.id) return true;
  return may(actor, "case.answer", { organizationId: row.subjectId }) && isAccused(tx, row.id);
}

const isTheirs = (actor: Actor, row: CaseRow): boolean =>
  row.officerId === null ||
  [row.officerId, row.chairId].includes(actor.user?.id ?? "") ||
  may(actor, "case.decide", row) ||
  may(actor, "audit.verify");

/** Whether a notice was ever served in the case: before, the accused does not know of it. */
export async function isAccused(tx: Tx, caseId: string): Promise<boolean> {
  const [served] = await tx
    .select({ id: caseNotice.id })
    .from(caseNotice)
    .where(eq(caseNotice.caseId, caseId))
    .limit(1);
  return served !== undefined;
}

async function demandStep(
  tx: Tx,
  actor: Actor,
  user: Person,
  row: CaseRow,
  transition: string,
): Promise<void> {
  const step = findTransition(caseProcess, transition);
  if (!step) return refuse(problems.notFound("transition"));
  const parties = partiesOf(caseProcess, actor, row);
  const mine = step.by.filter((party) => parties.includes(party));
  if (mine.length === 0) refuse(problems.forbidden(transition));
  if (!isIn(step.from, row.state)) refuse(problems.notAllowedNow(transition, row.state));
  if (mine.every((party) => party === "subject")) return;
  if (!may(actor, "case.read", row)) refuse(problems.forbidden(transition));
  if (transition === "recuse") return;
  const conflict = await conflictOf(tx, user.id, row);
  if (conflict) refuse(caseProblems.conflictOfInterest(conflict));
  if (mine.includes("investigator")) await demandPart(tx, user.id, row, "officer");
}

/** Refuses until the officer has declared to have no conflict in this case. */
export async function demandDeclared({ tx, row, user }: Scene): Promise<void> {
  const said = await tx
    .select({ detail: caseEntry.detail })
    .from(caseEntry)
    .where(and(eq(caseEntry.caseId, row.id), eq(caseEntry.byId, user.id)));
  if (!said.some(({ detail }) => detail?.noConflict === true)) refuse(caseProblems.notDeclared());
}
