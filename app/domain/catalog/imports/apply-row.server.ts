import { eq, sql } from "drizzle-orm";
import type { ImportIssue } from "#db/schema/imports.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { type Problem, refuse, type Result } from "#app/runtime/problem.ts";
import { issueText } from "#app/runtime/validation.ts";
import { calendarDay } from "../days.ts";
import { notPublishable } from "../facts.server.ts";
import { createListings } from "../create-listing.server.ts";
import { recallListing } from "../recall-listing.server.ts";
import { submitListing } from "../submit-listing.server.ts";
import { updateListing } from "../update-listing.server.ts";
import type { CurrentFacility } from "./current.server.ts";
import type { Change } from "./examine.ts";
import { newcomerReasons } from "./newcomer.ts";
import { type FacilityPatch, type FacilityRecord, splitPatch, splitRecord } from "./record.ts";

/** What became of one row. */
export interface Applied {
  outcome: "created" | "updated";
  listingId: string;
  /** What an undo needs: the values before, and the version that the import left behind. */
  before: { version: number; values?: FacilityPatch };
  /** Why it stayed a draft although it was to be submitted. */
  issues: ImportIssue[];
}

export interface Where {
  batchId: string;
  submit: boolean;
}

/** Does what was planned for a row, with the catalogue's own commands; leaves `transact` with a command's refusal. */
export function applyChange(
  tx: Tx,
  ctx: Context,
  change: Exclude<Change, { kind: "unchanged" }>,
  current: CurrentFacility | undefined,
  where: Where,
): Promise<Applied> {
  const inner: Context = { ...ctx, db: tx };
  if (change.kind === "create") return create(tx, inner, change.record, where);
  if (!current) throw new Error("only something that exists can be updated");
  return update(tx, inner, current, change.patch, where);
}

async function create(tx: Tx, ctx: Context, record: FacilityRecord, where: Where): Promise<Applied> {
  const [made] = await createNew(tx, ctx, [record], where);
  if (!made) throw new Error("a new row was not created");
  return made;
}

/** Creates new facilities, in the same order: all, or none and the first refusal leaves `transact`. */
export async function createNew(
  tx: Tx,
  ctx: Context,
  records: readonly FacilityRecord[],
  { batchId, submit }: Where,
): Promise<Applied[]> {
  const inputs = records.map((record) => {
    const { listing: common, facility: own } = splitRecord(record);
    const { interchange: _, ...part } = own;
    return { kind: "facility" as const, ...common, facility: part };
  });
  const made = demand(await createListings({ ...ctx, db: tx }, inputs, batchId));
  await keepInterchange(tx, made, records);
  const applied: Applied[] = [];
  for (const [at, one] of made.entries()) {
    const record = records[at];
    const settled =
      submit && record ? await submitNew(ctx, record, one) : { version: one.version, issues: [] };
    const { version, issues } = settled;
    applied.push({ outcome: "created", listingId: one.id, before: { version }, issues });
  }
  return applied;
}

/** Other formats' columns that ours has no place for, so that what was read can be written again. */
async function keepInterchange(
  tx: Tx,
  made: readonly { id: string }[],
  records: readonly FacilityRecord[],
): Promise<void> {
  const kept = made.flatMap(({ id }, at) => {
    const interchange = records[at]?.interchange ?? {};
    return Object.keys(interchange).length > 0 ? [{ id, interchange }] : [];
  });
  if (kept.length === 0) return;
  await tx.execute(sql`update ${facility} f set interchange = kept.interchange
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as kept(id uuid, interchange jsonb)
    where f.listing_id = kept.id`);
}

/** A list has thousands of newcomers that lack a price; they are told so without asking the database. */
async function submitNew(ctx: Context, record: FacilityRecord, made: { id: string; version: number }) {
  const owner = ctx.actor.organization ?? { verified: false };
  const reasons = newcomerReasons(record, owner, calendarDay(ctx.clock.now()));
  if (reasons.length > 0) return { version: made.version, issues: problemIssues(notPublishable(reasons)) };
  return trySubmit(ctx, made);
}

async function update(
  tx: Tx,
  ctx: Context,
  current: CurrentFacility,
  patch: FacilityPatch,
  where: Where,
): Promise<Applied> {
  const { id, state } = current.row;
  // What a moderator has on the desk is taken back, changed and put there again, so that they decide on the latest.
  if (state === "submitted") demand(await recallListing(ctx, { id }));
  const { common, part, interchange } = splitPatch(patch);
  const version = await versionOf(tx, id);
  demand(await updateListing(ctx, id, { version, ...common, facility: part }));
  if (interchange)
    await writeInterchange(tx, ctx, current, { ...current.record.interchange, ...interchange });
  const wanted = state === "submitted" || (where.submit && (state === "draft" || state === "returned"));
  const now = { id, version: await versionOf(tx, id) };
  const left = wanted ? await trySubmit(ctx, now) : { version: now.version, issues: [] };
  const values = Object.fromEntries(Object.keys(patch).map((key) => [key, Reflect.get(current.record, key)]));
  return {
    outcome: "updated",
    listingId: id,
    before: { version: left.version, values },
    issues: left.issues,
  };
}

/** Other formats' columns are no part of what readers see: no version, but a line in the audit log. */
export async function writeInterchange(
  tx: Tx,
  ctx: Context,
  { row, record }: CurrentFacility,
  interchange: Record<string, string>,
): Promise<void> {
  const names = [...new Set([...Object.keys(interchange), ...Object.keys(record.interchange)])];
  const changed = names.filter((name) => interchange[name] !== record.interchange[name]);
  if (changed.length === 0) return;
  await tx.update(facility).set({ interchange }).where(eq(facility.listingId, row.id));
  await recordAudit(tx, ctx, {
    entity: "facility",
    entityId: row.id,
    transition: "edit",
    detail: { interchange: changed },
  });
}

/** Submits what may be published; what may not stays a draft, with the reasons as findings of its row. */
async function trySubmit(ctx: Context, { id, version }: { id: string; version: number }) {
  const result = await submitListing(ctx, { id });
  if (result.ok) return { version: result.value.version, issues: [] };
  return { version, issues: problemIssues(result.problem) };
}

async function versionOf(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.select({ version: listing.version }).from(listing).where(eq(listing.id, id));
  return row?.version ?? 0;
}

function demand<T>(result: Result<T>): T {
  return result.ok ? result.value : refuse(result.problem);
}

/** A command's refusal as findings of a row: its field errors, its reasons, or its own code. */
export function problemIssues({ code, params, errors, reasons }: Problem): ImportIssue[] {
  const found = [
    ...(errors ?? []).map((one) => ({ column: one.path, code: issueText(one.code, one.params), value: "" })),
    ...(reasons ?? []).map((one) => ({
      column: "",
      code: issueText(`rule.${one.rule}`, one.params),
      value: "",
    })),
  ];
  return found.length > 0 ? found : [{ column: "", code: issueText(`problem.${code}`, params), value: "" }];
}
