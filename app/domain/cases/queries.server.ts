import { and, asc, eq, gt, ilike, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { caseNotice, misconductCase } from "#db/schema/cases.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import type { CaseState } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { inTerritory } from "../identity/territory.server.ts";

/** `queue`: still somebody's turn. `mine`: where it is the actor's own turn or case. `overdue`, `closed`, `all`. */
export const caseViews = ["queue", "mine", "unassigned", "overdue", "closed", "all"] as const;
export type CaseView = (typeof caseViews)[number];

/** Where a case has come to rest. */
export const closedStates: readonly CaseState[] = ["rejected", "unfounded", "final", "revoked"];

export const selectCases = (tx: Tx) =>
  tx
    .select({
      row: misconductCase,
      subjectZh: organization.nameZh,
      subjectEn: organization.nameEn,
      subjectUscc: organization.uscc,
      officerName: appUser.name,
    })
    .from(misconductCase)
    .innerJoin(organization, eq(organization.id, misconductCase.subjectId))
    .leftJoin(appUser, eq(appUser.id, misconductCase.officerId));

export type CaseItem = Awaited<ReturnType<typeof selectCases>>[number];

export interface CaseFilter {
  view: CaseView;
  state?: CaseState;
  /** A number, a name or words of the title. */
  search?: string;
  subjectId?: string;
  offenceCode?: string;
  after?: string;
  limit: number;
}

/** Instants sort as text beside the id; without a deadline, last. */
const order = sql<string>`to_char(coalesce(${misconductCase.deadline}, 'infinity'::timestamptz) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`;
const never = "9999";
const place = sql<string>`case when ${misconductCase.deadline} is null then ${never} else ${order} end || '_' || ${misconductCase.id}`;

/** A page of the regulator's cases, most urgent first, so that what is overdue stands on top. Empty without the permission. */
export async function listCases(
  ctx: Context,
  { view, limit, after, ...filter }: CaseFilter,
): Promise<{ items: CaseItem[]; nextCursor: string | null }> {
  if (!may(ctx.actor, "case.read")) return { items: [], nextCursor: null };
  const rows = await ctx.db
    .select({
      row: misconductCase,
      subjectZh: organization.nameZh,
      subjectEn: organization.nameEn,
      subjectUscc: organization.uscc,
      officerName: appUser.name,
      place,
    })
    .from(misconductCase)
    .innerJoin(organization, eq(organization.id, misconductCase.subjectId))
    .leftJoin(appUser, eq(appUser.id, misconductCase.officerId))
    .where(
      and(
        known(ctx),
        viewed(ctx, view),
        matching(filter),
        after === undefined ? undefined : gt(place, after),
      ),
    )
    .orderBy(asc(place))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.place ?? null) : null };
}

/** The cases that `isShown` shows to a regulator. */
export function known({ actor }: Context): SQL | undefined {
  const id = actor.user?.id ?? "";
  const decides = may(actor, "case.decide") || may(actor, "audit.verify");
  const open = or(
    eq(misconductCase.confidential, false),
    isNull(misconductCase.officerId),
    eq(misconductCase.officerId, id),
    eq(misconductCase.chairId, id),
  );
  return and(inTerritory(actor, misconductCase.regionCode), decides ? undefined : open);
}

function viewed({ actor, clock }: Context, view: CaseView): SQL | undefined {
  const open = sql`${misconductCase.state} not in ${[...closedStates]}`;
  const id = actor.user?.id ?? "";
  switch (view) {
    case "all":
      return undefined;
    case "queue":
      return open;
    case "closed":
      return inArray(misconductCase.state, [...closedStates]);
    case "overdue":
      return and(open, lt(misconductCase.deadline, clock.now()));
    case "unassigned":
      return and(open, isNull(misconductCase.officerId));
    case "mine":
      return and(
        open,
        or(
          eq(misconductCase.officerId, id),
          eq(misconductCase.chairId, id),
          may(actor, "case.decide") ? inArray(misconductCase.state, ["proposed", "under_review"]) : undefined,
        ),
      );
  }
}

function matching({ state, search, subjectId, offenceCode }: Partial<CaseFilter>): SQL | undefined {
  const words = search ? `%${search.replaceAll(/[\\%_]/g, "\\$&")}%` : undefined;
  return and(
    state ? eq(misconductCase.state, state) : undefined,
    subjectId ? eq(misconductCase.subjectId, subjectId) : undefined,
    offenceCode ? eq(misconductCase.offenceCode, offenceCode) : undefined,
    words === undefined
      ? undefined
      : or(
          ilike(misconductCase.caseNo, words),
          ilike(misconductCase.title, words),
          ilike(organization.nameZh, words),
          ilike(organization.nameEn, words),
          eq(organization.uscc, search?.toUpperCase() ?? ""),
        ),
  );
}

/** The cases against the actor's organisation that it knows of: those in which a notice was served. */
export async function casesAgainstOwn(ctx: Context): Promise<CaseItem[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "case.answer", { organizationId: mine })) return [];
  const noticed = sql`exists (select 1 from ${caseNotice} n where n.case_id = ${misconductCase.id})`;
  return selectCases(ctx.db)
    .where(and(eq(misconductCase.subjectId, mine), noticed))
    .orderBy(sql`${misconductCase.deadline} asc nulls last`, misconductCase.id)
    .limit(200);
}

/** What the signed-in person has brought up, latest first. */
export async function ownComplaints(ctx: Context): Promise<CaseItem[]> {
  const { user } = ctx.actor;
  if (!user) return [];
  return selectCases(ctx.db)
    .where(and(eq(misconductCase.complainantId, user.id), isNotNull(misconductCase.complainantId)))
    .orderBy(sql`${misconductCase.id} desc`)
    .limit(200);
}
