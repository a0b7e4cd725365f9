import type { charge, chargeLine, payment } from "../../../schema/money.ts";
import type { AccountPurpose } from "../../../schema/vocabulary.ts";
import { seedId } from "../../ids.ts";
import type { PostingSeed } from "../postings.ts";

export interface HeldCharge {
  name: string;
  milestoneId: string;
  payerId: string;
  payeeId: string;
  title: string;
  n: number;
  amount: number;
  chargedAt: Date;
  paidAt: Date;
  releasedAt: Date | null;
}

export interface MoneyRows {
  charges: (typeof charge.$inferInsert)[];
  lines: (typeof chargeLine.$inferInsert)[];
  payments: (typeof payment.$inferInsert)[];
  postings: PostingSeed[];
}

/** A milestone's charge that was paid by transfer and is held, or has been released: the rows that money itself would write. */
export function heldChargeRows(seed: HeldCharge): MoneyRows {
  const { milestoneId, payerId, payeeId, amount, paidAt, releasedAt } = seed;
  const id = seedId(`charge ${seed.name}`, 700);
  const paymentId = seedId(`payment ${seed.name}`, 700);
  const on = (org: string, purpose: AccountPurpose, fen: number) => ({ org, purpose, amount: fen });
  const posting = (type: string, causeId: string, at: Date, legs: PostingSeed["legs"]): PostingSeed => ({
    ...{ name: `${type} ${seed.name}`, cause: { type, id: causeId }, chargeId: id, at, legs },
  });
  return {
    charges: [
      {
        ...{ id, payerId, payeeId, amount, paid: amount, held: true, demo: true },
        ...{ causeType: "milestone", causeId: milestoneId, purpose: "milestone", state: "paid" },
        ...{ reference: `KXDEMO${id.replaceAll("-", "").slice(-6).toUpperCase()}` },
        ...{ createdAt: seed.chargedAt, stateSince: paidAt, paidAt, releasedAt, dueAt: seed.paidAt },
      },
    ],
    lines: [{ chargeId: id, n: 1, reason: "milestone", text: seed.title, params: { n: seed.n }, amount }],
    payments: [
      {
        ...{ id: paymentId, chargeId: id, method: "transfer", externalId: `demo-${seed.name}` },
        ...{ amount, accepted: amount, at: paidAt, createdAt: paidAt },
      },
    ],
    postings: [
      posting("charge", id, seed.chargedAt, [
        on(payerId, "payable", -amount),
        on(payeeId, "receivable", amount),
      ]),
      posting("payment", paymentId, paidAt, [
        on(payerId, "payable", amount),
        on(payeeId, "receivable", -amount),
        on(payerId, "bank", -amount),
        on(payeeId, "held", amount),
      ]),
      ...(releasedAt
        ? [posting("release", id, releasedAt, [on(payeeId, "held", -amount), on(payeeId, "bank", amount)])]
        : []),
    ],
  };
}
