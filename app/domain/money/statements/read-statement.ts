import { readAmount } from "#app/runtime/tables/amount.ts";
import { readDate } from "#app/runtime/tables/dates.ts";
import { type BankColumns, readHead } from "./columns.ts";

/** One movement on the account. */
export interface StatementLine {
  /** Its row in the file, from 1. */
  row: number;
  /** ISO date, as the bank says it. */
  date: string;
  time: string;
  /** Fen; negative where money went out. */
  amount: number;
  /** Fen on the account afterwards; null where the bank does not say. */
  balance: number | null;
  payer: string;
  payerAccount: string;
  /** The bank's own number of the movement; empty where the file has none. */
  serial: string;
  remark: string;
}

/** A row that looks like a movement and cannot be read as one. */
export interface RejectedRow {
  row: number;
  code: "date" | "amount" | "direction";
  text: string;
}

export interface Statement {
  /** Digits of the account that it is of, where the file names it above the table. */
  account: string;
  lines: StatementLine[];
  rejected: RejectedRow[];
}

/** Banks put the account, the period and the like above the table; further down there is no head. */
const headWithin = 30;
const longest = { payer: 200, account: 64, serial: 100, remark: 500 };

/**
 * Reads the rows of a bank's file. Undefined where no row heads a table of movements. Sums and notes below the table are
 * passed over; every row that has an amount but no day, or a day but no amount, is named as rejected.
 */
export function readStatement(rows: readonly (readonly string[])[]): Statement | undefined {
  const cells = rows.map((row) => row.map(cleanCell));
  const at = cells.slice(0, headWithin).findIndex((row) => readHead(row) !== undefined);
  const columns = at < 0 ? undefined : readHead(cells[at] ?? []);
  if (!columns) return undefined;
  const statement: Statement = { account: accountAbove(cells.slice(0, at)), lines: [], rejected: [] };
  for (const [index, row] of cells.entries()) {
    if (index <= at || row.every((cell) => cell === "")) continue;
    const read = readRow(row, columns, index + 1);
    if (read === undefined) continue;
    if ("code" in read) statement.rejected.push(read);
    else statement.lines.push(read);
  }
  return statement;
}

/** Without the tabs, quotes and `="…"` that keep spreadsheets from turning long numbers into powers of ten. */
const cleanCell = (cell: string): string =>
  cell
    .replace(/^\s*="?(.*?)"?\s*$/s, "$1")
    .replace(/[\t\p{Cf}]/gu, "")
    .trim();

function accountAbove(rows: readonly (readonly string[])[]): string {
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      const named = /(?:账号|帐号|账户|account)[^\d]*([\d\s-]{8,40})?$/i.exec(cell.normalize("NFKC"));
      const digits = (named?.[1] ?? (named ? row[at + 1] : undefined) ?? "").replace(/\D/g, "");
      if (digits.length >= 8) return digits.slice(0, 40);
    }
  }
  return "";
}

const below = /^(合计|总计|小计|期初|期末|本页|累计|以上|说明|注|total|opening|closing)/i;

function readRow(
  row: readonly string[],
  columns: BankColumns,
  number: number,
): StatementLine | RejectedRow | undefined {
  const text = (at: number | undefined): string => (at === undefined ? "" : (row[at] ?? ""));
  const written = text(columns.date);
  const amount = movedAmount(row, columns);
  if (below.test(row.find((cell) => cell !== "") ?? "") || (written === "" && amount === undefined))
    return undefined;
  const reject = (code: RejectedRow["code"]): RejectedRow => ({
    row: number,
    code,
    text: row.join(" ").slice(0, 200),
  });
  const day = readDate(written.replace(/^(\d{8})\d{6}$/, "$1").replace(/^(\d{8}) \d.*$/, "$1"));
  if (day === "not_date" || day.dayMissing) return amount === undefined ? undefined : reject("date");
  if (amount === "direction") return reject("direction");
  if (amount === undefined || amount === "amount") return reject("amount");
  const balance = signed(text(columns.balance));
  return {
    row: number,
    date: day.date,
    time: timeOf(`${written} ${text(columns.time)}`),
    amount,
    balance: typeof balance === "number" ? balance : null,
    payer: text(columns.payer).slice(0, longest.payer),
    payerAccount: text(columns.payerAccount).slice(0, longest.account),
    serial: text(columns.serial).slice(0, longest.serial),
    remark: [...new Set(columns.remark.map(text).filter(Boolean))].join(" ").slice(0, longest.remark),
  };
}

const timeOf = (text: string): string =>
  /\b(\d{1,2}:\d{2}(?::\d{2})?)\b/.exec(text)?.[1]?.padStart(5, "0") ?? "";

const incoming = /^(贷|收|来|入|c|credit|cr|\+)/i;
const outgoing = /^(借|支|付|往|出|d|debit|dr|-)/i;

/** Fen, negative where money went out; undefined without any; a code where there is something that is no amount. */
function movedAmount(
  row: readonly string[],
  columns: BankColumns,
): number | "amount" | "direction" | undefined {
  const read = (at: number | undefined) => (at === undefined ? undefined : signed(row[at] ?? ""));
  const [credit, debit] = [read(columns.credit), read(columns.debit)];
  if (credit === "amount" || debit === "amount") return "amount";
  if (credit) return credit;
  if (debit) return -Math.abs(debit);
  const amount = read(columns.amount);
  if (amount === undefined || amount === "amount" || columns.direction === undefined) return amount;
  const mark = (row[columns.direction] ?? "").normalize("NFKC");
  if (outgoing.test(mark)) return -Math.abs(amount);
  return incoming.test(mark) ? Math.abs(amount) : "direction";
}

/** Fen of a signed decimal; undefined for an empty cell, a dash or zero in words of the banks. */
function signed(written: string): number | "amount" | undefined {
  const plain = written.normalize("NFKC").replace(/[\s,]/g, "");
  if (plain === "" || /^-+$/.test(plain)) return undefined;
  const sign = plain.startsWith("-") || /^\(.*\)$/.test(plain) ? -1 : 1;
  const amount = readAmount(plain.replace(/^[+-]|[()]/g, ""), "元");
  if (amount === "not_amount") return "amount";
  return amount.fen === 0 ? 0 : sign * amount.fen;
}

/** Where the balances do not follow from one another: movements between these rows are missing from the file. */
export function findGaps(
  lines: readonly StatementLine[],
): { after: number; before: number; missing: number }[] {
  const known = lines.filter((line): line is StatementLine & { balance: number } => line.balance !== null);
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last || first === last) return [];
  // Some banks list the newest first; the order that leaves fewer holes is the file's.
  return [known, known.toReversed()].map(gapsOf).toSorted((a, b) => a.length - b.length)[0] ?? [];
}

const gapsOf = (lines: readonly (StatementLine & { balance: number })[]) =>
  lines.flatMap((line, at) => {
    const previous = lines[at - 1];
    if (!previous) return [];
    const missing = line.balance - line.amount - previous.balance;
    return missing === 0 ? [] : [{ after: previous.row, before: line.row, missing }];
  });
