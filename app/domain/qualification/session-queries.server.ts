import { and, asc, desc, eq, gt, gte, ne, sql } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { appUser } from "#db/schema/identity.ts";
import {
  facilityQualification,
  qualificationType,
  trainingSeat,
  trainingSession,
} from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { administers } from "./type-queries.server.ts";
import { missingQualifications } from "./missing.server.ts";

const taken = sql<number>`(select count(*)::int from training_seat s where s.session_id = training_session.id and s.state <> 'cancelled')`;

const selectSessions = (db: Tx) =>
  db
    .select({
      id: trainingSession.id,
      typeId: trainingSession.typeId,
      startsAt: trainingSession.startsAt,
      endsAt: trainingSession.endsAt,
      timezone: trainingSession.timezone,
      place: trainingSession.place,
      seats: trainingSession.seats,
      note: trainingSession.note,
      state: trainingSession.state,
      taken,
    })
    .from(trainingSession)
    .$dynamic();

export type SessionItem = Awaited<ReturnType<typeof selectSessions>>[number];

const mostListed = 20;

/** The next sessions of a type that have not begun, soonest first. */
const comingSessions = (ctx: Context, typeId: string) =>
  selectSessions(ctx.db)
    .where(
      and(
        eq(trainingSession.typeId, typeId),
        eq(trainingSession.state, "planned"),
        gt(trainingSession.startsAt, ctx.clock.now()),
      ),
    )
    .orderBy(asc(trainingSession.startsAt), asc(trainingSession.id))
    .limit(mostListed);

/** A type as everybody signed in may see it: who gives it, and the sessions whose seats can be booked. */
export async function typeForTrainees(ctx: Context, typeId: string) {
  const { user } = ctx.actor;
  if (!user) return undefined;
  const [type] = await ctx.db
    .select({
      id: qualificationType.id,
      nameZh: qualificationType.nameZh,
      nameEn: qualificationType.nameEn,
      description: qualificationType.description,
      validDays: qualificationType.validDays,
      unusedDays: qualificationType.unusedDays,
      retiredAt: qualificationType.retiredAt,
      issuerId: organization.id,
      issuerZh: organization.nameZh,
      issuerEn: organization.nameEn,
      contactEmail: organization.contactEmail,
      contactPhone: organization.contactPhone,
    })
    .from(qualificationType)
    .innerJoin(organization, eq(organization.id, qualificationType.organizationId))
    .where(eq(qualificationType.id, typeId));
  if (!type) return undefined;
  const [sessions, own] = await Promise.all([comingSessions(ctx, typeId), ownSeats(ctx)]);
  const booked = new Set(own.map(({ sessionId }) => sessionId));
  return { type, sessions: sessions.map((session) => ({ ...session, mine: booked.has(session.id) })) };
}

/** The signed-in person's seats in trainings that are not over, soonest first. */
export async function ownSeats(ctx: Context) {
  const userId = ctx.actor.user?.id;
  if (!userId) return [];
  return ctx.db
    .select({
      sessionId: trainingSession.id,
      typeId: trainingSession.typeId,
      nameZh: qualificationType.nameZh,
      nameEn: qualificationType.nameEn,
      startsAt: trainingSession.startsAt,
      endsAt: trainingSession.endsAt,
      timezone: trainingSession.timezone,
      place: trainingSession.place,
      note: trainingSession.note,
    })
    .from(trainingSeat)
    .innerJoin(trainingSession, eq(trainingSession.id, trainingSeat.sessionId))
    .innerJoin(qualificationType, eq(qualificationType.id, trainingSession.typeId))
    .where(
      and(
        eq(trainingSeat.userId, userId),
        eq(trainingSeat.state, "booked"),
        eq(trainingSession.state, "planned"),
        gte(trainingSession.endsAt, ctx.clock.now()),
      ),
    )
    .orderBy(asc(trainingSession.startsAt))
    .limit(mostListed);
}

/** Sessions of a type of the actor's organisation, latest first, those that are over too. */
export async function plannedSessions(
  ctx: Context,
  typeId: string,
): Promise<(SessionItem & { begun: boolean })[]> {
  const mine = administers(ctx);
  if (!mine) return [];
  const rows = await selectSessions(ctx.db)
    .where(and(eq(trainingSession.typeId, typeId), eq(trainingSession.organizationId, mine)))
    .orderBy(desc(trainingSession.startsAt))
    .limit(mostListed);
  const now = ctx.clock.now();
  return rows.map((row) => ({ ...row, begun: row.startsAt <= now }));
}

/** A session of the actor's organisation with its list of participants; undefined when it is another's. */
export async function attendanceList(ctx: Context, sessionId: string) {
  const mine = administers(ctx);
  if (!mine) return undefined;
  const [session] = await selectSessions(ctx.db).where(
    and(eq(trainingSession.id, sessionId), eq(trainingSession.organizationId, mine)),
  );
  if (!session) return undefined;
  const [[type], seats] = await Promise.all([
    ctx.db.select().from(qualificationType).where(eq(qualificationType.id, session.typeId)),
    ctx.db
      .select({
        id: trainingSeat.id,
        state: trainingSeat.state,
        name: appUser.name,
        email: appUser.email,
        organizationZh: organization.nameZh,
        organizationEn: organization.nameEn,
      })
      .from(trainingSeat)
      .innerJoin(appUser, eq(appUser.id, trainingSeat.userId))
      .innerJoin(organization, eq(organization.id, trainingSeat.organizationId))
      .where(and(eq(trainingSeat.sessionId, sessionId), ne(trainingSeat.state, "cancelled")))
      .orderBy(asc(appUser.name), asc(trainingSeat.id)),
  ]);
  return type && { session, type, seats };
}

/**
 * What a facility asks of those who operate it: each qualification with who gives it, whether the reader has it now
 * (null for visitors), and the next session with a seat left.
 */
export async function requiredQualifications(ctx: Context, facilityId: string) {
  const now = ctx.clock.now();
  const userId = ctx.actor.user?.id;
  const asked = await ctx.db
    .select({
      id: qualificationType.id,
      nameZh: qualificationType.nameZh,
      nameEn: qualificationType.nameEn,
      issuerZh: organization.nameZh,
      issuerEn: organization.nameEn,
    })
    .from(facilityQualification)
    .innerJoin(qualificationType, eq(qualificationType.id, facilityQualification.typeId))
    .innerJoin(organization, eq(organization.id, qualificationType.organizationId))
    .where(and(eq(facilityQualification.facilityId, facilityId), sql`${qualificationType.retiredAt} is null`))
    .orderBy(qualificationType.nameZh, qualificationType.id);
  if (asked.length === 0) return [];
  const missing = userId ? await missingQualifications(ctx.db, facilityId, userId, now) : null;
  return Promise.all(
    asked.map(async (type) => {
      const sessions = await comingSessions(ctx, type.id);
      const next = sessions.find((session) => session.taken < session.seats) ?? null;
      const held = missing === null ? null : missing.every(({ typeId }) => typeId !== type.id);
      return { ...type, held, next };
    }),
  );
}

export type RequiredQualification = Awaited<ReturnType<typeof requiredQualifications>>[number];

/** The same where some are missing, with a query only then. */
export const requiredFor = async (
  ctx: Context,
  facilityId: string,
  reasons: readonly { rule: string }[],
): Promise<RequiredQualification[]> =>
  reasons.some(({ rule }) => rule.startsWith("qualification")) ? requiredQualifications(ctx, facilityId) : [];
