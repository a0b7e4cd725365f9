import { desc, eq, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { voucherHold } from "#db/schema/vouchers.ts";
import { violation } from "#db/schema/conduct.ts";
import { approve } from "#app/domain/booking/approve.server.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { settleBookingCharges } from "#app/domain/booking/charging/settle-booking-charges.server.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { checkOut } from "#app/domain/booking/check-out.server.ts";
import { complete, correctRecord } from "#app/domain/booking/complete.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { completeInput, correctInput, rescheduleInput } from "#app/domain/booking/inputs.ts";
import { checkOutInput } from "#app/domain/booking/record-inputs.ts";
import { reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { tidyBookings } from "#app/domain/booking/settle.server.ts";
import { waiveViolation } from "#app/domain/conduct/decide-violation.server.ts";
import { applyForVoucher } from "#app/domain/vouchers/apply.server.ts";
import { checkUse } from "#app/domain/vouchers/check-use.server.ts";
import { expireVouchers, giveBackVoucher } from "#app/domain/vouchers/end-voucher.server.ts";
import { nameInvoice } from "#app/domain/vouchers/name-invoice.server.ts";
import { paySettlement, returnSettlement, submitSettlement } from "#app/domain/vouchers/settlement.server.ts";
import { wish } from "../../support/booking.ts";
import { type Act, ends, starts } from "./booking-events.ts";
import {
  decide,
  close,
  dispute,
  pay,
  type Pay,
  payBack,
  redirect,
  sendBack,
  withdraw,
} from "./booking-payments.ts";
import { as, asClock, happened as ok, type Life, toldToSettle } from "./booking-world.ts";

const minute = 60_000;

/** Lets one thing happen as far as the application lets it; whether it did. */
export function happen(life: Life, act: Act): Promise<boolean> {
  switch (act.kind) {
    case "book":
      return book(life, act.n, act.voucher);
    case "pay":
      return pay(life, act);
    case "wait":
      return later(life, life.now + act.minutes * minute);
    case "until":
      return later(life, Date.parse(`2026-11-24T${starts[act.n]}:00+08:00`) + act.at * minute);
    case "clock":
      return runJobs(life, act.jobs);
    case "send-back":
      return sendBack(life, act.fails);
    case "redirect":
      return redirect(life, act.second);
    case "apply":
      return apply(life, act);
    case "decide":
      return decide(life, act.yes);
    case "dispute":
      return dispute(life, act.part);
    case "close":
      return close(life, act.won);
    case "give-back":
      return ok(giveBackVoucher(as(life, life.people.holder), life.people.vouchers[act.which] ?? ""));
    case "settle":
      return submit(life, life.people.programs[act.which] ?? "");
    case "pay-out":
      return payOut(life, act.yes);
    default:
      return withBooking(life, act);
  }
}

type OfBooking = Extract<Act, { n: number }>;

/** What happens to the latest booking of a stretch of the day. */
async function withBooking(life: Life, act: OfBooking): Promise<boolean> {
  const { holder, provider } = life.people;
  const id = life.bookings[act.n];
  if (!id) return false;
  if (act.kind === "go-on") return goOn(life, id, act);
  const staff = as(life, provider);
  const either = (byStaff: boolean) => (byStaff ? staff : as(life, holder));
  switch (act.kind) {
    case "answer":
      return act.yes
        ? ok(approve(staff, id, { reason: "" }))
        : ok(cancel(staff, id, { reason: "仪器停机检修" }));
    case "check-in":
      return ok(checkIn(staff, id));
    case "check-out":
      return ok(checkOut(either(act.byStaff), id, checkOutInput.parse({})));
    case "complete":
      return ok(complete(staff, id, completeInput.parse(recordOf(act))));
    case "correct":
      return ok(correctRecord(staff, id, correctInput.parse({ ...cny(act.amount), reason: "核对更正" })));
    case "no-show":
      return ok(markNoShow(staff, id));
    case "cancel":
      return ok(cancel(either(act.byStaff), id, { reason: "计划有变" }));
    case "confirm":
      return ok(confirmHold(as(life, holder), id));
    case "waive":
      return waive(life, id);
    case "move":
      return ok(reschedule(as(life, holder), id, rescheduleInput.parse(moved(act))));
    case "invoice":
      return invoice(life, id);
    case "withdraw":
      return withdraw(life, id, act.again);
    case "refund":
      return payBack(life, id, act.amount);
    default:
      return false;
  }
}

/** Held: it is paid; asked for: approved; confirmed: used; used: what is still open is paid, or its invoice named. */
async function goOn(life: Life, id: string, act: Extract<Act, { kind: "go-on" }>): Promise<boolean> {
  const { n: at, minutes, amount, method: how } = act;
  const [row] = await life.db.select({ state: booking.state }).from(booking).where(eq(booking.id, id));
  const rest: Pay = { kind: "pay", n: at, method: how, part: "rest", again: false };
  switch (row?.state) {
    case "pending":
      return ok(approve(as(life, life.people.provider), id, { reason: "" }));
    case "held":
      return pay(life, rest);
    case "confirmed":
    case "in_use":
      await happen(life, { kind: "until", n: at, at: Math.min(minutes, 19) });
      if (minutes < 120 || row.state === "in_use") {
        await happen(life, { kind: "until", n: at, at: 180 });
        return happen(life, { kind: "complete", n: at, minutes, amount });
      }
      return happen(life, { kind: "check-in", n: at });
    case "completed":
      return (await pay(life, rest)) && happen(life, { kind: "invoice", n: at });
    default:
      return false;
  }
}

const cny = (amount: number | null) => (amount === null ? {} : { amount: { amount, currency: "CNY" } });

function recordOf({ n: at, minutes, amount }: { n: number; minutes: number; amount: number | null }) {
  const from = Date.parse(`2026-11-24T${starts[at]}:00+08:00`);
  const actualTo = new Date(from + minutes * minute).toISOString();
  return { actualFrom: new Date(from).toISOString(), actualTo, ...cny(amount), reason: "实际已到场" };
}

function moved({ n: at, longer }: { n: number; longer: boolean }) {
  const start = Date.parse(`2026-11-24T${starts[at]}:00+08:00`);
  const end = start + (longer ? 150 : 60) * minute;
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

async function book(life: Life, at: number, which: number | null): Promise<boolean> {
  const voucherId = which === null ? undefined : life.people.vouchers[which];
  const asked = wish(life.facilityId, starts[at], ends[at], voucherId ? { voucherId } : {});
  const made = await reserve(as(life, life.people.holder), asked);
  if (made.ok) life.bookings[at] = made.value.id;
  return made.ok;
}

const later = async (life: Life, now: number): Promise<boolean> => {
  life.now = Math.max(life.now, now);
  return false;
};

/** The platform's jobs, each as often as `times`: what is delivered twice is done once. */
async function runJobs(life: Life, times: number): Promise<boolean> {
  const holds = await life.db.select({ id: voucherHold.id }).from(voucherHold).limit(20);
  for (let time = 0; time < times; time += 1) {
    await tidyBookings(asClock(life));
    await expireVouchers(asClock(life));
    for (const id of life.bookings) if (id) await settleBookingCharges(asClock(life), { bookingId: id });
    for (const { id } of holds) await checkUse(asClock(life), id);
  }
  return true;
}

async function apply(life: Life, { which: at, fen }: { which: number; fen: number }): Promise<boolean> {
  const { holder, programs, vouchers } = life.people;
  const asked = { requested: fen, purpose: "涂层开发", notFunded: true };
  const made = await applyForVoucher(as(life, holder), programs[at] ?? "", asked);
  // From now on it is the one that is booked with.
  if (made.ok) life.people = { ...life.people, vouchers: vouchers.with(at, made.value.id) };
  return made.ok;
}

async function waive(life: Life, id: string): Promise<boolean> {
  const [held] = await life.db
    .select({ id: violation.id })
    .from(violation)
    .where(eq(violation.bookingId, id))
    .limit(1);
  if (!held) return false;
  return ok(waiveViolation(as(life, life.people.provider), held.id, { reason: "仪器当天停电" }));
}

async function invoice(life: Life, id: string): Promise<boolean> {
  const [hold] = await life.db
    .select({ id: voucherHold.id })
    .from(voucherHold)
    .where(eq(voucherHold.causeId, id))
    .orderBy(desc(voucherHold.id));
  const invoiceNo = `INV${++life.serial}`;
  return hold !== undefined && ok(nameInvoice(as(life, life.people.provider), hold.id, { invoiceNo }));
}

async function submit(life: Life, programId: string): Promise<boolean> {
  const { officer, provider } = life.people;
  const asked = { providerId: provider.organization?.id ?? "", periodFrom: "2026-11-24" };
  const made = await submitSettlement(as(life, officer), programId, asked);
  if (made.ok) life.settlements = [...life.settlements, made.value.id];
  return made.ok;
}

async function payOut(life: Life, yes: boolean): Promise<boolean> {
  const treasurer = as(life, life.people.treasurer);
  const id = life.settlements.at(-1) ?? "";
  if (id === "") return false;
  return yes
    ? ok(paySettlement(treasurer, id, { reference: `GK-${++life.serial}` }))
    : ok(returnSettlement(treasurer, id, { reason: "发票有误" }));
}

/** Charges that another slice has changed the reason of are looked at by a job, sooner or later: here at once. */
export async function settleTold(life: Life): Promise<void> {
  const told = await toldToSettle(life);
  for (const one of told) await settleBookingCharges(asClock(life), one);
  if (told.length > 0)
    await life.db.execute(sql`delete from graphile_worker._private_jobs where task_id =
      (select id from graphile_worker._private_tasks where identifier = 'settle-booking-charges')`);
}
