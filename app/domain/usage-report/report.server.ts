import { and, asc, eq } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { availableHours } from "./available.server.ts";
import { bookedFigures, distinctUsers, figuresOfUse } from "./figures.server.ts";
import { type Figures, noFigures, total, usedHours } from "./figures.ts";
import type { Period } from "./period.ts";

export interface ReportLine extends Figures {
  id: string;
  titleZh: string;
  titleEn: string;
  innerId: string;
}

/** A provider's report on the use of its facilities in a period; the most used first. */
export interface UsageReport {
  period: Period;
  lines: ReportLine[];
  total: Figures;
}

/** The report of the actor's organisation. Refuses with `forbidden`. */
export async function usageReport(ctx: Context, period: Period): Promise<Result<UsageReport>> {
  const provider = ctx.actor.organization;
  if (!provider || !may(ctx.actor, "booking.manage", { organizationId: provider.id }))
    return fail(problems.forbidden("booking.manage"));
  const now = ctx.clock.now();
  const sites = await ctx.db
    .select({
      id: listing.id,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      innerId: facility.innerId,
      zone: facility.timezone,
      publishedAt: listing.publishedAt,
    })
    .from(listing)
    .innerJoin(facility, eq(facility.listingId, listing.id))
    .where(and(eq(listing.organizationId, provider.id), eq(listing.kind, "facility")))
    .orderBy(asc(listing.id));
  const [available, uses, booked, distinct] = await Promise.all([
    availableHours(ctx.db, sites, period, now),
    figuresOfUse(ctx.db, provider.id, period),
    bookedFigures(ctx.db, provider.id, period, now),
    distinctUsers(ctx.db, provider.id, period),
  ]);
  const lines = sites.map(({ zone: _zone, publishedAt: _published, ...site }) => ({
    ...noFigures,
    ...site,
    ...uses.get(site.id),
    ...booked.get(site.id),
    available: available.get(site.id) ?? 0,
  }));
  return ok({
    period,
    lines: lines.toSorted((a, b) => usedHours(b) - usedHours(a)),
    total: total(lines, distinct),
  });
}
