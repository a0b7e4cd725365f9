import type { Deadline } from "#app/domain/deadline.ts";
import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { voucher, voucherHold, voucherProgram, voucherRules } from "#db/schema/vouchers.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { inTerritory } from "../identity/territory.server.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { judgeUse, type WantedUse } from "./reserve-voucher.server.ts";

const select = ({ db }: Pick<Context, "db">) =>
  db
    .select({
      voucher,
      programZh: voucherProgram.nameZh,
      programEn: voucherProgram.nameEn,
      companyZh: organization.nameZh,
      companyEn: organization.nameEn,
      uscc: organization.uscc,
      sharePercent: voucherRules.sharePercent,
      fullPayUpTo: voucherRules.fullPayUpTo,
    })
    .from(voucher)
    .innerJoin(voucherProgram, eq(voucherProgram.id, voucher.programId))
    .innerJoin(voucherRules, eq(voucherRules.id, voucher.rulesId))
    .innerJoin(organization, eq(organization.id, voucher.organizationId))
    .$dynamic();

export type VoucherItem = Awaited<ReturnType<typeof select>>[number];

/** A programme's vouchers: applications that wait first, then the latest. At most so many as a page can show. */
export const vouchersOf = (ctx: Pick<Context, "db">, programId: string): Promise<VoucherItem[]> =>
  select(ctx)
    .where(eq(voucher.programId, programId))
    .orderBy(sql`${voucher.state} <> 'applied'`, desc(voucher.id))
    .limit(500);

/** The vouchers of the actor's organisation, the latest first. */
export async function ownVouchers(ctx: Context): Promise<VoucherItem[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "voucher.use")) return [];
  return select(ctx).where(eq(voucher.organizationId, mine)).orderBy(desc(voucher.id)).limit(500);
}

/** One voucher of the actor's organisation; undefined when it is somebody else's. */
export async function ownVoucher(ctx: Context, id: string): Promise<VoucherItem | undefined> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "voucher.use")) return undefined;
  const [found] = await select(ctx).where(and(eq(voucher.id, id), eq(voucher.organizationId, mine)));
  return found;
}

/** One voucher of a programme of the actor's territory; undefined elsewhere. */
export async function overseenVoucher(ctx: Context, id: string): Promise<VoucherItem | undefined> {
  if (!may(ctx.actor, "voucher.read")) return undefined;
  const [found] = await select(ctx).where(
    and(eq(voucher.id, id), inTerritory(ctx.actor, voucher.regionCode)),
  );
  return found;
}

const holdSelect = ({ db }: Pick<Context, "db">) =>
  db
    .select({
      hold: voucherHold,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      startsAt: sql<Date | null>`coalesce(${booking.startsAt}, ${sampleOrder.receivedAt})`.mapWith(
        booking.startsAt,
      ),
      providerZh: organization.nameZh,
      providerEn: organization.nameEn,
    })
    .from(voucherHold)
    .innerJoin(organization, eq(organization.id, voucherHold.providerId))
    .leftJoin(booking, and(eq(voucherHold.causeType, "booking"), eq(booking.id, voucherHold.causeId)))
    .leftJoin(
      sampleOrder,
      and(eq(voucherHold.causeType, "sample_order"), eq(sampleOrder.id, voucherHold.causeId)),
    )
    .leftJoin(listing, sql`${listing.id} = coalesce(${booking.facilityId}, ${sampleOrder.facilityId})`)
    .$dynamic();

export type HoldItem = Awaited<ReturnType<typeof holdSelect>>[number];

/** What a voucher was set aside for and used on, the latest first. */
export const holdsOf = (ctx: Pick<Context, "db">, voucherId: string): Promise<HoldItem[]> =>
  holdSelect(ctx).where(eq(voucherHold.voucherId, voucherId)).orderBy(desc(voucherHold.id));

/** Uses of a programme's vouchers in which something was found, for its officers. */
export const findingsOf = (ctx: Pick<Context, "db">, programId: string): Promise<HoldItem[]> =>
  holdSelect(ctx)
    .where(and(eq(voucherHold.programId, programId), sql`cardinality(${voucherHold.findings}) > 0`))
    .orderBy(desc(voucherHold.settledAt))
    .limit(200);

/** What vouchers have paid or will pay to the actor's organisation, the latest first. */
export async function claimsOf(
  ctx: Context,
): Promise<(HoldItem & { companyZh: string; companyEn: string })[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.manage")) return [];
  const rows = await holdSelect(ctx)
    .where(and(eq(voucherHold.providerId, mine), inArray(voucherHold.state, ["reserved", "captured"])))
    .orderBy(desc(voucherHold.id))
    .limit(500);
  const names = await ctx.db
    .select({ id: organization.id, companyZh: organization.nameZh, companyEn: organization.nameEn })
    .from(organization)
    .where(inArray(organization.id, [...new Set(rows.map(({ hold }) => hold.organizationId)), mine]));
  return rows.map((row) => {
    const of = names.find(({ id }) => id === row.hold.organizationId);
    return { ...row, companyZh: of?.companyZh ?? "", companyEn: of?.companyEn ?? "" };
  });
}

/** A voucher as the booking page offers it: what it would pay of this use, or why it does not. */
export interface Offered {
  id: string;
  programZh: string;
  programEn: string;
  left: number;
  validUntil: Deadline | null;
  covers: number;
  reasons: Reason[];
  /** By what it covers of another price. */
  sharePercent: number;
  fullPayUpTo: number;
}

/** The vouchers that the actor's organisation could pay with, each with what it covers of a use; those that pay most first. */
export async function vouchersFor(ctx: Context, wanted: Omit<WantedUse, "cause">): Promise<Offered[]> {
  if (!may(ctx.actor, "voucher.use", { organizationId: wanted.organizationId })) return [];
  const now = ctx.clock.now();
  const rows = await select(ctx)
    .where(
      and(
        eq(voucher.organizationId, wanted.organizationId),
        eq(voucher.state, "granted"),
        gt(voucher.validUntil, now),
        gt(sql`${voucher.amount} - ${voucher.reserved} - ${voucher.captured}`, 0),
      ),
    )
    .orderBy(asc(voucher.validUntil))
    .limit(20);
  const offered = await Promise.all(
    rows.map(async ({ voucher: row, programZh, programEn, sharePercent, fullPayUpTo }) => {
      const { reasons, covers } = await judgeUse(ctx.db, row, wanted, now);
      const left = row.amount - row.reserved - row.captured;
      const { id, validUntil } = row;
      const pays = { left, covers: reasons.length > 0 ? 0 : covers, sharePercent, fullPayUpTo };
      return { id, programZh, programEn, validUntil, ...pays, reasons };
    }),
  );
  return offered.toSorted((a, b) => b.covers - a.covers);
}

/** What a voucher pays of one thing; null where none does. */
export async function paidByVoucher({ db }: Pick<Context, "db">, cause: WantedUse["cause"]) {
  const [row] = await db
    .select({
      voucherId: voucherHold.voucherId,
      state: voucherHold.state,
      amount: voucherHold.amount,
      captured: voucherHold.captured,
      programZh: voucherProgram.nameZh,
      programEn: voucherProgram.nameEn,
    })
    .from(voucherHold)
    .innerJoin(voucherProgram, eq(voucherProgram.id, voucherHold.programId))
    .where(and(eq(voucherHold.causeType, cause.type), eq(voucherHold.causeId, cause.id)))
    .orderBy(desc(voucherHold.id))
    .limit(1);
  return row ?? null;
}
