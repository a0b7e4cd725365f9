import type { booking } from "../../../schema/booking.ts";
import type { charge, chargeLine, payment } from "../../../schema/money.ts";
import type { voucherHold } from "../../../schema/vouchers.ts";
import { seedId } from "../../ids.ts";
import type { ProgramSeed, VoucherSeed } from "../../vouchers/programs.ts";
import type { Calendar } from "../calendar.ts";
import { organizationId } from "../identity.ts";
import type { PostingSeed } from "../postings.ts";
import { programId, voucherId } from "./ids.ts";

type Booking = typeof booking.$inferInsert;

export interface Used {
  hold: typeof voucherHold.$inferInsert & { id: string };
  charge: (typeof charge.$inferInsert)[] | undefined;
  lines: (typeof chargeLine.$inferInsert)[];
  payments: (typeof payment.$inferInsert)[];
  postings: PostingSeed[];
}

interface Wanted {
  seed: VoucherSeed;
  program: ProgramSeed;
  grantedAt: Date;
  until: Date;
  /** Bookings that a voucher pays already. */
  taken: Set<string>;
}

const kinds = [
  ["captured", "completed", "captured"],
  ["reserved", "confirmed", "reserved"],
  ["released", "cancelled", "released"],
] as const;

/** What a voucher pays of its company's own bookings: the earliest that fit its time, as long as there is money. */
export function rowsOfUses(wanted: Wanted, calendar: Calendar, bookings: readonly Booking[]): Used[] {
  const { seed, grantedAt, until, taken } = wanted;
  const company = organizationId(seed.org);
  let left = seed.requested;
  return kinds.flatMap(([count, state, outcome]) => {
    const fitting = bookings
      .filter(
        (one) =>
          one.state === state &&
          one.organizationId === company &&
          one.providerId !== company &&
          (one.price ?? 0) > 0 &&
          one.startsAt > grantedAt &&
          one.endsAt < until &&
          !taken.has(one.id ?? ""),
      )
      .toSorted((a, b) => +a.startsAt - +b.startsAt);
    return fitting.slice(0, seed[count] ?? 0).flatMap((one): Used[] => {
      const price = one.price ?? 0;
      const full = price <= wanted.program.fullPayUpTo;
      const covers = Math.min(full ? price : Math.floor((price * wanted.program.sharePercent) / 100), left);
      if (covers <= 0) return [];
      taken.add(one.id ?? "");
      if (outcome !== "released") left -= covers;
      return [rowOfUse(wanted, one, { price, covers, outcome }, calendar)];
    });
  });
}

interface Paid {
  price: number;
  covers: number;
  outcome: "captured" | "reserved" | "released";
}

function rowOfUse(
  { seed }: Wanted,
  one: Booking,
  { price, covers, outcome }: Paid,
  calendar: Calendar,
): Used {
  const id = seedId(`voucher hold ${one.id}`, 2_020);
  const company = organizationId(seed.org);
  const endedAt = one.endedAt ?? one.endsAt;
  const hold = {
    id,
    createdAt: one.createdAt ?? calendar.now,
    voucherId: voucherId(seed.key),
    programId: programId(seed.program),
    organizationId: company,
    providerId: one.providerId,
    causeType: "booking",
    causeId: one.id ?? "",
    ...{ price, amount: covers, captured: outcome === "captured" ? covers : 0 },
    settledAt: outcome === "reserved" ? null : endedAt,
    demo: true,
    state: outcome,
    version: outcome === "reserved" ? 1 : 2,
    stateSince: outcome === "reserved" ? (one.createdAt ?? calendar.now) : endedAt,
  };
  if (outcome !== "captured") return { hold, charge: undefined, lines: [], payments: [], postings: [] };
  return { hold, ...paidFor(hold, one.providerId, price, covers, endedAt) };
}

/** The charge of a use, what the voucher has paid of it and the transfer of the rest, with their postings. */
function paidFor(
  { id, organizationId: payerId, causeId }: Used["hold"],
  payeeId: string,
  price: number,
  covers: number,
  at: Date,
): Pick<Used, "charge" | "lines" | "payments" | "postings"> {
  const chargeId = seedId(`charge ${causeId}`, 2_030);
  const rest = price - covers;
  const later = new Date(at.getTime() + 3 * 86_400_000);
  const came = (method: "voucher" | "transfer", amount: number, when: Date) => ({
    id: seedId(`payment ${method} ${causeId}`, 2_040),
    ...{ chargeId, method, amount, accepted: amount, at: when, createdAt: when },
    externalId: method === "voucher" ? id : `demo-${causeId}`,
  });
  const payments = [came("voucher", covers, at), ...(rest > 0 ? [came("transfer", rest, later)] : [])];
  return {
    charge: [
      {
        id: chargeId,
        createdAt: at,
        reference: `KX${causeId.replaceAll("-", "").slice(-10).toUpperCase()}`,
        ...{ payerId, payeeId, causeType: "booking", causeId, purpose: "use", amount: price, paid: price },
        paidAt: rest > 0 ? later : at,
        demo: true,
        state: "paid",
        version: payments.length + 1,
        stateSince: rest > 0 ? later : at,
      },
    ],
    lines: [{ chargeId, n: 1, reason: "agreed", amount: price }],
    payments,
    postings: [
      {
        name: `charge ${chargeId}`,
        at,
        cause: { type: "charge", id: chargeId },
        chargeId,
        legs: [
          { org: payerId, purpose: "payable", amount: -price },
          { org: payeeId, purpose: "receivable", amount: price },
        ],
      },
      ...payments.map(
        ({ id: paymentId, method, amount, at: when }): PostingSeed => ({
          name: `payment ${paymentId}`,
          at: when,
          cause: { type: "payment", id: paymentId },
          chargeId,
          legs: [
            { org: payerId, purpose: "payable", amount },
            { org: payeeId, purpose: "receivable", amount: -amount },
            { org: payerId, purpose: method === "voucher" ? "voucher" : "bank", amount: -amount },
            { org: payeeId, purpose: method === "voucher" ? "voucher_claim" : "bank", amount },
          ],
        }),
      ),
    ],
  };
}
