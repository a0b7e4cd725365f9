import { creditEvent } from "#db/schema/credit.ts";
import type { Tx } from "#db/client.ts";

/** What a contract says of a side, as a fact of the integrity record. Whether it is misconduct, people decide in a case. */
export const contractEventCodes = ["contract_kept", "contract_late"] as const;

export type ContractEventCode = (typeof contractEventCodes)[number];

/** How long such a fact stands in the record, days. */
const standsFor = 5 * 365;

/**
 * Adds a fact about a contract to an organisation's integrity record. It has no class, so it lowers no grade: no clock and
 * no counterpart makes a bad record of anybody.
 */
export async function recordContractEvent(
  tx: Tx,
  at: Date,
  code: ContractEventCode,
  organizationId: string,
  cause: { type: string; id: string },
): Promise<void> {
  await tx.insert(creditEvent).values({
    ...{ organizationId, record: "integrity", code, points: 0, from: at },
    until: new Date(at.getTime() + standsFor * 86_400_000),
    ...{ causeType: cause.type, causeId: cause.id },
  });
}
