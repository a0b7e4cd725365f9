import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { bankLine, bankStatement, transferReceipt } from "#db/schema/transfer.ts";
import type { Tx } from "#db/client.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { fail, problems, ok, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import { readRecords } from "#app/domain/read-records.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sameBankReference } from "../transfer/bank-reference.server.ts";
import { bankLineProcess } from "../transfer/states.ts";
import { fingerprints } from "./fingerprint.ts";
import { findGaps, readStatement, type Statement } from "./read-statement.ts";

export const statementLimits = { bytes: 5_000_000, rows: 5_000 };

export type StatementRow = typeof bankStatement.$inferSelect;

export interface BankFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * Imports a bank's file of movements (CSV in UTF-8 or GB18030, XLS or XLSX). Movements that were imported before are
 * counted and not taken again. A credit whose number the payee has already confirmed by hand is matched to that receipt.
 * Refuses `statement_unreadable` and `statement_empty`.
 */
export async function importStatement(ctx: Context, file: BankFile): Promise<Result<StatementRow>> {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || !may(ctx.actor, "charge.manage", { organizationId }))
    return fail(problems.forbidden("charge.manage"));
  const read = await readFile(file);
  if (!read.ok) return read;
  return transact(ctx.db, (tx) => store(tx, ctx, organizationId, file, read.value));
}

async function readFile({ bytes }: BankFile): Promise<Result<Statement>> {
  if (bytes.byteLength === 0 || bytes.byteLength > statementLimits.bytes) return unreadable();
  const rows: string[][] = [];
  try {
    for await (const row of readRecords(bytes)) {
      if (rows.push(row) > statementLimits.rows) return unreadable();
    }
  } catch (error) {
    if (error instanceof UnreadableTable) return unreadable();
    throw error;
  }
  const statement = readStatement(rows);
  if (!statement) return unreadable();
  return statement.lines.length > 0 ? ok(statement) : fail({ code: "statement_empty", status: 422 });
}

const unreadable = () =>
  fail({ code: "statement_unreadable", status: 422, params: { rows: statementLimits.rows } });

async function store(
  tx: Tx,
  ctx: Context,
  organizationId: string,
  { name, bytes }: BankFile,
  { account, lines, rejected }: Statement,
): Promise<StatementRow> {
  const days = lines.map(({ date }) => date).toSorted();
  const createdAt = ctx.clock.now();
  const [made] = await tx
    .insert(bankStatement)
    .values({
      ...{ organizationId, importedBy: ctx.actor.user?.id, name: name.slice(0, 200), createdAt, account },
      ...{
        sha256: encodeHexLowerCase(sha256(bytes)),
        lines: lines.length,
        gaps: findGaps(lines).slice(0, 100),
      },
      ...{ from: days[0] ?? "", to: days.at(-1) ?? "", rejected: rejected.slice(0, 200) },
    })
    .returning();
  if (!made) throw new Error("a bank statement was not written");
  const marks = fingerprints(lines, account);
  let added = 0;
  for (let at = 0; at < lines.length; at += 400) {
    const piece = lines.slice(at, at + 400).map((line, index) => ({
      ...line,
      ...{ statementId: made.id, organizationId, fingerprint: marks[at + index] ?? "" },
      ...{ createdAt, stateSince: createdAt },
    }));
    const taken = await tx
      .insert(bankLine)
      .values(piece)
      .onConflictDoNothing()
      .returning({ id: bankLine.id });
    added += taken.length;
  }
  const known = lines.length - added;
  await tx.update(bankStatement).set({ known }).where(eq(bankStatement.id, made.id));
  await recordAudit(tx, ctx, {
    ...{ entity: "bank_statement", entityId: made.id, transition: "import-statement" },
    detail: { name: made.name, lines: lines.length, known, rejected: rejected.length },
  });
  await recognise(tx, ctx, made.id);
  return { ...made, known };
}

/** Credits that somebody confirmed by hand before the statement came: the same number and the same sum. */
async function recognise(tx: Tx, ctx: Context, statementId: string): Promise<void> {
  const found = await tx
    .select({ line: bankLine, receiptId: transferReceipt.id })
    .from(bankLine)
    .innerJoin(
      transferReceipt,
      and(
        eq(transferReceipt.payeeId, bankLine.organizationId),
        sameBankReference(transferReceipt.bankReference, bankLine.serial),
        eq(transferReceipt.amount, bankLine.amount),
        isNull(transferReceipt.lineId),
      ),
    )
    .where(and(eq(bankLine.statementId, statementId), eq(bankLine.state, "unmatched")));
  for (const { line, receiptId } of found) {
    const [linked] = await tx
      .update(transferReceipt)
      .set({ lineId: line.id })
      .where(and(eq(transferReceipt.id, receiptId), isNull(transferReceipt.lineId)))
      .returning({ id: transferReceipt.id });
    if (linked)
      await move(tx, ctx, bankLineProcess, bankLine, line, {
        transition: "match-line",
        detail: { receipt: receiptId },
      });
  }
}

/** How many credits of the actor's organisation wait for a person. */
export async function countUnmatched({ db, actor }: Context): Promise<number> {
  if (!actor.organization || !may(actor, "charge.manage")) return 0;
  return db.$count(
    bankLine,
    and(eq(bankLine.organizationId, actor.organization.id), inArray(bankLine.state, ["unmatched"])),
  );
}
