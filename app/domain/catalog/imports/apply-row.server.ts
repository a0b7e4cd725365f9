import type { ImportIssue } from "#db/schema/imports.ts";
import { facility } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { updateRows } from "#db/update-rows.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudits } from "#app/domain/move.server.ts";
import { type Problem, refuse, type Result } from "#app/runtime/problem.ts";
import { issueText } from "#app/runtime/validation.ts";
import { calendarDay } from "../days.ts";
import { notPublishable } from "../facts.server.ts";
import { createListings } from "../create-listing.server.ts";
import { recallListing } from "../recall-listing.server.ts";
import { submitListing } from "../submit-listing.server.ts";
import { type Save, updateListings } from "../update-listing.server.ts";
import type { CurrentFacility } from "./current.server.ts";
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
    return Object.keys(interchange).length > 0 ? [{ listingId: id, interchange }] : [];
  });
  await updateRows(tx, facility, "listingId", kept);
}

/** A list has thousands of newcomers that lack a price; they are told so without asking the database. */
async function submitNew(ctx: Context, record: FacilityRecord, made: { id: string; version: number }) {
  const owner = ctx.actor.organization ?? { verified: false };
  const reasons = newcomerReasons(record, owner, calendarDay(ctx.clock.now()));
  if (reasons.length > 0) return { version: made.version, issues: problemIssues(notPublishable(reasons)) };
  return trySubmit(ctx, made);
}

/** One facility that changes: what it is now, and what it is to say. */
export interface Update {
  current: CurrentFacility;
  patch: FacilityPatch;
  /** All that it keeps of other formats' columns, where that is to change. */
  interchange: Record<string, string> | undefined;
}

/** Changes facilities, in the same order: all, or none and the first refusal leaves `transact`. */
export async function updateAll(
  tx: Tx,
  ctx: Context,
  updates: readonly Update[],
  { submit }: Pick<Where, "submit">,
): Promise<Applied[]> {
  const inner: Context = { ...ctx, db: tx };
  const versions = await saveAll(tx, inner, updates);
  const applied: Applied[] = [];
  for (const [at, { current, patch }] of updates.entries()) {
    const { id, state } = current.row;
    const wanted = state === "submitted" || (submit && (state === "draft" || state === "returned"));
    const now = { id, version: versions[at] ?? 0 };
    const { version, issues } = wanted ? await trySubmit(inner, now) : { version: now.version, issues: [] };
    const values = Object.fromEntries(
      Object.keys(patch).map((key) => [key, Reflect.get(current.record, key)]),
    );
    applied.push({ outcome: "updated", listingId: id, before: { version, values }, issues });
  }
  return applied;
}

/**
 * Has facilities say what their patches say, and answers their versions. What a moderator has on the desk is taken back
 * first, so that they decide on the latest; whether it goes there again is the caller's to say.
 */
export async function saveAll(tx: Tx, ctx: Context, updates: readonly Update[]): Promise<number[]> {
  const inner: Context = { ...ctx, db: tx };
  const saves: Save[] = [];
  for (const { current, patch } of updates) {
    const { id, state, version } = current.row;
    const recalled = state === "submitted" ? demand(await recallListing(inner, { id })).version : version;
    const { common, part } = splitPatch(patch);
    saves.push({ id, input: { version: recalled, ...common, facility: part } });
  }
  const versions = demand(await updateListings(inner, saves));
  await writeInterchanges(tx, ctx, updates);
  return versions;
}

/** Other formats' columns are no part of what readers see: no version, but a line in the audit log. */
async function writeInterchanges(tx: Tx, ctx: Context, updates: readonly Update[]): Promise<void> {
  const changes = updates.flatMap(({ current: { row, record }, interchange }) => {
    if (!interchange) return [];
    const names = [...new Set([...Object.keys(interchange), ...Object.keys(record.interchange)])];
    const changed = names.filter((name) => interchange[name] !== record.interchange[name]);
    return changed.length > 0 ? [{ listingId: row.id, interchange, changed }] : [];
  });
  await updateRows(
    tx,
    facility,
    "listingId",
    changes.map(({ listingId, interchange }) => ({ listingId, interchange })),
  );
  const facts = changes.map(({ listingId, changed }) => ({
    ...{ entity: "facility", entityId: listingId, transition: "edit", detail: { interchange: changed } },
  }));
  await recordAudits(tx, ctx, facts);
}

/** Submits what may be published; what may not stays a draft, with the reasons as findings of its row. */
async function trySubmit(ctx: Context, { id, version }: { id: string; version: number }) {
  const result = await submitListing(ctx, { id });
  if (result.ok) return { version: result.value.version, issues: [] };
  return { version, issues: problemIssues(result.problem) };
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
