import { eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { demandCall } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { demandKnownPlaces } from "./create-listing.server.ts";
import { differences } from "./diff.ts";
import { demandPublishable, notPublishable } from "./facts.server.ts";
import type { UpdateInput } from "./inputs.ts";
import { type ListingRow, lockForEdit, staleSave } from "./listing-row.server.ts";
import { updatePart } from "./parts.server.ts";
import { needsPublicNotice } from "./policy.ts";
import { announcedFields } from "./public-notice.server.ts";
import { loadSnapshot, type Snapshot } from "./snapshot.server.ts";
import { touchListing } from "./touch.server.ts";

const kinds: readonly ListingKind[] = ["facility", "technology", "service", "demand"];

/**
 * Changes what a listing says. A published one changes for its readers at once (decision 0011): it must stay
 * publishable, and the change waits for a moderator's look. A save that saw another version is refused with
 * `changed_meanwhile` and the fields that now differ. Answers the new version; without differences nothing happens.
 */
export async function updateListing(
  ctx: Context,
  id: string,
  input: UpdateInput,
): Promise<Result<{ version: number }>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    const strangers = kinds.filter((kind) => kind !== row.kind && input[kind] !== undefined);
    if (strangers.length > 0) {
      return refuse(problems.invalid(strangers.map((path) => ({ path, code: "unknown_field" }))));
    }
    const before = await loadSnapshot(tx, id);
    if (input.version !== row.version)
      return refuse(staleSave(differing(before, input, row.kind), row.version));
    const { regionCode, fieldCodes } = input;
    await demandKnownPlaces(tx, { regionCodes: regionCode === undefined ? [] : [regionCode], fieldCodes });
    await write(tx, row, input);
    const changed = differences(before, await loadSnapshot(tx, id)).map(({ path }) => path);
    if (changed.length === 0) return { version: row.version };
    if (changed.includes("demand.deadlineOn")) await refuseMovedDeadline(tx, id);
    if (row.state === "published") await demandStillPublic(tx, ctx, row, changed);
    return { version: await touchListing(tx, ctx, row, "edit", { fields: changed }) };
  });
}

async function write(tx: Tx, row: ListingRow, input: UpdateInput): Promise<void> {
  const { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = input;
  const common = { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords };
  if (Object.values(common).some((value) => value !== undefined)) {
    await tx.update(listing).set(common).where(eq(listing.id, row.id));
  }
  await updatePart(tx, row.id, input);
}

/** A published listing must keep the rules, and may not slip into agreement pricing without its notice. */
async function demandStillPublic(
  tx: Tx,
  ctx: Context,
  row: ListingRow,
  changed: readonly string[],
): Promise<void> {
  const facts = await demandPublishable(tx, ctx.clock, row);
  if (changed.some((path) => announcedFields.includes(path)) && needsPublicNotice(facts)) {
    refuse(notPublishable([{ rule: "public_notice_first", overridable: false }]));
  }
}

/** Those who propose rely on the day they were told: once the call has begun, only its own step makes it later. */
async function refuseMovedDeadline(tx: Tx, id: string): Promise<void> {
  const begun = await tx.select({ id: demandCall.id }).from(demandCall).where(eq(demandCall.id, id));
  if (begun.length > 0)
    refuse(problems.invalid([{ path: "demand.deadlineOn", code: "proposals_fixed_deadline" }]));
}

/** The fields of a save that now say something else in the database. */
export function differing(now: Snapshot, input: UpdateInput, kind: ListingKind): string[] {
  const { version: _, ...fields } = input;
  const part = now[kind];
  const current = { ...now, ...(part ? { [kind]: part } : {}) };
  const wanted = { ...current, ...fields, ...(input[kind] ? { [kind]: { ...part, ...input[kind] } } : {}) };
  return differences(current, wanted).map(({ path }) => path);
}
