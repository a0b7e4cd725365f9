import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { updateRows } from "#db/update-rows.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { demandKnownPlaces } from "./create-listing.server.ts";
import { differences } from "./diff.ts";
import { demandPublishable, notPublishable } from "./facts.server.ts";
import type { UpdateInput } from "./inputs.ts";
import { type ListingRow, lockAllForEdit, staleSave } from "./listing-row.server.ts";
import { updateParts } from "./parts.server.ts";
import { needsPublicNotice } from "./policy.ts";
import { announcedFields } from "./public-notice.server.ts";
import { loadSnapshots, type Snapshot } from "./snapshot.server.ts";
import { touchListings } from "./touch.server.ts";

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
  const saved = await updateListings(ctx, [{ id, input }]);
  if (!saved.ok) return saved;
  const [version] = saved.value;
  if (version === undefined) throw new Error(`listing ${id} was not saved`);
  return ok({ version });
}

export interface Save {
  id: string;
  input: UpdateInput;
}

/**
 * Changes what several listings say, each of them once: all of them, or none and the first refusal is answered. A few
 * statements for all. Answers their versions in the same order.
 */
export async function updateListings(ctx: Context, saves: readonly Save[]): Promise<Result<number[]>> {
  return transact(ctx.db, async (tx) => {
    const ids = saves.map(({ id }) => id);
    const rows = await lockAllForEdit(tx, ctx, ids);
    const before = await loadSnapshots(tx, ids);
    for (const [at, row] of rows.entries()) demandFits(row, saves[at]?.input, before.get(row.id));
    await demandKnownPlaces(tx, {
      regionCodes: saves.flatMap(({ input: { regionCode } }) =>
        regionCode === undefined ? [] : [regionCode],
      ),
      fieldCodes: saves.flatMap(({ input: { fieldCodes } }) => fieldCodes ?? []),
    });
    await write(tx, saves);
    const after = await loadSnapshots(tx, ids);
    const edited = rows.flatMap((row) => editOf(row, before.get(row.id), after.get(row.id)));
    for (const one of edited) await demandAllowed(tx, ctx, one);
    await touchListings(
      tx,
      ctx,
      edited.map(({ row, fields }) => ({ row, change: "edit", detail: { fields } })),
    );
    const changed = new Set(edited.map(({ row }) => row.id));
    return rows.map(({ id, version }) => (changed.has(id) ? version + 1 : version));
  });
}

/** Refuses a save for another kind of listing, or of another version than the one that is there. */
function demandFits(row: ListingRow, input: UpdateInput | undefined, before: Snapshot | undefined): void {
  if (!input || !before) throw new Error(`listing ${row.id} vanished under its lock`);
  const strangers = kinds.filter((kind) => kind !== row.kind && input[kind] !== undefined);
  if (strangers.length > 0)
    refuse(problems.invalid(strangers.map((path) => ({ path, code: "unknown_field" }))));
  if (input.version !== row.version) refuse(staleSave(differing(before, input, row.kind), row.version));
}

async function write(tx: Tx, saves: readonly Save[]): Promise<void> {
  const commons = saves.map(({ id, input }) => {
    const { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = input;
    return { id, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords };
  });
  await updateRows(tx, listing, "id", commons);
  await updateParts(tx, saves);
}

interface Edit {
  row: ListingRow;
  /** The fields that now say something else. */
  fields: string[];
  after: Snapshot;
}

function editOf(row: ListingRow, before: Snapshot | undefined, after: Snapshot | undefined): Edit[] {
  if (!before || !after) throw new Error(`listing ${row.id} vanished under its lock`);
  const fields = differences(before, after).map(({ path }) => path);
  return fields.length === 0 ? [] : [{ row, fields, after }];
}

async function demandAllowed(tx: Tx, ctx: Context, edit: Edit): Promise<void> {
  if (edit.fields.includes("demand.deadlineOn")) refuseMovedDeadline(edit.row);
  if (edit.row.state === "published") await demandStillPublic(tx, ctx, edit);
}

/** A published listing must keep the rules, and may not slip into agreement pricing without its notice. */
async function demandStillPublic(tx: Tx, ctx: Context, { row, fields, after }: Edit): Promise<void> {
  const facts = await demandPublishable(tx, ctx.clock, row, after);
  if (fields.some((path) => announcedFields.includes(path)) && needsPublicNotice(facts)) {
    refuse(notPublishable([{ rule: "public_notice_first", overridable: false }]));
  }
}

/**
 * Those who propose rely on the day they were told: once it was published, only the call's own step makes it later. Not once
 * somebody has proposed, which the owner must not learn.
 */
function refuseMovedDeadline({ publishedAt }: ListingRow): void {
  if (publishedAt !== null)
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
