import { and, asc, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { decision, misconductCase, objection } from "#db/schema/cases.ts";
import { creditEvent, externalEntry } from "#db/schema/credit.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { problems, type Result, fail, ok } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { counts, nothing, type Waiting } from "../../identity/desk.server.ts";
import { may } from "../../identity/permissions.ts";
import type { ObjectionView } from "./inputs.ts";

const pageSize = 25;

const select = ({ db }: Pick<Context, "db">) =>
  db
    .select({
      objection,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
      uscc: organization.uscc,
      caseNo: misconductCase.caseNo,
      caseTitle: misconductCase.title,
      documentNo: decision.documentNo,
      decisionId: decision.id,
      event: {
        record: creditEvent.record,
        code: creditEvent.code,
        points: creditEvent.points,
        from: creditEvent.from,
      },
      entry: {
        name: externalEntry.name,
        documentNo: externalEntry.documentNo,
        authority: externalEntry.authority,
      },
      answeredBy: appUser.name,
    })
    .from(objection)
    .innerJoin(organization, eq(organization.id, objection.subjectId))
    .leftJoin(misconductCase, eq(misconductCase.id, objection.caseId))
    .leftJoin(creditEvent, and(eq(objection.about, "credit_event"), eq(creditEvent.id, objection.aboutId)))
    .leftJoin(
      decision,
      or(
        and(eq(objection.about, "decision"), eq(decision.id, objection.aboutId)),
        eq(decision.id, creditEvent.causeId),
      ),
    )
    .leftJoin(
      externalEntry,
      and(eq(objection.about, "external_entry"), eq(externalEntry.id, objection.aboutId)),
    )
    .leftJoin(appUser, eq(appUser.id, objection.answeredById))
    .$dynamic();

export type ObjectionItem = Awaited<ReturnType<typeof select>>[number];

/** The objections of the actor's organisation, latest first. */
export async function ownObjections(ctx: Context, after?: string, limit = pageSize) {
  const own = ctx.actor.organization?.id;
  if (!own) return { items: [], next: null };
  const rows = await select(ctx)
    .where(and(eq(objection.subjectId, own), after ? lt(objection.id, after) : undefined))
    .orderBy(desc(objection.id))
    .limit(limit + 1);
  return paged(rows, limit);
}

/** What waits in the actor's regions, by deadline, or what was answered there, latest first. */
export async function objectionQueue(ctx: Context, view: ObjectionView, after?: string, limit = pageSize) {
  const here = withinReach(ctx);
  if (!here) return { items: [], next: null };
  if (view === "answered") {
    const rows = await select(ctx)
      .where(and(here, sql`${objection.state} <> 'filed'`, after ? lt(objection.id, after) : undefined))
      .orderBy(desc(objection.id))
      .limit(limit + 1);
    return paged(rows, limit);
  }
  const rows = await select(ctx)
    .where(and(here, eq(objection.state, "filed"), after ? beyond(after) : undefined))
    .orderBy(asc(objection.deadline), asc(objection.id))
    .limit(limit + 1);
  return paged(rows, limit);
}

const beyond = (after: string): SQL => sql`(${objection.deadline}, ${objection.id}) >
  (select o.deadline, o.id from objection o where o.id = ${after})`;

const paged = (rows: ObjectionItem[], limit: number) => {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.objection.id ?? null) : null };
};

/** The objections in the actor's territory; undefined without the permission. */
function withinReach({ actor }: Context): SQL | undefined {
  if (!may(actor, "case.read")) return undefined;
  return or(...actor.regionPrefixes.map((prefix) => sql`starts_with(${objection.regionCode}, ${prefix})`));
}

/** The objections that wait for an answer in the actor's regions, by deadline. */
export async function objectionsWaiting(ctx: Context): Promise<Waiting> {
  const here = withinReach(ctx);
  if (!here || !may(ctx.actor, "case.decide")) return nothing;
  const [row] = await ctx.db
    .select(counts(ctx, objection.deadline))
    .from(objection)
    .where(and(here, eq(objection.state, "filed")));
  return row ?? nothing;
}

/** How many wait in the actor's regions, how many of them past their time, and the next deadline. */
export async function countObjections(ctx: Context) {
  const here = withinReach(ctx);
  if (!here) return { open: 0, overdue: 0 };
  const now = ctx.clock.now();
  const [row] = await ctx.db
    .select({
      open: sql<number>`count(*)::int`,
      overdue: sql<number>`(count(*) filter (where ${lt(objection.deadline, now)}))::int`,
    })
    .from(objection)
    .where(and(here, eq(objection.state, "filed")));
  return row ?? { open: 0, overdue: 0 };
}

/** One objection, for its subject and for the regulators of its region; to others it is not there. */
export async function findObjection(ctx: Context, id: string): Promise<Result<ObjectionItem>> {
  const [item] = await select(ctx).where(eq(objection.id, id));
  const knows =
    item &&
    (may(ctx.actor, "case.read", { regionCode: item.objection.regionCode }) ||
      item.objection.subjectId === ctx.actor.organization?.id);
  return item && knows ? ok(item) : fail(problems.notFound("objection"));
}
