import { Temporal } from "temporal-polyfill";
import type { royaltyPeriod, royaltyReport } from "../../../schema/royalties.ts";
import type { AccountPurpose } from "../../../schema/vocabulary.ts";
import { referenceOf } from "../../../payment-reference.ts";
import { seedId } from "../../ids.ts";
import { zone } from "../calendar.ts";
import { userId } from "../identity.ts";
import type { Fact } from "../trail.ts";
import type { MoneyRows } from "./money.ts";
import type { Of } from "./of.ts";

export interface RoyaltyRows extends MoneyRows {
  periods: (typeof royaltyPeriod.$inferInsert)[];
  reports: (typeof royaltyReport.$inferInsert)[];
  facts: Fact[];
}

/** The quarters between two days, the first and the last cut (a test compares them with what a contract would plan). */
function quarters(from: string, until: string): { startsOn: string; endsOn: string }[] {
  const found: { startsOn: string; endsOn: string }[] = [];
  for (let startsOn = from; startsOn <= until; ) {
    const { year, month } = Temporal.PlainDate.from(startsOn);
    const quarter = Temporal.PlainDate.from({ year, month: Math.floor((month - 1) / 3) * 3 + 1, day: 1 });
    const last = quarter.add({ months: 3 }).subtract({ days: 1 }).toString();
    const endsOn = last < until ? last : until;
    found.push({ startsOn, endsOn });
    startsOn = Temporal.PlainDate.from(endsOn).add({ days: 1 }).toString();
  }
  return found;
}

/** The end of a day, so many days later, in the market's zone; `hour` of that day where one is given. */
const instant = (day: string, days: number, hour = 24): Date =>
  new Date(
    Temporal.PlainDate.from(day).add({ days }).toZonedDateTime(zone).add({ hours: hour }).epochMilliseconds,
  );

interface Settled {
  n: number;
  periodId: string;
  startsOn: string;
  endsOn: string;
  base: number;
  amount: number;
}

/** The periods of a royalty by the quarter: those that are over reported and paid but for the latest, which is due. */
export function royaltyRows(of: Of, textId: string): RoyaltyRows {
  const { seed, calendar, id, clientId, developerId } = of;
  const rows: RoyaltyRows = {
    ...{ periods: [], reports: [], facts: [], charges: [], lines: [], payments: [], postings: [] },
  };
  const { royalty } = seed;
  if (!royalty) return rows;
  const planned = quarters(calendar.date(royalty.from), calendar.date(royalty.until));
  const over = planned.filter(({ endsOn }) => endsOn < calendar.date(0));
  for (const [index, { startsOn, endsOn }] of planned.entries()) {
    const n = index + 1;
    const periodId = seedId(`royalty ${seed.key} ${n}`, 660 + n);
    const base = royalty.sales[index % royalty.sales.length] ?? 0;
    const settled = n < over.length;
    const amount = Math.round((base * royalty.rate) / 10_000);
    rows.periods.push({
      ...{ id: periodId, contractId: id, clientId, developerId, n, textId, startsOn, endsOn },
      ...(settled
        ? { amount, reportedAt: instant(endsOn, 8, 10), state: "settled", version: 3, deadline: null }
        : { deadline: instant(endsOn, royalty.reportDays) }),
      createdAt: calendar.at(seed.signed ?? 0, 600),
      stateSince: settled ? instant(endsOn, 12, 15) : calendar.at(seed.signed ?? 0, 600),
    });
    if (settled) settle(rows, of, { n, periodId, startsOn, endsOn, base, amount });
  }
  return rows;
}

/** What reporting and paying a period leaves behind. */
function settle(rows: RoyaltyRows, { seed, clientId, developerId }: Of, one: Settled): void {
  const { n, periodId, startsOn, endsOn, base, amount } = one;
  const [reported, paid] = [instant(endsOn, 8, 10), instant(endsOn, 12, 15)];
  const chargeId = seedId(`charge royalty ${seed.key} ${n}`, 700);
  const paymentId = seedId(`payment royalty ${seed.key} ${n}`, 700);
  rows.reports.push({
    ...{ id: seedId(`report ${seed.key} ${n}`, 690), periodId, n: 1, kind: "report", base, amount },
    ...{ note: seed.royalty?.note ?? "", byId: userId(seed.clientBy), at: reported, createdAt: reported },
  });
  const fact = { entity: "royalty_period", entityId: periodId, reason: "" };
  rows.facts.push(
    { ...fact, at: reported, by: seed.clientBy, transition: "report-royalty", from: "due", to: "charged" },
    { ...fact, at: paid, by: null, transition: "settle-royalty", from: "charged", to: "settled" },
  );
  rows.charges.push({
    ...{ id: chargeId, payerId: clientId, payeeId: developerId, amount, paid: amount, demo: true },
    ...{ causeType: "royalty", causeId: periodId, purpose: "royalty", state: "paid" },
    ...{ reference: referenceOf(chargeId), dueAt: instant(endsOn, 38), createdAt: reported },
    ...{ stateSince: paid, paidAt: paid },
  });
  const params = { from: startsOn, until: endsOn };
  rows.lines.push({ chargeId, n: 1, reason: "royalty", text: "", params, amount });
  rows.payments.push({
    ...{ id: paymentId, chargeId, method: "transfer", externalId: `demo-royalty-${seed.key}-${n}` },
    ...{ amount, accepted: amount, at: paid, createdAt: paid },
  });
  const on = (org: string, purpose: AccountPurpose, fen: number) => ({ org, purpose, amount: fen });
  const owed = [on(clientId, "payable", -amount), on(developerId, "receivable", amount)];
  const came = [
    ...[on(clientId, "payable", amount), on(developerId, "receivable", -amount)],
    ...[on(clientId, "bank", -amount), on(developerId, "bank", amount)],
  ];
  rows.postings.push(
    {
      name: `charge royalty ${seed.key} ${n}`,
      cause: { type: "charge", id: chargeId },
      chargeId,
      at: reported,
      legs: owed,
    },
    {
      name: `payment royalty ${seed.key} ${n}`,
      cause: { type: "payment", id: paymentId },
      chargeId,
      at: paid,
      legs: came,
    },
  );
}
