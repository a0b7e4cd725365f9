import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { demand, facility, listing, opening, service, technology } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { inForce } from "#db/in-force.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { compact } from "#search/language/codes.ts";
import { fold } from "#search/language/normalise.ts";
import { forbidding } from "../../credit/measures.ts";
import { standingsOf } from "../../credit/queries.server.ts";
import { quantitiesOf } from "./quantities.ts";
import type { CandidateFeatures } from "./score.ts";

/** A listing that could be proposed, as lists show it. */
export interface CandidateRow {
  id: string;
  kind: ListingKind;
  titleZh: string;
  titleEn: string;
  summaryZh: string;
  summaryEn: string;
  regionCode: string;
  organizationId: string;
  ownerZh: string;
  ownerEn: string;
  grade: string | null;
}

export interface Candidate {
  row: CandidateRow;
  features: CandidateFeatures;
}

/** No measure in force keeps the organisation from proposing or from being seen: part of the query, never an afterthought. */
const mayBeProposed = (now: Date): SQL =>
  sql`not exists (select 1 ${inForce(forbidding.propose, now)} and m.organization_id = ${listing.organizationId})`;

/** The published listings among `ids`, or all of an organisation's, whose owner may be proposed, with what the policy needs. */
export async function loadCandidates(
  tx: Tx,
  now: Date,
  which: { ids: readonly string[]; notOf: string } | { ownedBy: string },
): Promise<Candidate[]> {
  if ("ids" in which && which.ids.length === 0) return [];
  const chosen =
    "ids" in which
      ? and(inArray(listing.id, [...which.ids]), sql`${listing.organizationId} <> ${which.notOf}`)
      : and(eq(listing.organizationId, which.ownedBy), sql`${listing.kind} <> 'demand'`);
  const rows = await selectRows(tx)
    .where(and(chosen, eq(listing.state, "published"), mayBeProposed(now)))
    .limit(mostOfOne);
  const standings = await standingsOf(
    tx,
    [...new Set(rows.map(({ organizationId }) => organizationId))],
    now,
  );
  return rows.map((row) => candidateOf(row, standings.get(row.organizationId)?.grade ?? null));
}

/** An organisation with more listings than this is matched by its newest. */
const mostOfOne = 400;

const selectRows = (tx: Tx) =>
  tx
    .select({
      id: listing.id,
      kind: sql<ListingKind>`${listing.kind}`,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      summaryZh: listing.summaryZh,
      summaryEn: listing.summaryEn,
      regionCode: listing.regionCode,
      fieldCodes: listing.fieldCodes,
      keywords: listing.keywords,
      organizationId: listing.organizationId,
      ownerZh: organization.nameZh,
      ownerEn: organization.nameEn,
      technical: facility.technical,
      functions: facility.functions,
      content: facility.serviceContent,
      runState: facility.runState,
      decommissionedOn: facility.decommissionedOn,
      opens: sql<boolean>`exists (select 1 from ${opening} where ${opening.facilityId} = ${listing.id})`,
      ipc: technology.ipc,
      trl: technology.trl,
      problemSolved: technology.problemSolved,
      advantage: technology.advantage,
      applications: technology.applications,
      deliverable: service.deliverable,
      method: service.method,
    })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .leftJoin(facility, eq(facility.listingId, listing.id))
    .leftJoin(technology, eq(technology.listingId, listing.id))
    .leftJoin(service, eq(service.listingId, listing.id))
    .orderBy(sql`${listing.id} desc`);

type Row = Awaited<ReturnType<typeof selectRows>>[number];

function candidateOf(row: Row, grade: string | null): Candidate {
  const { id, kind, titleZh, titleEn, summaryZh, summaryEn, regionCode, organizationId, ownerZh, ownerEn } =
    row;
  const body = [
    row.technical,
    row.functions,
    row.content,
    row.problemSolved,
    row.advantage,
    row.applications,
  ];
  const runs = row.runState === "normal" || row.runState === "standby" || row.runState === "remote";
  return {
    row: {
      id,
      kind,
      titleZh,
      titleEn,
      summaryZh,
      summaryEn,
      regionCode,
      organizationId,
      ownerZh,
      ownerEn,
      grade,
    },
    features: {
      ...{ id, kind, organizationId, regionCode, grade, fieldCodes: row.fieldCodes, trl: row.trl },
      head: fold([titleZh, titleEn, ...row.keywords].join(" · ")),
      summary: fold(`${summaryZh} · ${summaryEn}`),
      body: fold([...body, row.deliverable, row.method].filter(Boolean).join(" · ")),
      ipc: (row.ipc ?? []).map((symbol) => compact(fold(symbol))),
      quantities: quantitiesOf([row.technical, row.functions].filter(Boolean).join("; ")),
      available:
        kind === "facility" ? runs && row.opens && row.decommissionedOn === null : kind === "service",
    },
  };
}

/** A published demand with what the policy reads of it: never its confidential part. */
export const selectDemandTexts = (tx: Tx) =>
  tx
    .select({
      id: listing.id,
      organizationId: listing.organizationId,
      state: listing.state,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      summaryZh: listing.summaryZh,
      regionCode: listing.regionCode,
      fieldCodes: listing.fieldCodes,
      keywords: listing.keywords,
      problem: demand.problem,
      keyTechnology: demand.keyTechnology,
      target: demand.target,
      industry: demand.industry,
      ways: demand.ways,
      deadlineOn: demand.deadlineOn,
      budgetMin: demand.budgetMin,
      budgetMax: demand.budgetMax,
      ownerZh: organization.nameZh,
      ownerEn: organization.nameEn,
    })
    .from(listing)
    .innerJoin(demand, eq(demand.listingId, listing.id))
    .innerJoin(organization, eq(organization.id, listing.organizationId));

export type DemandTexts = Awaited<ReturnType<typeof selectDemandTexts>>[number];
