import { booking, usageRecord } from "#db/schema/booking.ts";
import { assessmentRoster, indicator, indicatorSet, technologyCompany } from "#db/schema/assessment.ts";
import type { IndicatorKind, Evaluation } from "#db/schema/vocabulary.ts";
import type { Database } from "#db/client.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember } from "../../support/booking.ts";

export const as = (db: Database, actor: Actor, day: string): Context =>
  contextOf(db, actor, fixedClock(`${day}T10:00:00+08:00`));

/** Somebody of a regulator whose territory is the province. */
export async function regulator(db: Database, role: "officer" | "adjudicator"): Promise<Actor> {
  return { ...(await makeMember(db, [role], "government")), regionPrefixes: ["33"] };
}

const rules = {
  track: "provider" as const,
  nameZh: "开放共享考核指标",
  nameEn: "Sharing indicators",
  validFrom: "2025-01-01",
  excellentFrom: 8500,
  goodFrom: 7000,
  qualifiedFrom: 3000,
  praiseCount: 5,
  cardCount: 3,
  delistAfterYears: 3,
  rewardWeightExcellent: 2,
  rewardWeightGood: 1,
  rewardCap: 50_000_000,
  subsidyFormula: "external_hours",
  subsidyCap: 30_000_000,
};

const rows: [
  code: string,
  kind: IndicatorKind,
  formula: string,
  floor: number,
  ceiling: number,
  points: number,
  sharing?: boolean,
][] = [
  ["external", "scored", "external_hours", 0, 10, 6000, true],
  ["satisfaction", "scored", "evaluation_average", 3, 5, 3000],
  ["report", "scored", "reported", 0, 1, 1000],
  ["samples", "bonus", "samples", 0, 100, 200],
  ["complaints", "deduction", "complaints_upheld", 0, 2, 500],
  ["technology_share", "threshold", "technology_companies / companies", 0.6, 1, 0],
];

/** Rules that were published on the given day. */
export async function publishedRules(db: Database, version = 1, publishedAt = "2024-12-01"): Promise<string> {
  const [set] = await db
    .insert(indicatorSet)
    .values({ ...rules, version })
    .returning({ id: indicatorSet.id });
  if (!set) throw new Error("no set");
  await db.insert(indicator).values(
    rows.map(([code, kind, formula, floor, ceiling, points, sharing = false], position) => ({
      setId: set.id,
      position,
      code,
      kind,
      nameZh: code,
      nameEn: code,
      formula,
      floor,
      ceiling,
      points,
      sharing,
    })),
  );
  await db.update(indicatorSet).set({ publishedAt: new Date(publishedAt) });
  return set.id;
}

export interface Provider {
  actor: Actor;
  facilityId: string;
}

/** A provider with a facility, on the list or in reserve. */
export async function makeProvider(
  db: Database,
  standing: "listed" | "reserve" = "listed",
): Promise<Provider> {
  const actor = await makeMember(db, ["owner", "facility_manager"], "university");
  const facilityId = await makeFacility(db, actor);
  const organizationId = actor.organization?.id ?? "";
  await db
    .insert(assessmentRoster)
    .values({ track: "provider", organizationId, standing, from: "2024-01-01" });
  return { actor, facilityId };
}

export interface Use {
  day: string;
  hours: number;
  by: Actor;
  evaluation?: Evaluation;
  samples?: number;
}

/** A finished use, as the platform would have written it. */
export async function use(db: Database, { actor, facilityId }: Provider, one: Use): Promise<void> {
  const startsAt = new Date(`${one.day}T09:00:00+08:00`);
  const endsAt = new Date(startsAt.getTime() + one.hours * 3_600_000);
  const providerId = actor.organization?.id ?? "";
  const organizationId = one.by.organization?.id ?? "";
  await db.transaction(async (tx) => {
    const [made] = await tx
      .insert(booking)
      .values({
        facilityId,
        providerId,
        organizationId,
        userId: one.by.user?.id ?? "",
        policyVersion: 1,
        termsVersion: 1,
        startsAt,
        endsAt,
        way: "self_use",
        purpose: "测试",
        userClass: "enterprise",
        state: "completed",
      })
      .returning({ id: booking.id });
    await tx.insert(usageRecord).values({
      bookingId: made?.id,
      actualFrom: startsAt,
      actualTo: endsAt,
      way: "self_use",
      external: organizationId !== providerId,
      content: "测试",
      amount: 12_345,
      samples: one.samples ?? 0,
      evaluation: one.evaluation,
    });
  });
}

/** A company in a register of technology companies, or not. */
export async function makeCompany(db: Database, technology: boolean): Promise<Actor> {
  const actor = await makeMember(db, ["owner", "member"]);
  const organizationId = actor.organization?.id ?? "";
  if (technology)
    await db.insert(technologyCompany).values({
      organizationId,
      kind: "high_tech",
      number: `GR2025${organizationId.slice(-8)}`,
      validFrom: "2025-06-01",
      validUntil: "2028-05-31",
    });
  return actor;
}
