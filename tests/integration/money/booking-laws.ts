import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "#db/client.ts";
import { reconcileLedger } from "#app/domain/money/reconciliation/reconcile.server.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { asClock, type Life } from "./booking-world.ts";
import { ledgerFaults } from "./world.ts";

/** What must hold after every step of a history, whatever it was. */
export async function lawful(life: Life): Promise<void> {
  const { db } = life;
  expect(await ledgerFaults(db)).toEqual([]);
  expect(await voucherFaults(db)).toEqual([]);
  expect(await differences(db), "vouchers against the ledger").toBe(0);
  expect(await reconcileLedger(db, asClock(life))).toEqual({ appeared: 0, vanished: 0, standing: 0 });
  expect(await bookingFaults(db, life.facilityId)).toEqual([]);
  expect(await inside(life)).toEqual(outside(life));
}

/** What vouchers, their budgets and their settlements say against the rows behind them. */
async function voucherFaults(db: Database): Promise<string[]> {
  const rows = await db.execute<{ fault: string }>(sql`
    select 'voucher ' || v.id || ' is overdrawn or miscounts' as fault from voucher v
      where v.reserved + v.captured > v.amount or v.amount > v.requested
        or v.reserved <> coalesce((select sum(h.amount) from voucher_hold h where h.voucher_id = v.id and h.state = 'reserved'), 0)
        or v.captured <> coalesce((select sum(h.captured) from voucher_hold h where h.voucher_id = v.id), 0)
    union all
    select 'budget ' || b.id || ' is overdrawn or miscounts' from budget b
      where b.spent > b.committed or b.committed > b.amount
        or (b.committed::numeric, b.spent::numeric) is distinct from (select (coalesce(sum(v.amount), 0), coalesce(sum(v.captured), 0))
          from voucher v where v.budget_id = b.id)
    union all
    select 'programme ' || p.id || ' has granted more than its cap' from voucher_program p
      join voucher v on v.program_id = p.id join voucher_rules r on r.id = v.rules_id
      where v.state in ('granted', 'expired', 'given_back')
      group by p.id, v.organization_id, v.year having max(v.amount) > max(r.application_cap) or sum(v.amount) > max(r.yearly_cap)
    union all
    select 'hold ' || h.id || ' is not what was paid by it' from voucher_hold h
      where h.captured <> coalesce((select sum(p.accepted) from payment p where p.method = 'voucher' and split_part(p.external_id, ':', 1) = h.id::text), 0)
        - coalesce((select sum(r.amount) from refund r join payment p on p.id = r.payment_id where p.method = 'voucher'
          and split_part(p.external_id, ':', 1) = h.id::text and r.state = 'settled'), 0)
    union all
    select 'settlement ' || s.id || ' is not the sum of its uses' from voucher_settlement s
      where s.state <> 'returned' and s.amount <> coalesce((select sum(h.captured) from voucher_hold h where h.settlement_id = s.id), 0)`);
  return rows.map(({ fault }) => fault);
}

interface Said extends Record<string, unknown> {
  id: string;
  state: string;
  prepay: boolean;
  price: string;
  charge: string | null;
  used: string | null;
  held: string | null;
  captured: string | null;
  share: number | null;
  full: string | null;
  /** Charges that have not ended: what they ask for, less what of it went back for good. */
  asked: string;
  /** What of it has not come yet. */
  open: string;
  live: number;
  purposes: number;
  by_voucher: string;
  /** By people or a bank: went back of what is paid, is proposed to, has ever been touched. */
  given: string;
  proposed: string;
  bent: boolean;
  /** Of the charges that people have withdrawn. */
  waived: string;
  settlement: string | null;
}

/** What bookings say that they cost against what has been charged for them. */
async function bookingFaults(db: Database, facilityId: string): Promise<string[]> {
  const rows = await db.execute<Said>(sql`
    select b.id, b.state, b.price, b.charge, u.amount as used, h.amount as held, h.captured, h.settlement_id as settlement,
      r.share_percent as share, r.full_pay_up_to as full,
      (select p.prepay from booking_policy p where p.facility_id = b.facility_id and p.version = b.policy_version) as prepay,
      coalesce(c.asked, 0) as asked, coalesce(c.open, 0) as open, coalesce(c.live, 0)::int as live, coalesce(c.purposes, 0)::int as purposes,
      coalesce(c.by_voucher, 0) as by_voucher, coalesce(g.given, 0) as given, coalesce(g.proposed, 0) as proposed,
      coalesce(g.bent, false) as bent,
      coalesce((select sum(c.waived) from charge c where c.cause_id = b.id), 0) as waived
    from booking b left join usage_record u on u.booking_id = b.id
      left join voucher_hold h on h.cause_id = b.id and h.state <> 'released'
      left join voucher v on v.id = h.voucher_id left join voucher_rules r on r.id = v.rules_id
      left join lateral (select count(*) as live, count(distinct c.purpose) as purposes,
          sum(case when c.state in ('open', 'partly_paid') then c.amount else c.paid - c.refunded end) as asked,
          sum(case when c.state in ('open', 'partly_paid') then c.amount - c.paid else 0 end) as open,
          sum((select sum(p.accepted - coalesce((select sum(x.amount) from refund x where x.payment_id = p.id
            and x.state not in ('refused', 'reversed')), 0)) from payment p where p.charge_id = c.id and p.method = 'voucher')) as by_voucher
        from charge c where c.cause_type = 'booking' and c.cause_id = b.id and c.state not in ('cancelled', 'expired')) c on true
      left join lateral (select true as bent,
          sum(x.amount) filter (where x.state in ('approved', 'settled', 'failed') and c.state not in
            ('open', 'partly_paid', 'cancelled', 'expired')) as given, sum(x.amount) filter (where x.state = 'proposed') as proposed
        from charge c join refund x on x.charge_id = c.id
        where c.cause_id = b.id and (x.kind = 'dispute' or (x.kind = 'refund' and x.proposed_by is not null))
        having count(*) > 0) g on true
    where b.facility_id = ${facilityId}`);
  return rows.flatMap((row) => faultsOf(row).map((fault) => `booking ${row.id} (${row.state}) ${fault}`));
}

