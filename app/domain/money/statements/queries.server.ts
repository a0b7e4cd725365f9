import { and, asc, count, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { bankLine, bankStatement, receiptPart, transferReceipt } from "#db/schema/transfer.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { isUuid } from "#app/runtime/id.ts";
import type { LineRow } from "./confirm.server.ts";
import type { StatementRow } from "./import.server.ts";
import { type Proposal, proposeMatches } from "./match.ts";
import { payablesFor, unmatchedLines } from "./proposals.server.ts";

export interface StatementItem {
  row: StatementRow;
  /** Credits of it that still wait for a person. */
  waiting: number;
}

/** Which lines: those that wait, those with an answer, those set aside, or money that went out. */
export const lineViews = ["waiting", "matched", "set_aside", "outgoing"] as const;

export type LineView = (typeof lineViews)[number];

const own = ({ actor }: Context): string | null =>
  actor.organization && may(actor, "charge.manage", { organizationId: actor.organization.id })
    ? actor.organization.id
    : null;

/** The bank's files that the actor's organisation has imported, the latest first. */
export async function listStatements(
  ctx: Context,
  { after, limit }: { after?: string; limit: number },
): Promise<{ items: StatementItem[]; nextCursor: string | null }> {
  const organizationId = own(ctx);
  if (!organizationId) return { items: [], nextCursor: null };
  const waiting = sql<string>`(select count(*) from ${bankLine} l where l.statement_id = ${bankStatement}.${sql.identifier("id")}
    and l.state = 'unmatched' and l.amount > 0)`;
  const rows = await ctx.db
    .select({ row: bankStatement, waiting })
    .from(bankStatement)
    .where(
      and(
        eq(bankStatement.organizationId, organizationId),
        after && isUuid(after) ? lt(bankStatement.id, after) : undefined,
      ),
    )
    .orderBy(desc(bankStatement.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map((item) => ({ ...item, waiting: Number(item.waiting) }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.row.id ?? null) : null };
}

/** One file of the actor's organisation. */
export async function findStatement(ctx: Context, id: string): Promise<Result<StatementRow>> {
  const organizationId = own(ctx);
  if (!organizationId || !isUuid(id)) return fail(problems.notFound("bank_statement"));
  const [row] = await ctx.db
    .select()
    .from(bankStatement)
    .where(and(eq(bankStatement.id, id), eq(bankStatement.organizationId, organizationId)));
  return row ? ok(row) : fail(problems.notFound("bank_statement"));
}

/** A charge as it stands beside a line. */
export interface ChargeMention {
  id: string;
  reference: string;
  payerZh: string;
  payerEn: string;
  /** Fen still to pay. */
  outstanding: number;
}

export interface LineItem {
  line: LineRow;
  /** What it is probably for, while it waits. */
  proposal: Proposal | null;
  /** Charges that the proposal names, or that it has paid. */
  charges: (ChargeMention & { amount: number })[];
  candidates: ChargeMention[];
}

const viewFilter = (view: LineView) =>
  view === "outgoing"
    ? lt(bankLine.amount, 0)
    : and(gt(bankLine.amount, 0), eq(bankLine.state, view === "waiting" ? "unmatched" : view));

/** A page of the lines of the actor's organisation, of one file or of all, with what each is probably for. */
export async function listLines(
  ctx: Context,
  { view, statementId, page, size }: { view: LineView; statementId?: string; page: number; size: number },
): Promise<{ items: LineItem[]; counts: Record<LineView, number> }> {
  const organizationId = own(ctx);
  const none = { waiting: 0, matched: 0, set_aside: 0, outgoing: 0 };
  if (!organizationId) return { items: [], counts: none };
  const scope = and(
    eq(bankLine.organizationId, organizationId),
    statementId ? eq(bankLine.statementId, statementId) : undefined,
  );
  const [lines, counted] = await Promise.all([
    ctx.db
      .select()
      .from(bankLine)
      .where(and(scope, viewFilter(view)))
      .orderBy(asc(bankLine.date), asc(bankLine.id))
      .limit(size)
      .offset((page - 1) * size),
    ctx.db
      .select({ state: bankLine.state, credit: sql<boolean>`${bankLine.amount} > 0`, n: count() })
      .from(bankLine)
      .where(scope)
      .groupBy(bankLine.state, sql`${bankLine.amount} > 0`),
  ]);
  const sum = (test: (row: (typeof counted)[number]) => boolean) =>
    counted.filter(test).reduce((total, { n }) => total + n, 0);
  const counts = {
    waiting: sum(({ state, credit }) => credit && state === "unmatched"),
    matched: sum(({ state, credit }) => credit && state === "matched"),
    set_aside: sum(({ state, credit }) => credit && state === "set_aside"),
    outgoing: sum(({ credit }) => !credit),
  };
  return { items: await explain(ctx, organizationId, view, lines), counts };
}

async function explain(
  ctx: Context,
  organizationId: string,
  view: LineView,
  lines: readonly LineRow[],
): Promise<LineItem[]> {
  if (lines.length === 0) return [];
  if (view === "matched") return matchedItems(ctx, lines);
  const plain = lines.map((line) => ({ line, proposal: null, charges: [], candidates: [] }));
  if (view !== "waiting") return plain;
  // Proposed together with the lines of other pages: an earlier one may take what a later one names.
  const all = await unmatchedLines(ctx.db, organizationId);
  const proposals = new Map(
    proposeMatches(all, await payablesFor(ctx.db, organizationId, all)).map((one) => [one.lineId, one]),
  );
  const wanted = lines.flatMap(({ id }) => {
    const { parts = [], candidates = [] } = proposals.get(id) ?? {};
    return [...parts.map(({ chargeId }) => chargeId), ...candidates];
  });
  const mentions = await mentionsOf(ctx, wanted);
  return lines.map((line) => {
    const proposal = proposals.get(line.id) ?? null;
    return {
      ...{ line, proposal },
      charges: (proposal?.parts ?? []).flatMap(({ chargeId, amount }) => {
        const mention = mentions.get(chargeId);
        return mention ? [{ ...mention, amount }] : [];
      }),
      candidates: (proposal?.candidates ?? []).slice(0, 20).flatMap((id) => mentions.get(id) ?? []),
    };
  });
}

async function mentionsOf({ db }: Context, ids: readonly string[]): Promise<Map<string, ChargeMention>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select(mentionColumns)
    .from(charge)
    .innerJoin(organization, eq(organization.id, charge.payerId))
    .where(inArray(charge.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, { ...row, outstanding: Number(row.outstanding) }]));
}

const mentionColumns = {
  id: charge.id,
  reference: charge.reference,
  payerZh: organization.nameZh,
  payerEn: organization.nameEn,
  outstanding: sql<string>`case when ${charge.state} in ('open', 'partly_paid') then ${charge.amount} - ${charge.paid} else 0 end`,
};

async function matchedItems({ db }: Context, lines: readonly LineRow[]): Promise<LineItem[]> {
  const rows = await db
    .select({ ...mentionColumns, lineId: transferReceipt.lineId, part: receiptPart.amount })
    .from(transferReceipt)
    .innerJoin(receiptPart, eq(receiptPart.receiptId, transferReceipt.id))
    .innerJoin(charge, eq(charge.id, receiptPart.chargeId))
    .innerJoin(organization, eq(organization.id, charge.payerId))
    .where(
      inArray(
        transferReceipt.lineId,
        lines.map(({ id }) => id),
      ),
    );
  return lines.map((line) => ({
    ...{ line, proposal: null, candidates: [] },
    charges: rows
      .filter(({ lineId }) => lineId === line.id)
      .map(({ part, lineId: _, ...mention }) => ({
        ...mention,
        outstanding: Number(mention.outstanding),
        amount: part,
      })),
  }));
}
