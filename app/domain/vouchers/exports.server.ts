import type { TFunction } from "i18next";
import { csvLine } from "#app/integrations/csv.server.ts";
import { type Sheet, writeSheets } from "#app/integrations/spreadsheet.server.ts";
import type { Context } from "../context.ts";
import { today } from "../working-days.ts";
import { budgetMonths, listBudgets } from "./budget-queries.server.ts";
import { reconcileVouchers } from "./reconcile.server.ts";
import { listSettlements, usesOf } from "./settlement-queries.server.ts";

type Row = (string | number)[];

const yuan = (fen: number): number => fen / 100;
const state = (t: TFunction, name: string): string => t(`vouchers:settlementState.${name}`);

/** The settlements of the actor's territory as rows, one a settlement. */
async function settlementRows(ctx: Context, t: TFunction): Promise<Row[]> {
  const head = [
    "program",
    "provider",
    "uscc",
    "from",
    "to",
    "uses",
    "amount",
    "state",
    "paidOn",
    "reference",
  ];
  const rows = await listSettlements(ctx);
  return [
    head.map((key) => t(`vouchers:column.${key}`)),
    ...rows.map(({ settlement: s, programZh, providerZh, uscc }) => [
      ...[programZh, providerZh, uscc, s.periodFrom, s.periodTo, s.uses, yuan(s.amount), state(t, s.state)],
      ...[s.paidAt ? today(s.paidAt) : "", s.reference],
    ]),
  ];
}

/** Every use in them, one a row. */
async function rowsOfUses(ctx: Context, t: TFunction): Promise<Row[]> {
  const head = ["provider", "from", "company", "uscc", "usedOn", "price", "captured", "invoice", "state"];
  const rows: Row[] = [head.map((key) => t(`vouchers:column.${key}`))];
  for (const { settlement, providerZh } of await listSettlements(ctx))
    for (const { hold, companyZh, companyUscc } of await usesOf(ctx, settlement.id))
      rows.push([
        ...[providerZh, settlement.periodFrom, companyZh, companyUscc],
        ...[
          hold.settledAt ? today(hold.settledAt) : "",
          yuan(hold.price),
          yuan(hold.captured),
          hold.invoiceNo,
        ],
        state(t, settlement.state),
      ]);
  return rows;
}

/** What captured sums and the ledger say, side by side. */
async function comparedRows(ctx: Context, t: TFunction): Promise<Row[]> {
  const head = ["organization", "account", "rows", "ledger", "difference"];
  return [
    head.map((key) => t(`vouchers:column.${key}`)),
    ...(await reconcileVouchers(ctx)).map(({ nameZh, purpose, rows, ledger, difference }) => [
      ...[nameZh, t(`vouchers:account.${purpose}`), yuan(rows), yuan(ledger), yuan(difference)],
    ]),
  ];
}

/** The settlement workbook: settlements, their uses, and the reconciliation with the ledger. Money in yuan. */
export async function settlementWorkbook(ctx: Context, t: TFunction): Promise<Uint8Array<ArrayBuffer>> {
  const sheets: Sheet[] = [
    { name: t("vouchers:settlements.title"), rows: await settlementRows(ctx, t) },
    { name: t("vouchers:settlements.uses"), rows: await rowsOfUses(ctx, t) },
    { name: t("vouchers:reconcile.title"), rows: await comparedRows(ctx, t) },
  ];
  return writeSheets(sheets);
}

/** The settlements alone, for programs that read CSV; with the mark that Excel needs for Chinese. */
export async function settlementCsv(ctx: Context, t: TFunction): Promise<string> {
  const rows = await settlementRows(ctx, t);
  return `\uFEFF${rows.map((row) => csvLine(row.map(String))).join("")}`;
}

/** The regulator's budgets and what became of them month by month. Money in yuan. */
export async function budgetWorkbook(ctx: Context, t: TFunction): Promise<Uint8Array<ArrayBuffer>> {
  const head = ["year", "purpose", "budget", "amount", "granted", "reserved", "captured", "free"];
  const months = ["month", "granted", "captured", "paid"];
  const words = (keys: readonly string[]) => keys.map((key) => t(`vouchers:column.${key}`));
  const budgets = (await listBudgets(ctx)).map(({ budget: b, reserved }) => [
    ...[b.year, t(`vouchers:purpose.${b.purpose}`), b.nameZh, yuan(b.amount), yuan(b.committed)],
    ...[yuan(reserved), yuan(b.spent), yuan(b.amount - b.committed)],
  ]);
  const moved = (await budgetMonths(ctx)).map((m) => [
    m.month,
    yuan(m.granted),
    yuan(m.captured),
    yuan(m.paid),
  ]);
  return writeSheets([
    { name: t("vouchers:budgets.title"), rows: [words(head), ...budgets] },
    { name: t("vouchers:budgets.months"), rows: [words(months), ...moved] },
  ]);
}
