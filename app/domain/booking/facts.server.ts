import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { OrganizationKind } from "#db/schema/vocabulary.ts";
import { prepared, type Tx } from "#db/client.ts";
import { compiled, idList } from "#db/compiled.ts";
import { hasBlocks } from "../conduct/block-in-force.server.ts";
import { type RequirementRow, requirementRows } from "../qualification/missing.server.ts";
import {
  type BlockedSpan,
  blockedColumn,
  type BlockedValues,
  blockedValues,
  withReach,
} from "./calendar.server.ts";
import { priceRows } from "./facility.server.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { unitsFor } from "./known-facility.server.ts";
import type { PriceRow } from "./price.ts";
import type { Span } from "./spans.ts";

/** Who wants which time. */
export interface Wanting {
  userId: string;
  organizationId: string;
  span: Span;
}

/** What deciding about a wish needs to know beside its facility, as rows. */
export interface Facts {
  /** Of the booker's organisation. */
  kind: OrganizationKind | null;
  prices: readonly PriceRow[];
  blocked: BlockedSpan[] | null;
  requirements: RequirementRow[] | null;
  /** Blocks of the booker there are to be looked at. */
  blocks: boolean;
}

/** Those of the facts that belong to the moment. */
export interface FactRow extends Record<string, unknown>, Pick<Facts, "kind" | "blocked" | "blocks"> {}

export interface FactValues extends BlockedValues {
  facility: string;
  user: string;
  organization: string;
}

export const factColumns = (value: (name: keyof FactValues) => Placeholder): SQL => sql`
  (select kind from organization where id = ${value("organization")}::uuid) as kind, ${blockedColumn(value)} as blocked,
  ${hasBlocks(sql`${value("facility")}::uuid`, sql`${value("user")}::uuid`, sql`${value("now")}::timestamptz`)} as blocks`;

export const factValues = (
  facility: string,
  { userId, organizationId }: Wanting,
  blocked: BlockedValues,
): FactValues => ({ ...blocked, facility, user: userId, organization: organizationId });

const facts = compiled<FactValues>((value) => sql`${prepared} select ${factColumns(value)}`);

/** The facts about a wish. */
export async function loadFacts(
  tx: Tx,
  facility: BookableFacility,
  wanting: Wanting,
  now: Date,
): Promise<Facts> {
  const { id, rules } = facility;
  const blocked = blockedValues(idList(unitsFor(facility)), withReach(rules, wanting.span), now);
  const [[row], prices, requirements] = await Promise.all([
    tx.execute<FactRow>(facts(factValues(id, wanting, blocked))),
    priceRows(tx, id),
    requirementRows(tx, id, wanting.userId),
  ]);
  const { kind, blocked: found, blocks } = row ?? { kind: null, blocked: null, blocks: false };
  return { kind, blocked: found, blocks, prices, requirements };
}
