import { type SQL, sql } from "drizzle-orm";
import type { OrganizationKind } from "#db/schema/vocabulary.ts";
import { prepared, type Tx } from "#db/client.ts";
import { hasBlocks } from "../conduct/block-in-force.server.ts";
import { type RequirementRow, requirementsColumn } from "../qualification/missing.server.ts";
import { type BlockedSpan, blockedColumn } from "./calendar.server.ts";
import { pricesColumn, theFacility } from "./facility-row.server.ts";
import type { PriceRow } from "./price.ts";
import type { Span } from "./spans.ts";

/** Who wants which time. */
export interface Wanting {
  userId: string;
  organizationId: string;
  span: Span;
}

/** What deciding about a wish needs to know beside its facility, as rows. */
export interface Facts extends Record<string, unknown> {
  /** Of the booker's organisation. */
  kind: OrganizationKind | null;
  prices: PriceRow[] | null;
  blocked: BlockedSpan[] | null;
  requirements: RequirementRow[] | null;
  /** Blocks of the booker there are to be looked at. */
  blocks: boolean;
}

const facilityId = sql`facility.listing_id`;

/** The facts about a wish as columns beside `theFacility`. */
export const factColumns = ({ userId, organizationId, span }: Wanting, now: Date): SQL => sql`
  (select kind from organization where id = ${organizationId}) as kind, ${pricesColumn} as prices,
  ${blockedColumn(span, now)} as blocked, ${requirementsColumn(facilityId, userId)} as requirements,
  ${hasBlocks(facilityId, userId, now)} as blocks`;

/** The facts about a wish in one statement. */
export async function loadFacts(tx: Tx, id: string, wanting: Wanting, now: Date): Promise<Facts> {
  const [facts] = await tx.execute<Facts>(
    sql`${prepared} select ${factColumns(wanting, now)} from ${theFacility(id)}`,
  );
  return facts ?? { kind: null, prices: null, blocked: null, requirements: null, blocks: false };
}
