import type { invoice, invoiceLine } from "../../schema/invoices.ts";
import type { charge, payment } from "../../schema/money.ts";
import type {
  bankAccount,
  bankLine,
  bankStatement,
  receiptPart,
  transferClaim,
  transferReceipt,
} from "../../schema/transfer.ts";
import { between, seedId } from "../ids.ts";
import { organizations } from "../organizations/index.ts";
import type { OrganizationSeed } from "../shapes.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { creditCodeOf, organizationId, userId } from "./identity.ts";

type ChargeRow = typeof charge.$inferInsert;
type PaymentRow = typeof payment.$inferInsert;

const dayMs = 86_400_000;
/** Minutes into the time part of ids, so that they sort after what they are for. */
const order = 450_000;
const statementDays = 20;

const seedOf = new Map(organizations.map((seed) => [organizationId(seed.key), seed]));
const own = { payer: organizationId("yanchi"), payee: organizationId("qiantang") };

const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/**
 * What stands behind the payments by transfer: accounts, receipts, a statement of the demonstration university with a
 * line that nobody knows, a transfer that its company has announced, and invoices.
 */
export function transferRows(charges: readonly ChargeRow[], payments: readonly PaymentRow[], now: Date) {
  const calendar = calendarOf(now);
  const byId = new Map(charges.map((row) => [row.id, row]));
  const came = payments.flatMap((row) => {
    const paid = byId.get(row.chargeId);
    return paid && row.method === "transfer" ? [{ payment: row, charge: paid }] : [];
  });
  const payees = [...new Set(charges.map(({ payeeId }) => payeeId))].flatMap((id) => seedOf.get(id) ?? []);
  const statement = statementRows(charges, came, calendar);
  return {
    bankAccounts: payees.map((seed) => bankAccountRow(seed, calendar)),
    receipts: came.map((one) => receiptRow(one, statement.lineOf)),
    receiptParts: came.map(partRow),
    claims: claimRows(charges, calendar),
    statements: statement.statements,
    bankLines: statement.bankLines,
    ...invoiceRows(charges, calendar),
  };
}

interface Came {
  payment: PaymentRow;
  charge: ChargeRow;
}

const receiptIdOf = ({ payment: { id } }: Came): string => seedId(`receipt ${id}`, order);

const receiptRow = (one: Came, lineOf: ReadonlyMap<string, string>): typeof transferReceipt.$inferInsert => ({
  ...{ id: receiptIdOf(one), payeeId: one.charge.payeeId, amount: one.payment.amount, demo: true },
  ...{ valueOn: dayOf(one.payment.at), bankReference: one.payment.externalId, createdAt: one.payment.at },
  payer: seedOf.get(one.charge.payerId)?.name[0] ?? "",
  lineId: lineOf.get(receiptIdOf(one)) ?? null,
});

const partRow = (one: Came): typeof receiptPart.$inferInsert => ({
  ...{ receiptId: receiptIdOf(one), chargeId: one.payment.chargeId, paymentId: one.payment.id ?? "" },
  amount: one.payment.amount,
});

const bankAccountRow = (seed: OrganizationSeed, calendar: Calendar): typeof bankAccount.$inferInsert => ({
  ...{ id: seedId(`bank account ${seed.key}`, order), organizationId: organizationId(seed.key) },
  ...{
    holder: seed.name[0],
    bank: "之江商业银行（演示）",
    branch: "文教支行",
    createdAt: calendar.at(-300, 600),
  },
  number: `95${between(`bank account ${seed.key}`, 10 ** 13, 10 ** 14 - 1)}`,
});

const isOwn = ({ payerId, payeeId }: ChargeRow): boolean => payerId === own.payer && payeeId === own.payee;

/** The demonstration company says that it has paid one of its open charges. */
function claimRows(charges: readonly ChargeRow[], calendar: Calendar): (typeof transferClaim.$inferInsert)[] {
  const open = charges.find((row) => isOwn(row) && row.state === "open");
  if (!open?.id) return [];
  const at = calendar.at(-1, 610);
  return [
    {
      ...{ id: seedId(`claim ${open.id}`, order), chargeId: open.id, amount: open.amount },
      ...{ payerId: open.payerId, payeeId: open.payeeId, declaredBy: userId("sme"), demo: true },
      ...{ sentOn: calendar.date(-1), note: "已由基本户汇出，请查收。", createdAt: at, stateSince: at },
      deadline: calendar.afterWorkingDays(at, 5),
    },
  ];
}

