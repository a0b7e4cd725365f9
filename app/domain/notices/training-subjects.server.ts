import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { organization } from "#db/schema/identity.ts";
import { qualification, qualificationType, trainingSeat, trainingSession } from "#db/schema/qualification.ts";
import { endOf } from "#app/domain/qualification/policy.ts";
import { dayText, inLocale, spanText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

const platformZone = "Asia/Shanghai";

const title = { zh: qualificationType.nameZh, en: qualificationType.nameEn };
const from = { zh: organization.nameZh, en: organization.nameEn };

/** A qualification, for its holder. */
export async function loadQualification(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: qualification, unusedDays: qualificationType.unusedDays, title, from })
    .from(qualification)
    .innerJoin(qualificationType, eq(qualificationType.id, qualification.typeId))
    .innerJoin(organization, eq(organization.id, qualificationType.organizationId))
    .where(eq(qualification.id, id));
  if (!found) return undefined;
  const end = endOf({ ...found.row, unusedDays: found.unusedDays });
  return {
    parties: { holder: { person: "userId" } },
    row: found.row,
    words: (locale) => ({
      title: inLocale(found.title, locale),
      from: inLocale(found.from, locale),
      until: end ? dayText(end, platformZone, locale) : "",
    }),
    href: () => `/account/qualifications/${id}`,
  };
}

/** A seat in a training, for whoever has booked it. */
export async function loadSeat(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: trainingSeat, session: trainingSession, title, from })
    .from(trainingSeat)
    .innerJoin(trainingSession, eq(trainingSession.id, trainingSeat.sessionId))
    .innerJoin(qualificationType, eq(qualificationType.id, trainingSession.typeId))
    .innerJoin(organization, eq(organization.id, trainingSession.organizationId))
    .where(eq(trainingSeat.id, id));
  if (!found) return undefined;
  const { startsAt, endsAt, timezone, place, typeId } = found.session;
  return {
    parties: { participant: { person: "userId" } },
    row: found.row,
    words: (locale) => ({
      title: inLocale(found.title, locale),
      from: inLocale(found.from, locale),
      when: spanText(startsAt, endsAt, timezone, locale),
      place,
    }),
    href: () => `/qualifications/${typeId}`,
  };
}
