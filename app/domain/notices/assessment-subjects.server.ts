import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import {
  assessmentCycle,
  assessmentProposal,
  assessmentSubject,
  cardRectification,
  resultObjection,
} from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { cardRectificationProcess } from "#app/domain/assessment/rectification/states.ts";
import { proposalProcess, resultObjectionProcess } from "#app/domain/assessment/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { inLocale, lastDayText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

type Cycle = typeof assessmentCycle.$inferSelect;

const columns = { cycle: assessmentCycle, zh: organization.nameZh, en: organization.nameEn };

/** `2025年度科研设施开放共享考核`, from whom, until when. */
function wordsOf(
  { cycle, ...names }: { cycle: Cycle; zh: string; en: string },
  deadline: Deadline | null,
): (locale: Locale) => Record<string, string> {
  return (locale) => ({
    title: translatorFor(locale).t(`assessment:title.${cycle.track}`, { year: cycle.year }),
    from: inLocale(names, locale),
    until: deadline ? lastDayText(deadline, platformZone, locale) : "",
  });
}

const hrefOf =
  ({ id }: Cycle) =>
  (party: string): string =>
    party === "reviewer" ? `/oversight/assessments/${id}` : `/organization/assessments/${id}`;

export async function loadAssessmentSubject(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ ...columns, row: assessmentSubject })
    .from(assessmentSubject)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, assessmentSubject.cycleId))
    .innerJoin(organization, eq(organization.id, assessmentSubject.organizationId))
    .where(eq(assessmentSubject.id, id));
  if (!found) return undefined;
  return {
    parties: proposalProcess.parties,
    row: found.row,
    words: wordsOf(found, found.cycle.deadline),
    href: hrefOf(found.cycle),
  };
}

export async function loadResultObjection(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ ...columns, row: resultObjection })
    .from(resultObjection)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, resultObjection.cycleId))
    .innerJoin(organization, eq(organization.id, resultObjection.organizationId))
    .where(eq(resultObjection.id, id));
  if (!found) return undefined;
  return {
    parties: resultObjectionProcess.parties,
    row: { ...found.row, regionCode: found.cycle.regionCode },
    words: wordsOf(found, found.row.deadline),
    href: hrefOf(found.cycle),
  };
}

export async function loadProposal(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ ...columns, row: assessmentProposal })
    .from(assessmentProposal)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, assessmentProposal.cycleId))
    .innerJoin(organization, eq(organization.id, assessmentProposal.organizationId))
    .where(eq(assessmentProposal.id, id));
  if (!found) return undefined;
  const words = wordsOf(found, null);
  return {
    parties: proposalProcess.parties,
    row: { ...found.row, regionCode: found.cycle.regionCode },
    words: (locale) => ({
      ...words(locale),
      kind: translatorFor(locale).t(`assessment:kind.${found.row.kind}`),
    }),
    href: hrefOf(found.cycle),
  };
}

export async function loadCardRectification(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ ...columns, row: cardRectification })
    .from(cardRectification)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, cardRectification.cycleId))
    .innerJoin(organization, eq(organization.id, cardRectification.organizationId))
    .where(eq(cardRectification.id, id));
  if (!found) return undefined;
  return {
    parties: cardRectificationProcess.parties,
    row: found.row,
    words: wordsOf(found, found.row.dueAt),
    href: hrefOf(found.cycle),
  };
}