function faultsOf(row: Said): string[] {
  const faults: string[] = [];
  const asked = Number(row.asked);
  const costs = costOf(row);
  if (costs === "ahead") {
    if (row.prepay ? Number(row.open) !== 0 : asked !== 0)
      faults.push(`is used later and ${asked} is charged`);
  } else {
    // What people have given back, or a bank has taken, is not asked for again; what they may still give back is not given twice.
    const whole = Math.max(costs - Number(row.given), 0);
    // Nor is what was withdrawn, as far as it is of this cost.
    const due = Math.max(whole - Number(row.waived), 0);
    // Nor does a voucher pay less because its holder has got back more than its own share.
    const most = whole + Number(row.proposed) + (row.bent ? Number(row.by_voucher) : 0);
    if (asked < due || asked > most)
      faults.push(`costs ${costs}, ${row.given} was given back, and ${asked} is charged`);
  }
  if (row.live !== row.purposes) faults.push("is charged twice for one purpose");
  if (row.state === "completed" && row.held !== null && isPlain(row)) {
    const covered = coveredOf(row, Number(row.used));
    if (Number(row.by_voucher) !== covered)
      faults.push(`costs ${row.used}: its voucher pays ${row.by_voucher} and not ${covered}`);
  }
  return faults;
}

/** Whether nobody has touched what its charges ask for, nor a settlement closed them. */
const isPlain = ({ bent, waived, settlement }: Said): boolean =>
  !bent && Number(waived) === 0 && settlement === null;

/** Fen that the one who booked owes, or has paid, for it as it stands; `ahead`: what was paid ahead stays until it is used. */
function costOf({ state, prepay, price, charge, used, held }: Said): number | "ahead" {
  if (state === "completed") return Number(used);
  if (state === "cancelled" || state === "no_show") return Number(charge ?? 0);
  if (["pending", "confirmed", "in_use"].includes(state)) return "ahead";
  return state === "held" && prepay ? Number(price) - Number(held ?? 0) : 0;
}

/** What a voucher pays of a price, said once more: all of small ones, a share of others, never more than was set aside. */
function coveredOf({ share, full, held }: Said, price: number): number {
  const part = price <= Number(full) ? price : Math.floor((price * Number(share)) / 100);
  return Math.min(part, Number(held));
}

/** What the banks and Stripe have seen, by their own count. */
function outside({ outside: { came, back } }: Life) {
  const sum = (method: string) =>
    Object.values(came).reduce((all, one) => all + (one.method === method ? one.amount : 0), 0);
  const of = (method: "transfer" | "stripe") => ({ came: sum(method), back: back[method] });
  return { transfer: of("transfer"), stripe: of("stripe"), ledgerAgrees: true };
}

/** The same by ours: payments and refunds, and the holder's accounts in the ledger. */
async function inside({ db, people: { holder } }: Life) {
  const holderId = holder.organization?.id ?? "";
  const [row] = await db.execute<
    Record<"came" | "back" | "card_came" | "card_back" | "bank" | "card", string>
  >(sql`
    with p as (select p.method, p.amount from payment p join charge c on c.id = p.charge_id where c.payer_id = ${holderId}),
      r as (select method, amount from refund where payer_id = ${holderId} and state = 'settled'),
      a as (select purpose, balance from account_balance where organization_id = ${holderId})
    select coalesce((select sum(amount) from p where method = 'transfer'), 0) as came,
      coalesce((select sum(amount) from r where method = 'transfer'), 0) as back,
      coalesce((select sum(amount) from p where method = 'stripe'), 0) as card_came,
      coalesce((select sum(amount) from r where method = 'stripe'), 0) as card_back,
      coalesce((select balance from a where purpose = 'bank'), 0) as bank,
      coalesce((select balance from a where purpose = 'card'), 0) as card`);
  if (!row) throw new Error("no sums");
  const of = (came: string, back: string) => ({ came: Number(came), back: Number(back) });
  const transfer = of(row.came, row.back);
  const stripe = of(row.card_came, row.card_back);
  const ledgerAgrees =
    Number(row.bank) === transfer.back - transfer.came && Number(row.card) === stripe.back - stripe.came;
  return { transfer, stripe, ledgerAgrees };
}
