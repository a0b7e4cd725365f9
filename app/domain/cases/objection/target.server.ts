import { eq, or } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { decision, decisionService, misconductCase } from "#db/schema/cases.ts";
import { creditEvent, externalEntry } from "#db/schema/credit.ts";
import type { ObjectionSubject } from "#db/schema/vocabulary.ts";

/** What an objection is about: whose it is, and the case and decision behind it, where there are any. */
export interface Target {
  subjectId: string | null;
  caseId: string | null;
  decisionId: string | null;
  /** Where the case lies, also after its subject has moved. */
  regionCode: string | null;
}

/** Finds what can be objected to; a decision only once it was served. */
export function findTarget(tx: Tx, about: ObjectionSubject, id: string): Promise<Target | undefined> {
  if (about === "decision") return decisionTarget(tx, id);
  return about === "credit_event" ? eventTarget(tx, id) : entryTarget(tx, id);
}

async function decisionTarget(tx: Tx, id: string): Promise<Target | undefined> {
  const [found] = await tx
    .select({
      subjectId: misconductCase.subjectId,
      caseId: misconductCase.id,
      decisionId: decision.id,
      regionCode: misconductCase.regionCode,
    })
    .from(decision)
    .innerJoin(misconductCase, eq(misconductCase.id, decision.caseId))
    .innerJoin(decisionService, eq(decisionService.decisionId, decision.id))
    .where(eq(decision.id, id));
  return found;
}

/** An event names its decision, its case, or something else of the market as its cause. */
async function eventTarget(tx: Tx, id: string): Promise<Target | undefined> {
  const [found] = await tx
    .select({
      subjectId: creditEvent.organizationId,
      decisionId: decision.id,
      caseId: misconductCase.id,
      regionCode: misconductCase.regionCode,
    })
    .from(creditEvent)
    .leftJoin(decision, eq(decision.id, creditEvent.causeId))
    .leftJoin(
      misconductCase,
      or(eq(misconductCase.id, decision.caseId), eq(misconductCase.id, creditEvent.causeId)),
    )
    .where(eq(creditEvent.id, id));
  if (!found) return undefined;
  const { subjectId, decisionId, caseId, regionCode } = found;
  return { subjectId, decisionId, caseId, regionCode };
}

async function entryTarget(tx: Tx, id: string): Promise<Target | undefined> {
  const [found] = await tx
    .select({ subjectId: externalEntry.organizationId })
    .from(externalEntry)
    .where(eq(externalEntry.id, id));
  return found && { ...found, caseId: null, decisionId: null, regionCode: null };
}
