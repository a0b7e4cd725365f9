import { and, asc, eq, inArray } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { royaltyPeriod, royaltyReport, royaltyReportFile } from "#db/schema/royalties.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../../context.ts";
import { allowedTransitions } from "../../process.ts";
import { today } from "../../working-days.ts";
import { booksOpenUntil, type FigureName, figuresOf, isOverdue } from "./policy.ts";
import { royaltyProcess } from "./states.ts";
import { type PeriodRow, rightsFor } from "./step.server.ts";

export type RoyaltyItem = Awaited<ReturnType<typeof royaltiesOf>>[number];

/** The periods of a contract's royalty with what was said and is owed for each, and what the reader may do now. */
export async function royaltiesOf({ db, actor, clock }: Context, contractId: string) {
  const rows = await db
    .select()
    .from(royaltyPeriod)
    .where(eq(royaltyPeriod.contractId, contractId))
    .orderBy(asc(royaltyPeriod.n));
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [reports, charges, terms] = await Promise.all([
    reportsOf(db, ids),
    chargesOf(db, ids),
    termsOf(db, rows),
  ]);
  const now = clock.now();
  return rows.map((period) => {
    const rights = terms.get(period.textId);
    const closed =
      period.reportedAt !== null && booksOpenUntil(period.reportedAt, rights?.royaltyBooksYears ?? 0) <= now;
    return {
      period,
      /** Whose turn it is; null once it has come to rest, and while the period runs. */
      owner: isOver(period, now) ? ownerOf(period.state) : null,
      overdue: isOverdue(period, now),
      /** Not begun, running, or over. */
      phase: phaseOf(period, now),
      figures: rights ? figuresOf(rights) : ([] satisfies FigureName[]),
      reports: reports.filter(({ periodId }) => periodId === period.id),
      charges: charges.filter(({ causeId }) => causeId === period.id),
      acts: allowedTransitions(royaltyProcess, actor, period)
        .map(({ name }) => name)
        .filter((name) => !isSenseless(name, { over: isOver(period, now), closed })),
    };
  });
}

const isOver = ({ endsOn }: Pick<PeriodRow, "endsOn">, now: Date): boolean => endsOn < today(now);

const phaseOf = (period: PeriodRow, now: Date) => {
  if (isOver(period, now)) return "over" as const;
  return period.startsOn > today(now) ? ("ahead" as const) : ("running" as const);
};

/** Steps that the state would allow and the calendar does not: to report what is not over, to question what is long past. */
const isSenseless = (name: string, { over, closed }: { over: boolean; closed: boolean }): boolean =>
  name.startsWith("report-") ? !over : name === "question-royalty" && closed;

function ownerOf(state: string): string | null {
  const known = royaltyProcess.states.find((one) => one === state);
  return (known && royaltyProcess.owners[known]) ?? null;
}

async function reportsOf(db: Tx, ids: string[]) {
  const rows = await db
    .select()
    .from(royaltyReport)
    .where(inArray(royaltyReport.periodId, ids))
    .orderBy(asc(royaltyReport.n));
  if (rows.length === 0) return [];
  const links = await db
    .select()
    .from(royaltyReportFile)
    .where(
      inArray(
        royaltyReportFile.reportId,
        rows.map(({ id }) => id),
      ),
    );
  return rows.map((report) => ({
    ...report,
    files: links.filter(({ reportId }) => reportId === report.id).map(({ fileId }) => fileId),
  }));
}

const chargesOf = (db: Tx, ids: string[]) =>
  db
    .select({
      ...{ id: charge.id, causeId: charge.causeId, reference: charge.reference, state: charge.state },
      ...{ amount: charge.amount, paid: charge.paid, refunded: charge.refunded, dueAt: charge.dueAt },
    })
    .from(charge)
    .where(and(eq(charge.causeType, "royalty"), inArray(charge.causeId, ids)))
    .orderBy(asc(charge.id));

async function termsOf(db: Tx, rows: readonly PeriodRow[]) {
  const texts = [...new Set(rows.map(({ textId }) => textId))];
  return new Map(
    await Promise.all(texts.map(async (textId) => [textId, await rightsFor(db, { textId })] as const)),
  );
}
