import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";

/** Tells the organisation that entries are surely about, so that it can object. */
export async function tellListed(tx: Tx, entryIds: readonly string[]): Promise<void> {
  const told = { template: "external-listed", entity: "external_entry", parties: ["subject"], reason: "" };
  for (const entityId of entryIds) await enqueue(tx, "notify", { ...told, entityId });
}
