import { and, asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { organization } from "#db/schema/identity.ts";
import {
  facilityQualification,
  qualification,
  qualificationTrust,
  qualificationType,
} from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";
import { type EvidenceFile, evidenceOf } from "./evidence.server.ts";
import { endOf, type HoldingState, holdingState, operatesThemselves } from "./policy.ts";

/** One qualification that counts where it is asked for, by its own name and issuer, as it stands when the use begins. */
interface Counting {
  id: string;
  nameZh: string;
  nameEn: string;
  issuerZh: string;
  issuerEn: string;
  grantedAt: Date;
  evidence: string;
  standing: HoldingState;
  end: Date | null;
  files: EvidenceFile[];
}

/** A qualification that a facility asks for, with what its user holds of it or of those that count as it. */
export interface AskedOfUser {
  typeId: string;
  nameZh: string;
  nameEn: string;
  held: Counting[];
}

interface Use {
  facilityId: string;
  userId: string;
  way: string;
  startsAt: Date;
}

/**
 * What the facility asks of the user of a booking and what that person holds of it, for the staff who let them in;
 * whether the reader is one of them, the caller knows. Empty where the staff operate it themselves.
 */
export async function qualificationsOfUser(tx: Tx, use: Use): Promise<AskedOfUser[]> {
  if (!operatesThemselves(use.way)) return [];
  const rows = await countingRows(tx, use);
  const files = await evidenceOf(
    tx,
    rows.flatMap(({ held }) => (held ? [held.id] : [])),
  );
  const asked = new Map<string, AskedOfUser>();
  for (const { held, given, issuer, ...type } of rows) {
    const one = asked.get(type.typeId) ?? { ...type, held: [] };
    asked.set(type.typeId, one);
    if (!held || !given || !issuer) continue;
    const holding = { ...held, unusedDays: given.unusedDays };
    one.held.push({
      ...{ id: held.id, nameZh: given.nameZh, nameEn: given.nameEn },
      ...{ issuerZh: issuer.nameZh, issuerEn: issuer.nameEn },
      ...{ grantedAt: held.grantedAt, evidence: held.evidence, files: files.get(held.id) ?? [] },
      ...{ standing: holdingState(holding, use.startsAt), end: endOf(holding) },
    });
  }
  return [...asked.values()];
}

const given = alias(qualificationType, "given");

/** Each asked type once for every qualification of the person that counts as it; once alone when there is none. */
const countingRows = (tx: Tx, { facilityId, userId }: Use) =>
  tx
    .select({
      typeId: qualificationType.id,
      nameZh: qualificationType.nameZh,
      nameEn: qualificationType.nameEn,
      held: qualification,
      given,
      issuer: organization,
    })
    .from(facilityQualification)
    .innerJoin(
      qualificationType,
      and(eq(qualificationType.id, facilityQualification.typeId), isNull(qualificationType.retiredAt)),
    )
    .leftJoin(
      qualification,
      and(
        eq(qualification.userId, userId),
        or(
          eq(qualification.typeId, qualificationType.id),
          sql`exists (select 1 from ${qualificationTrust} where ${qualificationTrust.typeId} = ${qualificationType.id}
            and ${qualificationTrust.trustedId} = ${qualification.typeId})`,
        ),
      ),
    )
    .leftJoin(given, eq(given.id, qualification.typeId))
    .leftJoin(organization, eq(organization.id, given.organizationId))
    .where(eq(facilityQualification.facilityId, facilityId))
    .orderBy(asc(qualificationType.nameZh), asc(qualificationType.id), desc(qualification.grantedAt))
    .limit(100);
