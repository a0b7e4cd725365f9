import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { decidedMeasure, misconductCase, objection } from "#db/schema/cases.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Actor, Context } from "../../context.ts";
import { limitFrom } from "../../credit/rule-book/limits.server.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { belongsTo, partConflict } from "../impartial.server.ts";
import { demandLevel } from "../write-decision.server.ts";
import { correctRecord } from "./correct.server.ts";
import { objectionProcess } from "./states.ts";
import { findTarget } from "./target.server.ts";

type Row = typeof objection.$inferSelect;

/** A complex objection: answered within more working days, counted from its filing (ordinance, Art. 31). Once. */
export const extendObjection = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  onObjection(ctx, id, async (tx, row) => {
    if (row.complex) refuse({ code: "already_complex", status: 409 });
    await demandImpartial(tx, ctx.actor, row);
    const deadline = await limitFrom(tx, "objection_complex", row.filedAt);
    await move(tx, ctx, objectionProcess, objection, row, { transition: "extend", reason, deadline });
    await tx.update(objection).set({ complex: true }).where(eq(objection.id, id));
  });

/**
 * The objection is right: the event no longer counts, what was published of it is withdrawn, an entry of another list is
 * no longer held against the organisation. Measures end by a decision of their own.
 */
export const sustainObjection = (
  ctx: Context,
  id: string,
  input: { answer: string },
): Promise<Result<void>> =>
  onObjection(ctx, id, async (tx, row) => {
    await answer(tx, ctx, row, "sustain", input.answer);
    await correctRecord(tx, ctx, row, input.answer);
  });

/** The objection is not right, for reasons that its subject reads. */
export const dismissObjection = (
  ctx: Context,
  id: string,
  input: { answer: string },
): Promise<Result<void>> => onObjection(ctx, id, (tx, row) => answer(tx, ctx, row, "dismiss", input.answer));

/** The subject takes its objection back; the mark goes. */
export const withdrawObjection = (ctx: Context, id: string): Promise<Result<void>> =>
  onObjection(ctx, id, async (tx, row) => {
    await move(tx, ctx, objectionProcess, objection, row, { transition: "withdraw" });
  });

async function answer(
  tx: Tx,
  ctx: Context,
  row: Row,
  transition: "sustain" | "dismiss",
  words: string,
): Promise<void> {
  const byId = ctx.actor.user?.id ?? null;
  await demandImpartial(tx, ctx.actor, row);
  await move(tx, ctx, objectionProcess, objection, row, { transition, reason: words });
  const answered = { answer: words, answeredById: byId, answeredAt: ctx.clock.now() };
  await tx.update(objection).set(answered).where(eq(objection.id, row.id));
}

/**
 * Who filed it, belongs to a side, or had a part in the case that it is about does not answer it; nor does anybody below the
 * level at which that was decided.
 */
async function demandImpartial(tx: Tx, actor: Actor, row: Row): Promise<void> {
  const byId = actor.user?.id ?? "";
  const [of] =
    row.caseId === null
      ? []
      : await tx.select().from(misconductCase).where(eq(misconductCase.id, row.caseId));
  const conflict = of
    ? await partConflict(tx, byId, of, "reviewer")
    : await belongsTo(tx, byId, row.subjectId);
  if (row.filedById === byId || conflict) refuse({ code: "took_part", status: 403 });
  const target = await findTarget(tx, row.about, row.aboutId);
  if (of && target?.decisionId) await demandLevel(tx, actor, of, await measuresOf(tx, target.decisionId));
}

const measuresOf = (tx: Tx, decisionId: string) =>
  tx
    .select({ kind: decidedMeasure.kind, days: decidedMeasure.days })
    .from(decidedMeasure)
    .where(eq(decidedMeasure.decisionId, decisionId));

/** Runs `work` on an objection that the actor may know of; to others it is not there. */
const onObjection = (
  ctx: Context,
  id: string,
  work: (tx: Tx, row: Row) => Promise<void>,
): Promise<Result<void>> =>
  transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(objection).where(eq(objection.id, id)).for("update");
    const knows =
      row &&
      (may(ctx.actor, "case.read", { regionCode: row.regionCode }) ||
        may(ctx.actor, "case.answer", { organizationId: row.subjectId }));
    return row && knows ? work(tx, row) : refuse(problems.notFound("objection"));
  });
