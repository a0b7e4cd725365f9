import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { validate } from "uuid";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { instrumentProblem } from "#db/schema/instrument.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { allowedTransitions } from "../process.ts";
import type { ProblemView } from "./inputs.ts";
import { openProblem, problemProcess } from "./states.ts";

const columns = {
  problem: instrumentProblem,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  zone: facility.timezone,
  unit: facilityUnit.number,
  unitLabel: facilityUnit.label,
  reporter: appUser.name,
  organizationZh: organization.nameZh,
  organizationEn: organization.nameEn,
};

const selectProblems = (tx: Tx) =>
  tx
    .select(columns)
    .from(instrumentProblem)
    .innerJoin(listing, eq(listing.id, instrumentProblem.facilityId))
    .innerJoin(facility, eq(facility.listingId, instrumentProblem.facilityId))
    .innerJoin(appUser, eq(appUser.id, instrumentProblem.userId))
    .innerJoin(organization, eq(organization.id, instrumentProblem.organizationId))
    .leftJoin(facilityUnit, eq(facilityUnit.id, instrumentProblem.unitId));

export type ProblemItem = Awaited<ReturnType<typeof selectProblems>>[number];

const pageSize = 30;

/** Problems with the instruments of the actor's organisation, latest first, a page at a time by key. */
export async function listProblems(
  ctx: Context,
  { view, after }: { view: ProblemView; after?: string },
): Promise<{ items: ProblemItem[]; nextCursor: string | null }> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.manage")) return { items: [], nextCursor: null };
  const states = view === "open" ? [...openProblem] : (["resolved"] as const);
  const cursor = readCursor(after);
  const rows = await selectProblems(ctx.db)
    .where(
      and(
        eq(instrumentProblem.providerId, mine),
        inArray(instrumentProblem.state, [...states]),
        cursor &&
          sql`(${instrumentProblem.createdAt}, ${instrumentProblem.id}) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`,
      ),
    )
    .orderBy(desc(instrumentProblem.createdAt), desc(instrumentProblem.id))
    .limit(pageSize + 1);
  const items = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? items.at(-1)?.problem : undefined;
  return { items, nextCursor: last ? `${last.createdAt.toISOString()}_${last.id}` : null };
}

function readCursor(text: string | undefined): { at: string; id: string } | undefined {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(text ?? "") ?? [];
  return at && id && !Number.isNaN(Date.parse(at)) && validate(id) ? { at, id } : undefined;
}

/** How many problems wait for staff. */
export async function countOpenProblems(ctx: Context): Promise<number> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.manage")) return 0;
  return ctx.db.$count(
    instrumentProblem,
    and(eq(instrumentProblem.providerId, mine), inArray(instrumentProblem.state, [...openProblem])),
  );
}

export interface ProblemDetail extends ProblemItem {
  allowed: string[];
  staff: boolean;
  history: (typeof auditEntry.$inferSelect)[];
}

/** One problem, for the provider's staff and whoever reported it; to everybody else it does not exist. */
export async function findProblem(ctx: Context, id: string): Promise<Result<ProblemDetail>> {
  const { user } = ctx.actor;
  const [found] = validate(id) ? await selectProblems(ctx.db).where(eq(instrumentProblem.id, id)) : [];
  const staff = found && may(ctx.actor, "booking.manage", { organizationId: found.problem.providerId });
  if (!found || !user || (!staff && found.problem.userId !== user.id))
    return fail(problems.notFound("problem"));
  const history = await ctx.db
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.entity, "instrument_problem"), eq(auditEntry.entityId, id)))
    .orderBy(auditEntry.seq);
  const allowed = allowedTransitions(problemProcess, ctx.actor, found.problem).map(({ name }) => name);
  return ok({ ...found, allowed, staff: staff === true, history });
}

export interface OpenProblem {
  unit: number | null;
  severity: "minor" | "stops_work";
  since: Date;
}

/** What is wrong with a facility now, for everybody: which unit, how badly, since when. The description is its staff's. */
export async function openProblemsOf(db: Tx, facilityId: string): Promise<OpenProblem[]> {
  return db
    .select({
      unit: facilityUnit.number,
      severity: instrumentProblem.severity,
      since: instrumentProblem.createdAt,
    })
    .from(instrumentProblem)
    .leftJoin(facilityUnit, eq(facilityUnit.id, instrumentProblem.unitId))
    .where(
      and(eq(instrumentProblem.facilityId, facilityId), inArray(instrumentProblem.state, [...openProblem])),
    )
    .orderBy(desc(sql`${instrumentProblem.severity} = 'stops_work'`), desc(instrumentProblem.createdAt))
    .limit(5);
}
