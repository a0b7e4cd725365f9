import { and, eq } from "drizzle-orm";
import { bankLine } from "#db/schema/transfer.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { move } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { bookReceipt, type Received } from "../transfer/receive.server.ts";
import { bankLineProcess } from "../transfer/states.ts";
import { isCertain, proposeMatches } from "./match.ts";
import { payablesFor, unmatchedLines } from "./proposals.server.ts";

export type LineRow = typeof bankLine.$inferSelect;

/** A movement without the bank's number gets one of its own, so that it is a receipt once. */
const referenceFor = ({ serial, fingerprint }: LineRow): string => serial || `#${fingerprint.slice(0, 24)}`;

/**
 * A person confirms which charges a line of the statement pays. Two who confirm the same line at once pay once: the line
 * is locked and moves one time. Refuses as `bookReceipt` does.
 */
export const matchLine = (
  ctx: Context,
  id: string,
  chargeIds: readonly string[],
): Promise<Result<Received>> => changeLine(ctx, id, (tx, line) => book(tx, ctx, line, chargeIds));

async function book(tx: Tx, ctx: Context, line: LineRow, chargeIds: readonly string[]): Promise<Received> {
  await move(tx, ctx, bankLineProcess, bankLine, line, { transition: "match-line" });
  const received = await bookReceipt(
    tx,
    ctx,
    {
      ...{ payeeId: line.organizationId, amount: line.amount, valueOn: line.date, payer: line.payer },
      ...{ bankReference: referenceFor(line), lineId: line.id },
    },
    chargeIds,
  );
  await tx.update(bankLine).set({ decidedBy: ctx.actor.user?.id }).where(eq(bankLine.id, line.id));
  return received;
}

/** What became of several lines that were confirmed at once; what was refused is named, the rest stands. */
export interface ManyMatched {
  matched: string[];
  refused: { line: string; problem: Problem }[];
}

/**
 * Confirms lines as they are proposed now, those among them of which nothing is guessed. Each in a transaction of its
 * own: one that has changed meanwhile does not hold up the others.
 */
export async function matchMany(ctx: Context, ids: readonly string[]): Promise<Result<ManyMatched>> {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || !may(ctx.actor, "charge.manage", { organizationId }))
    return fail(problems.forbidden("charge.manage"));
  const done: ManyMatched = { matched: [], refused: [] };
  for (const id of ids) {
    const matched = await matchAsProposed(ctx, organizationId, id);
    if (matched.ok) done.matched.push(id);
    else done.refused.push({ line: id, problem: matched.problem });
  }
  return ok(done);
}

async function matchAsProposed(ctx: Context, organizationId: string, id: string): Promise<Result<Received>> {
  return changeLine(ctx, id, async (tx, line) => {
    const lines = await unmatchedLines(tx, organizationId);
    const proposals = proposeMatches(lines, await payablesFor(tx, organizationId, lines));
    const proposal = proposals.find(({ lineId }) => lineId === line.id);
    if (!proposal) return refuse(problems.notAllowedNow("match-line", line.state));
    if (!isCertain(proposal)) return refuse({ code: "match_uncertain", status: 409 });
    return book(
      tx,
      ctx,
      line,
      proposal.parts.map(({ chargeId }) => chargeId),
    );
  });
}

/** The line has nothing to do with the platform, and why. */
export const setLineAside = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<LineRow>> =>
  changeLine(ctx, id, (tx, line) => judge(tx, ctx, line, "set-line-aside", reason));

/** It has something to do with it after all. */
export const takeLineUp = (ctx: Context, id: string): Promise<Result<LineRow>> =>
  changeLine(ctx, id, (tx, line) => judge(tx, ctx, line, "take-line-up", ""));

async function judge(
  tx: Tx,
  ctx: Context,
  line: LineRow,
  transition: string,
  reason: string,
): Promise<LineRow> {
  const state = await move(tx, ctx, bankLineProcess, bankLine, line, { transition, reason });
  const decidedBy = ctx.actor.user?.id ?? null;
  await tx.update(bankLine).set({ reason, decidedBy }).where(eq(bankLine.id, line.id));
  return { ...line, state, reason, decidedBy };
}

/** Runs `work` on a line of the actor's organisation, locked. */
async function changeLine<T>(
  ctx: Context,
  id: string,
  work: (tx: Tx, line: LineRow) => Promise<T>,
): Promise<Result<T>> {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || !may(ctx.actor, "charge.manage", { organizationId }))
    return fail(problems.forbidden("charge.manage"));
  return transact(ctx.db, async (tx) => {
    const [line] = await tx
      .select()
      .from(bankLine)
      .where(and(eq(bankLine.id, id), eq(bankLine.organizationId, organizationId)))
      .for("update");
    return line ? work(tx, line) : refuse(problems.notFound("bank_line"));
  });
}
