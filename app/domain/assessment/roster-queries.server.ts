import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { assessmentRoster } from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import type { AssessmentTrack } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { inTerritory } from "../identity/territory.server.ts";

/** Who of the actor's territory is on a track's list or in reserve now. */
export const currentRoster = (ctx: Context, track: AssessmentTrack) =>
  ctx.db
    .select({
      id: assessmentRoster.id,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
      uscc: organization.uscc,
      standing: assessmentRoster.standing,
      from: assessmentRoster.from,
      reason: assessmentRoster.reason,
    })
    .from(assessmentRoster)
    .innerJoin(organization, eq(organization.id, assessmentRoster.organizationId))
    .where(
      and(
        eq(assessmentRoster.track, track),
        isNull(assessmentRoster.until),
        inTerritory(ctx.actor, organization.regionCode),
      ),
    )
    .orderBy(asc(assessmentRoster.standing), desc(assessmentRoster.from), asc(organization.uscc));

export type RosterRow = Awaited<ReturnType<typeof currentRoster>>[number];
