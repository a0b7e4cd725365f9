import type { voucherHold, voucherSettlement } from "../../../schema/vouchers.ts";
import { between, seedId } from "../../ids.ts";
import { programs } from "../../vouchers/programs.ts";
import type { Calendar } from "../calendar.ts";
import { userId } from "../identity.ts";
import type { PostingSeed } from "../postings.ts";
import type { Fact } from "../trail.ts";
import { programId } from "./ids.ts";
import type { Used } from "./uses.ts";

/** The first and the last day of the half year before the one that runs. */
function lastHalf(calendar: Calendar): { from: string; to: string } {
  const today = calendar.date(0);
  const year = Number(today.slice(0, 4));
  return today.slice(5, 7) > "06"
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year - 1}-07-01`, to: `${year - 1}-12-31` };
}

const shanghaiDay = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The finished half year's used vouchers by provider, paid out; those of the running one wait, most with their invoice. */
export function settlementRows(
  calendar: Calendar,
  uses: readonly Used[],
): {
  settlements: (typeof voucherSettlement.$inferInsert)[];
  holds: (typeof voucherHold.$inferInsert)[];
  postings: PostingSeed[];
  facts: Fact[];
} {
  const { from, to } = lastHalf(calendar);
  const captured = uses.flatMap(({ hold }) => (hold.state === "captured" ? [hold] : []));
  const finished = captured.filter(({ settledAt }) => {
    const day = settledAt ? shanghaiDay(settledAt) : "";
    return from <= day && day <= to;
  });
  const groups = Map.groupBy(finished, (hold) => `${hold.programId} ${hold.providerId}`);
  const settled = [...groups].map(([key, holds]) => settlementRow(key, holds, { from, to }, calendar));
  const settlementOf = new Map(
    settled.flatMap(({ row, holds }) => holds.map((hold) => [hold.id, row.id] as const)),
  );
  return {
    settlements: settled.map(({ row }) => row),
    holds: uses.map(({ hold }, at) => {
      const settlementId = settlementOf.get(hold.id);
      const named = hold.state === "captured" && (settlementId !== undefined || at % 3 !== 2);
      return { ...hold, settlementId, invoiceNo: named ? invoiceOf(hold.id) : "" };
    }),
    postings: settled.flatMap(({ posting }) => posting),
    facts: settled.flatMap(({ facts }) => facts),
  };
}

const invoiceOf = (id: string): string =>
  `25332000${between(`invoice ${id}`, 100_000_000_000, 999_999_999_999)}`;

function settlementRow(
  key: string,
  holds: readonly Used["hold"][],
  period: { from: string; to: string },
  calendar: Calendar,
) {
  const [of = "", providerId = ""] = key.split(" ");
  const program = programs.find((one) => programId(one.key) === of);
  const amount = holds.reduce((sum, { captured }) => sum + (captured ?? 0), 0);
  const id = seedId(`voucher settlement ${key} ${period.from}`, 2_050);
  const submittedAt = calendar.at(-100, 600);
  const paidAt = calendar.at(-92, 630);
  const row = {
    id,
    createdAt: submittedAt,
    ...{ programId: of, providerId, regionCode: program?.region ?? "330000" },
    ...{ periodFrom: period.from, periodTo: period.to, amount, uses: holds.length },
    submittedBy: userId("officer"),
    paidBy: userId("adjudicator"),
    paidAt,
    reference: `GK-${between(`payment ${key}`, 100_000, 999_999)}`,
    demo: true,
    state: "paid" as const,
    version: 2,
    stateSince: paidAt,
  };
  const posting: PostingSeed = {
    name: `settlement ${id}`,
    at: paidAt,
    cause: { type: "voucher_settlement", id },
    legs: [
      { org: providerId, purpose: "voucher_claim", amount: -amount },
      { org: providerId, purpose: "bank", amount },
    ],
  };
  const common = { entity: "voucher_settlement", entityId: id };
  const facts: Fact[] = [
    { ...common, at: submittedAt, by: "officer", transition: "submit_settlement", to: "submitted" },
    {
      ...common,
      at: paidAt,
      by: "adjudicator",
      transition: "pay_settlement",
      from: "submitted",
      to: "paid",
      reason: row.reference,
    },
  ];
  return { row, holds, posting, facts };
}
