import { and, desc, eq, gt, inArray } from "drizzle-orm";
import { charge, refund } from "#db/schema/money.ts";
import { askAgain } from "#app/domain/money/charges/ask-again.server.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { closeDispute, openDispute } from "#app/domain/money/refunds/dispute.server.ts";
import { failRefund, settleRefund } from "#app/domain/money/refunds/make-refunds.server.ts";
import {
  approveRefund,
  proposeRefund,
  refuseRefund,
} from "#app/domain/money/refunds/propose-refund.server.ts";
import { recordRefundSent } from "#app/domain/money/refunds/record-sent.server.ts";
import { returnByTransfer } from "#app/domain/money/refunds/return-by-transfer.server.ts";
import { receiveTransfer } from "#app/domain/money/transfer/receive.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import type { Act } from "./booking-events.ts";
import { as, asClock, happened as ok, type Life } from "./booking-world.ts";

export type Pay = Extract<Act, { kind: "pay" }>;

/** Money comes for the latest charge of a booking, however that stands, or the same money is told of once more. */
export async function pay(life: Life, { n: at, method, part, again }: Pay): Promise<boolean> {
  const { came } = life.outside;
  const [owed] = await life.db
    .select()
    .from(charge)
    .where(eq(charge.causeId, life.bookings[at] ?? "00000000-0000-0000-0000-000000000000"))
    .orderBy(desc(charge.id));
  if (!owed || owed.amount === 0) return false;
  const known = Object.keys(came).find(
    (number) => number.includes(owed.id) && came[number]?.method === method,
  );
  const number = again && known ? known : `${++life.serial} ${method} ${owed.id}`;
  const rest = Math.max(owed.amount - owed.paid, 1);
  const wanted = { rest, some: Math.ceil(rest / 3), more: rest + 700 }[part];
  const amount = came[number]?.amount ?? wanted;
  const done = await (method === "stripe"
    ? transact(life.db, (tx) => payCharge(tx, asClock(life), owed.id, { method, externalId: number, amount }))
    : receiveTransfer(as(life, life.people.provider), owed.id, {
        ...{ amount, bankReference: number, payer: "" },
        valueOn: today(new Date(life.now)),
      }));
  if (done.ok) came[number] = { method, amount };
  return done.ok;
}

/** A refund on its way is sent: a person says so of a transfer, Stripe of a card, which may also refuse. */
export async function sendBack(life: Life, fails: boolean): Promise<boolean> {
  const [due] = await life.db
    .select()
    .from(refund)
    .where(inArray(refund.state, ["approved", "failed"]))
    .limit(1);
  if (!due || due.method === "voucher") return false;
  const number = `R ${++life.serial} ${due.id}`;
  const sent = await (due.method === "transfer"
    ? recordRefundSent(as(life, life.people.provider), due.id, { bankReference: number })
    : transact(life.db, async (tx) => {
        if (fails) await failRefund(tx, asClock(life), due.id, "card_closed");
        else await settleRefund(tx, asClock(life), due.id, { externalId: number });
      }));
  if (sent.ok && (due.method === "transfer" || !fails)) life.outside.back[due.method] += due.amount;
  return sent.ok;
}

/** What the card did not take goes by transfer, where that is above the limit once two people want it. */
export async function redirect(life: Life, second: boolean): Promise<boolean> {
  const [due] = await life.db
    .select()
    .from(refund)
    .where(and(eq(refund.state, "failed"), eq(refund.method, "stripe")))
    .limit(1);
  const { provider, colleague } = life.people;
  return due !== undefined && ok(returnByTransfer(as(life, second ? colleague : provider), due.id));
}

/** Somebody of the provider pays back what no rule asks for; a second person has to agree to larger sums. */
export async function payBack(life: Life, id: string, amount: number): Promise<boolean> {
  const [owed] = await life.db.select().from(charge).where(eq(charge.causeId, id)).orderBy(desc(charge.id));
  const wanted = { amount, reason: "补偿停机时间" };
  return owed !== undefined && ok(proposeRefund(as(life, life.people.provider), owed.id, wanted));
}

/** Somebody of the provider no longer asks for a booking's charges, or does so again. */
export async function withdraw(life: Life, id: string, again: boolean): Promise<boolean> {
  const staff = as(life, life.people.provider);
  const [owed] = await life.db
    .select()
    .from(charge)
    .where(and(eq(charge.causeId, id), again ? gt(charge.waived, 0) : eq(charge.state, "open")))
    .limit(1);
  if (!owed) return false;
  return ok(again ? askAgain(staff, owed.id) : cancelCharge(staff, owed.id, { reason: "停机补偿" }));
}

export async function decide(life: Life, yes: boolean): Promise<boolean> {
  const [due] = await life.db.select().from(refund).where(eq(refund.state, "proposed")).limit(1);
  const second = as(life, life.people.colleague);
  if (!due) return false;
  return ok(yes ? approveRefund(second, due.id) : refuseRefund(second, due.id, { reason: "理由不足" }));
}

/** The payer's bank takes back what Stripe was paid first, or a part of it. */
export async function dispute(life: Life, part: number): Promise<boolean> {
  const { came, disputed, back } = life.outside;
  const number = Object.keys(came).find((one) => came[one]?.method === "stripe");
  if (!number) return false;
  const amount = Math.ceil((came[number]?.amount ?? 0) / part);
  const said = { paymentExternalId: number, externalId: `D ${number}`, amount };
  const done = await transact(life.db, (tx) => openDispute(tx, asClock(life), said));
  if (!done.ok || disputed[number] !== undefined) return done.ok;
  disputed[number] = amount;
  back.stripe += amount;
  return true;
}

export async function close(life: Life, won: boolean): Promise<boolean> {
  const { disputed, back } = life.outside;
  const [number] = Object.keys(disputed);
  if (number === undefined) return false;
  const outcome = won ? "won" : "lost";
  const done = await transact(life.db, (tx) => closeDispute(tx, asClock(life), `D ${number}`, outcome));
  if (!done.ok || !won) return done.ok;
  back.stripe -= disputed[number] ?? 0;
  disputed[number] = 0;
  return true;
}
