import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { contract, contractAmendment, contractDispute, contractMilestone } from "#db/schema/contracts.ts";
import { amendmentProcess } from "#app/domain/contracts/amendments/states.ts";
import { disputeProcess } from "#app/domain/contracts/disputes/states.ts";
import { milestoneProcess } from "#app/domain/contracts/milestones/states.ts";
import { royaltyProcess } from "#app/domain/contracts/royalties/states.ts";
import { contractProcess } from "#app/domain/contracts/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import type { Tx } from "#db/client.ts";
import { yuanText } from "./money-subjects.server.ts";
import { lastDayText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

type Dated = { deadline: Deadline | null };

const wordsOf =
  (title: string, { deadline }: Dated, more: Record<string, string> = {}): Subject["words"] =>
  (locale) => ({ title, due: deadline ? lastDayText(deadline, platformZone, locale) : "", ...more });

export async function loadContract(tx: Tx, id: string): Promise<Subject | undefined> {
  const [row] = await tx.select().from(contract).where(eq(contract.id, id));
  return (
    row && {
      parties: contractProcess.parties,
      row,
      words: wordsOf(row.title, row),
      href: () => `/contracts/${id}`,
    }
  );
}

export async function loadMilestone(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: contractMilestone, title: contract.title })
    .from(contractMilestone)
    .innerJoin(contract, eq(contract.id, contractMilestone.contractId))
    .where(eq(contractMilestone.id, id));
  if (!found) return undefined;
  const { row, title } = found;
  return {
    parties: milestoneProcess.parties,
    row,
    words: wordsOf(title, row, { milestone: row.title, n: String(row.n) }),
    href: () => `/contracts/${row.contractId}#milestone-${row.n}`,
  };
}

export async function loadRoyalty(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: royaltyPeriod, title: contract.title })
    .from(royaltyPeriod)
    .innerJoin(contract, eq(contract.id, royaltyPeriod.contractId))
    .where(eq(royaltyPeriod.id, id));
  if (!found) return undefined;
  const { row, title } = found;
  return {
    parties: royaltyProcess.parties,
    row,
    words: (locale) => ({
      ...wordsOf(title, row)(locale),
      from: row.startsOn,
      until: row.endsOn,
      amount: yuanText(row.amount ?? 0, locale),
    }),
    href: () => `/contracts/${row.contractId}#royalty-${row.n}`,
  };
}

export async function loadAmendment(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: contractAmendment, title: contract.title })
    .from(contractAmendment)
    .innerJoin(contract, eq(contract.id, contractAmendment.contractId))
    .where(eq(contractAmendment.id, id));
  if (!found) return undefined;
  const { row, title } = found;
  return {
    parties: amendmentProcess.parties,
    row,
    words: wordsOf(title, row, { n: String(row.n) }),
    href: () => `/contracts/${row.contractId}#amendments`,
  };
}

export async function loadDispute(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: contractDispute, title: contract.title, milestone: contractMilestone.title })
    .from(contractDispute)
    .innerJoin(contract, eq(contract.id, contractDispute.contractId))
    .innerJoin(contractMilestone, eq(contractMilestone.id, contractDispute.milestoneId))
    .where(eq(contractDispute.id, id));
  if (!found) return undefined;
  const { row, title, milestone } = found;
  return {
    parties: disputeProcess.parties,
    row,
    words: wordsOf(title, row, { milestone }),
    href: () => `/contracts/${row.contractId}`,
  };
}
