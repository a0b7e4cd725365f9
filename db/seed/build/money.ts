import type { charge, chargeLine, payment, refund } from "../../schema/money.ts";
import type { booking, usageRecord } from "../../schema/booking.ts";
import type { AccountPurpose } from "../../schema/vocabulary.ts";
import { referenceOf } from "../../payment-reference.ts";
import { between, seedId, share } from "../ids.ts";
import { organizations } from "../organizations/index.ts";
import { organizationId } from "./identity.ts";
import type { PostingSeed } from "./postings.ts";

type Row<T extends { $inferInsert: object }> = T["$inferInsert"];
type Booking = Row<typeof booking>;

interface MoneyRows {
  charges: Row<typeof charge>[];
  lines: Row<typeof chargeLine>[];
  payments: Row<typeof payment>[];
  refunds: Row<typeof refund>[];
  postings: PostingSeed[];
}

interface Told {
  at: Date;
  causeType: string;
  causeId: string;
  chargeId: string;
  legs: [organizationId: string, purpose: AccountPurpose, amount: number][];
}

const dayMs = 86_400_000;
/** How far the payment of a charge has come, by its name and age alone: most are paid, the latest partly not. */
type Course = "open" | "partly" | "paid" | "refunded" | "asked";

function courseOf(name: string, amount: number, ageDays: number): Course {
  const luck = share(`${name} course`);
  if (ageDays < 4 || (luck < 0.18 && ageDays < 60)) return "open";
  if (luck < 0.24 && amount > 20_000) return "partly";
  if (luck < 0.32 && amount > 10_000) return "refunded";
  return luck < 0.36 && amount > 40_000 ? "asked" : "paid";
}

const seedOf = new Map(organizations.map((seed) => [organizationId(seed.key), seed]));

/** Public bodies that keep a small company waiting, as the law on such payments has in mind; some have paid a part. */
function slowCourseOf(row: Booking, name: string, ageDays: number): Course | undefined {
  const [payer, payee] = [seedOf.get(row.organizationId), seedOf.get(row.providerId)];
  if (!payer?.publicInstitution || payee?.kind !== "enterprise" || ageDays < 32 || ageDays > 100)
    return undefined;
  return share(`${name} slow`) < 0.7 ? "open" : "partly";
}

/**
 * Charges for the uses, no-shows and late cancellations of the demonstration market, paid by bank transfer, some not
 * yet, some paid back in part, and the ledger that says so.
 */
export function moneyRows(
  bookings: readonly Booking[],
  usage: readonly Row<typeof usageRecord>[],
  now: Date,
): MoneyRows {
  const rows: MoneyRows = {
    ...{ charges: [], lines: [], payments: [], refunds: [], postings: [] },
  };
  const amounts = new Map(usage.map(({ bookingId, amount }) => [bookingId, amount]));
  const told: Told[] = [];
  for (const row of bookings) {
    const owed = owedFor(row, amounts.get(row.id));
    const at = new Date(row.endsAt.getTime() + 2 * 3_600_000);
    if (owed && row.organizationId !== row.providerId && at < now) chargeRows(rows, told, row, owed, at, now);
  }
  rows.postings = told.map(({ at, causeType, causeId, chargeId, legs }, index) => ({
    ...{ name: `${causeId} ${index}`, at, chargeId, cause: { type: causeType, id: causeId } },
    legs: legs.map(([org, purpose, amount]) => ({ org, purpose, amount })),
  }));
  return rows;
}

interface Owed {
  purpose: string;
  lines: { reason: string; params: Record<string, string | number>; amount: number }[];
}

function owedFor(row: Booking, used: number | undefined): Owed | undefined {
  const fee = row.charge ?? 0;
  if (row.state === "completed" && used) {
    const minutes = Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000);
    const price = row.price ?? used;
    const first = { reason: "booked_time", params: { minutes, item: row.priceItem ?? "" }, amount: price };
    const rest = { reason: "corrected", params: {}, amount: used - price };
    return { purpose: "use", lines: used === price ? [first] : [first, rest] };
  }
  if (fee === 0 || !row.price) return undefined;
  const percent = Math.round((fee / row.price) * 100);
  if (row.state === "no_show")
    return { purpose: "no_show", lines: [{ reason: "no_show", params: { percent }, amount: fee }] };
  if (row.state !== "cancelled") return undefined;
  const params = { hours: 24, percent };
  return { purpose: "cancellation", lines: [{ reason: "late_cancel", params, amount: fee }] };
}

