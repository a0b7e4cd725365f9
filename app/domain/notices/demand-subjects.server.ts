import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { listing } from "#db/schema/catalog.ts";
import { demandCall, demandQuestion, proposal } from "#db/schema/demands.ts";
import { demandCallProcess, researchProposalProcess } from "#app/domain/demands/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { deadlineText, inLocale } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

/** A demand's call for proposals. */
export async function loadDemandCall(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: demandCall, zh: listing.titleZh, en: listing.titleEn })
    .from(demandCall)
    .innerJoin(listing, eq(listing.id, demandCall.id))
    .where(eq(demandCall.id, id));
  if (!found) return undefined;
  return {
    parties: demandCallProcess.parties,
    row: found.row,
    words: (locale) => ({ title: inLocale(found, locale) }),
    href: () => `/demands/${id}/proposals`,
  };
}

/** One proposal, for its author: nothing of it is said but to which demand it was sent. */
export async function loadResearchProposal(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: proposal, zh: listing.titleZh, en: listing.titleEn, until: demandCall.deadline })
    .from(proposal)
    .innerJoin(listing, eq(listing.id, proposal.demandId))
    .innerJoin(demandCall, eq(demandCall.id, proposal.demandId))
    .where(eq(proposal.id, id));
  if (!found) return undefined;
  const { until } = found;
  return {
    parties: researchProposalProcess.parties,
    row: found.row,
    words: (locale) => ({
      title: inLocale(found, locale),
      until: until ? deadlineText(until, platformZone, locale) : "",
    }),
    href: () => `/proposals/${id}`,
  };
}

/** A question about a demand: for the owner, who does not learn who asks, and for those who asked. */
export async function loadDemandQuestion(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: demandQuestion,
      zh: listing.titleZh,
      en: listing.titleEn,
      ownerId: listing.organizationId,
    })
    .from(demandQuestion)
    .innerJoin(listing, eq(listing.id, demandQuestion.demandId))
    .where(eq(demandQuestion.id, id));
  if (!found) return undefined;
  return {
    parties: {
      owner: { action: "demand.edit", organization: "ownerId" },
      asker: { person: "userId" },
    },
    row: { ...found.row, ownerId: found.ownerId },
    words: (locale) => ({ title: inLocale(found, locale) }),
    href: () => `/demands/${found.row.demandId}#questions`,
  };
}
