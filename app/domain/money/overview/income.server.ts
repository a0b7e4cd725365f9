import { and, eq, gt, gte, lt, or, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { charge, payment, refund } from "#db/schema/money.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import type { UserClass } from "#db/schema/vocabulary.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { platformZone } from "#app/domain/working-days.ts";

/** Income of one instrument or service (or other cause) from one class of users in one month. */
export interface IncomeLine {
  /** The facility or service; null for what is not for one, then `causeType` says what it is. */
  facility: { id: string; titleZh: string; titleEn: string } | null;
  causeType: string;
  userClass: UserClass | null;
  /** `2026-11`, in the platform's zone. */
  month: string;
  /** Fen: what came and counts, less what went back. */
  received: number;
  refunded: number;
}

export interface Months {
  /** Days, ISO; both inclusive. */
  from: string;
  to: string;
}

const monthOf = (column: unknown) => sql<string>`to_char(${column} at time zone ${platformZone}, 'YYYY-MM')`;
const after = (day: string) => sql`(${day}::date)::timestamp at time zone ${platformZone}`;
const before = (day: string) => sql`(${day}::date + 1)::timestamp at time zone ${platformZone}`;

const columns = {
  facilityId: listing.id,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  causeType: charge.causeType,
  userClass: sql<UserClass | null>`coalesce(${booking.userClass}, ${sampleOrder.userClass}, ${serviceOrder.userClass})`,
};

const ofService = and(eq(charge.causeType, "service_order"), eq(serviceOrder.id, charge.causeId));
/** What was used or ordered. */
const sold = or(
  eq(listing.id, booking.facilityId),
  eq(listing.id, sampleOrder.facilityId),
  eq(listing.id, serviceOrder.serviceId),
);

/** By all columns but the sum: an expression with a parameter is not the same to the database when it is said twice. */
const groups = sql`1, 2, 3, 4, 5, 6`;

/**
 * What came to the actor's organisation in these days and what went back, by instrument, class of users and month. Money
 * counts in the month in which it came or went back, whenever it was charged.
 */
export async function readIncome(ctx: Context, { from, to }: Months): Promise<Result<IncomeLine[]>> {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || !may(ctx.actor, "charge.manage", { organizationId }))
    return fail(problems.forbidden("charge.manage"));
  const [came, back] = await Promise.all([
    ctx.db
      .select({ ...columns, month: monthOf(payment.at), fen: sql<string>`sum(${payment.accepted})` })
      .from(payment)
      .innerJoin(charge, eq(charge.id, payment.chargeId))
      .leftJoin(booking, and(eq(charge.causeType, "booking"), eq(booking.id, charge.causeId)))
      .leftJoin(sampleOrder, and(eq(charge.causeType, "sample_order"), eq(sampleOrder.id, charge.causeId)))
      .leftJoin(serviceOrder, ofService)
      .leftJoin(listing, sold)
      .where(
        and(
          eq(charge.payeeId, organizationId),
          gt(payment.accepted, 0),
          gte(payment.at, after(from)),
          lt(payment.at, before(to)),
        ),
      )
      .groupBy(groups),
    ctx.db
      .select({ ...columns, month: monthOf(refund.settledAt), fen: sql<string>`sum(${refund.amount})` })
      .from(refund)
      .innerJoin(charge, eq(charge.id, refund.chargeId))
      .leftJoin(booking, and(eq(charge.causeType, "booking"), eq(booking.id, charge.causeId)))
      .leftJoin(sampleOrder, and(eq(charge.causeType, "sample_order"), eq(sampleOrder.id, charge.causeId)))
      .leftJoin(serviceOrder, ofService)
      .leftJoin(listing, sold)
      .where(
        and(
          eq(charge.payeeId, organizationId),
          eq(refund.state, "settled"),
          // What was too much or too late never counted as income.
          sql`${refund.kind} in ('refund', 'return', 'dispute')`,
          gte(refund.settledAt, after(from)),
          lt(refund.settledAt, before(to)),
        ),
      )
      .groupBy(groups),
  ]);
  return ok(merge(came, back));
}

interface Row {
  facilityId: string | null;
  titleZh: string | null;
  titleEn: string | null;
  causeType: string;
  userClass: UserClass | null;
  month: string;
  fen: string;
}

function merge(came: readonly Row[], back: readonly Row[]): IncomeLine[] {
  const lines = new Map<string, IncomeLine>();
  const add = (row: Row, field: "received" | "refunded") => {
    const { facilityId, causeType, userClass, month } = row;
    const key = [facilityId ?? causeType, userClass, month].join(" ");
    const line = lines.get(key) ?? {
      facility: facilityId
        ? { id: facilityId, titleZh: row.titleZh ?? "", titleEn: row.titleEn ?? "" }
        : null,
      ...{ causeType, userClass, month, received: 0, refunded: 0 },
    };
    lines.set(key, { ...line, [field]: line[field] + Number(row.fen) });
  };
  for (const row of came) add(row, "received");
  for (const row of back) add(row, "refunded");
  return [...lines.values()].toSorted((one, other) =>
    one.month === other.month ? other.received - one.received : one.month < other.month ? -1 : 1,
  );
}