function chargeRows(rows: MoneyRows, told: Told[], row: Booking, owed: Owed, at: Date, now: Date): void {
  const name = `charge ${row.id}`;
  const id = seedId(name, Math.round((at.getTime() - Date.UTC(2026, 0, 1)) / 60_000));
  const amount = owed.lines.reduce((sum, line) => sum + line.amount, 0);
  const [payerId, payeeId] = [row.organizationId, row.providerId];
  const ageDays = (now.getTime() - at.getTime()) / dayMs;
  const course = slowCourseOf(row, name, ageDays) ?? courseOf(name, amount, ageDays);
  const came = new Date(at.getTime() + between(`${name} days`, 1, 3) * dayMs);
  const paid = course === "open" ? 0 : course === "partly" ? Math.floor(amount / 200) * 100 : amount;
  const back = course === "refunded" ? Math.floor(amount / 1000) * 100 : 0;
  const dueAt = new Date(at.getTime() + 30 * dayMs);
  const state = {
    open: "open",
    partly: "partly_paid",
    paid: "paid",
    refunded: "partly_refunded",
    asked: "paid",
  };
  rows.charges.push({
    ...{ id, reference: referenceOf(id), payerId, payeeId, causeType: "booking", causeId: row.id ?? "" },
    ...{ purpose: owed.purpose, amount, paid, refunded: back, createdAt: at, dueAt, demo: true },
    ...{ state: state[course], stateSince: paid > 0 ? came : at, paidAt: paid > 0 ? came : null },
    deadline: paid < amount ? dueAt : null,
  });
  rows.lines.push(...owed.lines.map((line, index) => ({ ...line, chargeId: id, n: index + 1 })));
  const tell = (causeType: string, causeId: string, on: Date, legs: Told["legs"]) =>
    told.push({ at: on, causeType, causeId, chargeId: id, legs });
  tell("charge", id, at, [
    [payerId, "payable", -amount],
    [payeeId, "receivable", amount],
  ]);
  if (paid === 0) return;
  const paymentId = seedId(`${name} payment`, 1);
  const bankNote = `BT${came.toISOString().slice(0, 10).replaceAll("-", "")}-${referenceOf(paymentId).slice(2)}`;
  rows.payments.push({
    ...{ id: paymentId, chargeId: id, method: "transfer", externalId: bankNote },
    ...{ amount: paid, accepted: paid, at: came, createdAt: came },
  });
  tell("payment", paymentId, came, [
    [payerId, "payable", paid],
    [payeeId, "receivable", -paid],
    [payerId, "bank", -paid],
    [payeeId, "bank", paid],
  ]);
  if (course !== "refunded" && course !== "asked") return;
  refundRows(
    rows,
    tell,
    { name, id, paymentId, payerId, payeeId, came, settled: course === "refunded" },
    back || Math.floor(amount / 500) * 100,
  );
}

interface Refunded {
  name: string;
  id: string;
  paymentId: string;
  payerId: string;
  payeeId: string;
  came: Date;
  settled: boolean;
}

function refundRows(
  rows: MoneyRows,
  tell: (causeType: string, causeId: string, on: Date, legs: Told["legs"]) => void,
  { name, id, paymentId, payerId, payeeId, came, settled }: Refunded,
  amount: number,
): void {
  const refundId = seedId(`${name} refund`, 2);
  const at = new Date(came.getTime() + 3_600_000);
  rows.refunds.push({
    ...{
      id: refundId,
      chargeId: id,
      paymentId,
      payerId,
      payeeId,
      method: "transfer",
      kind: "refund",
      amount,
    },
    ...{
      reason: settled ? "仪器中途故障，按未完成的机时退还" : "样品未能测完，协商退还部分费用",
      demo: true,
    },
    ...{ state: settled ? "settled" : "proposed", createdAt: at, stateSince: at },
    ...(settled ? { externalId: `RF-${referenceOf(refundId).slice(2)}`, settledAt: at } : {}),
  });
  if (!settled) return;
  tell("refund", refundId, at, [
    [payeeId, "bank", -amount],
    [payerId, "refund_due", amount],
  ]);
  tell("refund", refundId, at, [
    [payerId, "refund_due", -amount],
    [payerId, "bank", amount],
  ]);
}

/** Postings in the order they happened: the database carries the balances on as they are written. */
