import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { organizationTie } from "#db/schema/credit.ts";
import { membership, organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";

/** How two organisations hang together, as far as the platform's records say. */
export interface Relation {
  /** One is the other's parent, both have one parent, or a tie is on record: facts, which exclude a voucher. */
  recorded: boolean;
  /** Signs that a person should look at: the same people act for both, or both give one contact. */
  signs: ("shared_people" | "shared_contact")[];
}

/** How a company and the provider that it pays hang together. */
export async function relationOf(tx: Tx, companyId: string, providerId: string): Promise<Relation> {
  const both = [companyId, providerId];
  const orgs = await tx.select().from(organization).where(inArray(organization.id, both));
  const [one, two] = orgs;
  if (!one || !two) return { recorded: false, signs: [] };
  const family =
    one.parentId === two.id ||
    two.parentId === one.id ||
    (one.parentId !== null && one.parentId === two.parentId);
  const tied = family || (await isTied(tx, companyId, providerId));
  const contact = (key: "contactEmail" | "contactPhone") => one[key] !== "" && one[key] === two[key];
  return {
    recorded: tied,
    signs: [
      ...((await sharePeople(tx, both)) ? (["shared_people"] as const) : []),
      ...(contact("contactEmail") || contact("contactPhone") ? (["shared_contact"] as const) : []),
    ],
  };
}

async function isTied(tx: Tx, a: string, b: string): Promise<boolean> {
  const between = (from: string, to: string) =>
    and(eq(organizationTie.organizationId, from), eq(organizationTie.relatedId, to));
  const found = await tx
    .select({ id: organizationTie.id })
    .from(organizationTie)
    .where(or(between(a, b), between(b, a)))
    .limit(1);
  return found.length > 0;
}

/** Whether somebody is an active member of both. */
async function sharePeople(tx: Tx, both: string[]): Promise<boolean> {
  const found = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(and(inArray(membership.organizationId, both), isNull(membership.endedAt)))
    .groupBy(membership.userId)
    .having(sql`count(distinct ${membership.organizationId}) = 2`)
    .limit(1);
  return found.length > 0;
}
