import { eq } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import type { Clock } from "#app/runtime/clock.ts";
import { type Problem, type Reason, refuse } from "#app/runtime/problem.ts";
import { calendarDay } from "./days.ts";
import type { ListingRow } from "./listing-row.server.ts";
import { type PublishingFacts, publishingReasons } from "./policy.ts";
import { loadSnapshot, type Snapshot } from "./snapshot.server.ts";

/** What the publishing rules look at, read in the caller's transaction. */
export async function loadFacts(tx: Tx, clock: Clock, row: ListingRow): Promise<PublishingFacts> {
  return factsFor(tx, clock, row, await loadSnapshot(tx, row.id));
}

/** The same where what the listing says is known already. */
async function factsFor(tx: Tx, clock: Clock, row: ListingRow, snapshot: Snapshot): Promise<PublishingFacts> {
  const [owner] = await tx
    .select({ verifiedAt: organization.verifiedAt, publicInstitution: organization.publicInstitution })
    .from(organization)
    .where(eq(organization.id, row.organizationId));
  const day = calendarDay(clock.now());
  return {
    kind: row.kind,
    values: flatValues(snapshot, row.kind),
    prices: snapshot.prices,
    units: snapshot.units?.length ?? 0,
    openings: snapshot.openings?.length ?? 0,
    owner: { verified: Boolean(owner?.verifiedAt), publicInstitution: owner?.publicInstitution ?? false },
    day,
    managementSharePercent: await readParameter(tx, "management_share_percent", row.regionCode, day),
  };
}

/** Refuses with every reason unless the listing may be shown to the public. `snapshot`: what it says, where that is known. */
export async function demandPublishable(
  tx: Tx,
  clock: Clock,
  row: ListingRow,
  snapshot?: Snapshot,
): Promise<PublishingFacts> {
  const facts = await (snapshot ? factsFor(tx, clock, row, snapshot) : loadFacts(tx, clock, row));
  const reasons = publishingReasons(facts);
  return reasons.length > 0 ? refuse(notPublishable(reasons)) : facts;
}

export const notPublishable = (reasons: Reason[]): Problem => ({
  code: "not_publishable",
  status: 422,
  reasons,
});

function flatValues(snapshot: Record<string, unknown>, kind: string): Record<string, unknown> {
  const part = snapshot[kind];
  const inner = typeof part === "object" && part !== null ? Object.entries(part) : [];
  return { ...snapshot, ...Object.fromEntries(inner.map(([name, value]) => [`${kind}.${name}`, value])) };
}