function statementRows(charges: readonly ChargeRow[], came: readonly Came[], calendar: Calendar) {
  const since = calendar.now.getTime() - statementDays * dayMs;
  const known = came.filter(
    ({ charge: { payeeId }, payment: { at } }) => payeeId === own.payee && at.getTime() > since,
  );
  const waiting = charges
    .filter(
      ({ payerId, payeeId, state }) => payeeId === own.payee && payerId !== own.payer && state === "open",
    )
    .slice(0, 3);
  const day = calendar.date(-1);
  const statementId = seedId("bank statement", order);
  const at = calendar.at(-1, 1_000);
  const line = (name: string, more: Partial<typeof bankLine.$inferInsert> & { amount: number }) => ({
    ...{ id: seedId(`bank line ${name}`, order), statementId, organizationId: own.payee },
    ...{ date: day, fingerprint: `demo ${name}`, createdAt: at, stateSince: at, demo: true },
    ...more,
  });
  const nameOf = (id: string) => seedOf.get(id)?.name[0] ?? "";
  const lines = [
    ...known.map(({ charge: row, payment: { id, amount, at: on, externalId } }) =>
      line(`of ${id}`, {
        ...{ amount, date: dayOf(on), payer: nameOf(row.payerId), remark: row.reference, serial: externalId },
        ...{ state: "matched", version: 2 },
      }),
    ),
    ...waiting.map((row, index) =>
      line(`for ${row.id}`, {
        amount: index === 0 ? Math.max(100, Math.floor(row.amount / 200) * 100) : row.amount,
        ...{ payer: nameOf(row.payerId), remark: `机时费 ${row.reference}`, serial: `BK88000000${index}` },
      }),
    ),
    line("unknown", { amount: 66_600, payer: "德清某某贸易商行", remark: "货款", serial: "BK880000009" }),
  ].map((row, index) => ({ ...row, row: index + 4 }));
  const statement: typeof bankStatement.$inferInsert = {
    ...{ id: statementId, organizationId: own.payee, importedBy: userId("provider"), createdAt: at },
    ...{ name: `对公账户明细-${day}.csv`, sha256: "demo", to: day, lines: lines.length, demo: true },
    from: lines.map(({ date }) => date).toSorted()[0] ?? day,
  };
  const lineOf = new Map(
    known.map((one) => [receiptIdOf(one), seedId(`bank line of ${one.payment.id}`, order)]),
  );
  return { statements: [statement], bankLines: lines, lineOf };
}

/** One invoice of each kind of standing for the demonstration company; what else is paid can be asked for. */
function invoiceRows(charges: readonly ChargeRow[], calendar: Calendar) {
  const paid = charges.filter((row) => isOwn(row) && row.state === "paid");
  const states = ["issued", "issued", "requested", "declined"] as const;
  const payer = seedOf.get(own.payer);
  const invoices: (typeof invoice.$inferInsert)[] = [];
  const invoiceLines: (typeof invoiceLine.$inferInsert)[] = [];
  for (const [index, state] of states.entries()) {
    const row = paid[index];
    if (!row?.id || !payer) continue;
    const id = seedId(`invoice ${row.id}`, order + index);
    const at = calendar.at(-3, 600 + index);
    invoices.push({
      ...{
        id,
        payerId: row.payerId,
        payeeId: row.payeeId,
        requestedBy: userId("sme"),
        address: payer.address,
      },
      ...{ kind: index === 0 ? "special" : "ordinary", title: payer.name[0], taxNumber: creditCodeOf(payer) },
      ...{ amount: row.amount, createdAt: at, stateSince: at, state, demo: true },
      deadline: state === "requested" ? calendar.afterWorkingDays(at, 10) : null,
      ...(state === "issued" && {
        number: `2633${String(between(`invoice ${row.id}`, 10 ** 15, 9 * 10 ** 15)).padStart(16, "0")}`,
        issuedOn: calendar.date(-2),
      }),
      ...(state === "declined" && { reason: "抬头与税号不符，请核对后重新申请。" }),
    });
    invoiceLines.push({ invoiceId: id, chargeId: row.id, amount: row.amount });
  }
  return { invoices, invoiceLines };
}
