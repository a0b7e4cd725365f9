import { z } from "zod";
import type { ImportIssue } from "#db/schema/imports.ts";
import { codeErrorMap } from "#app/runtime/validation.ts";
import { facilityShape } from "../facility-inputs.ts";
import { commonShape } from "../inputs.ts";
import { text } from "../../values.ts";
import { type Derived, fieldOf, type Format, type FormatField } from "./format.ts";
import type { Mapping } from "./headers.ts";
import { isWarning } from "./issues.ts";
import {
  addPatch,
  applyPatch,
  blankRecord,
  type FacilityPatch,
  type FacilityRecord,
  mergePatches,
} from "./record.ts";
import type { Words } from "./words.ts";

/** One row as the file has it: its number in a spreadsheet, its cells by header. */
export interface RawRow {
  row: number;
  raw: Record<string, string>;
}

/** What a row says, and what is wrong with it. */
export interface ExaminedRow extends RawRow {
  innerId: string;
  outcome: "ready" | "warning" | "error";
  issues: ImportIssue[];
  patch: FacilityPatch;
  /** Field key → the parts of the record that its cell sets. */
  sets: ReadonlyMap<string, readonly (keyof FacilityRecord)[]>;
  derived: readonly Derived[];
}

/** How to read a file: its format, what its columns are, and the names of codes. */
export interface Lens {
  format: Format;
  mapping: Mapping;
  words: Words;
  /** Each field of the format with the header under which the file has it, if it has it. */
  columns: readonly { field: FormatField; header: string | undefined }[];
  /** Field key → the file's header for it, if it has one. */
  headerOf(key: string): string | undefined;
  /** The same, else the format's own name for the field. */
  nameOf(key: string): string;
}

/** The lens for a file whose columns mean what `mapping` says. */
export function makeLens(format: Format, mapping: Mapping, words: Words): Lens {
  const headers = new Map(Object.entries(mapping).map(([header, key]) => [key, header]));
  const columns = format.fields.map((field) => ({ field, header: headers.get(field.key) }));
  const headerOf = (key: string) => headers.get(key);
  const nameOf = (key: string) => headers.get(key) ?? fieldOf(format, key)?.headers[0] ?? key;
  return { format, mapping, words, columns, headerOf, nameOf };
}

const keptLength = 2000;
const shownLength = 200;

const patchInput = z
  .strictObject({ ...commonShape, ...facilityShape, interchange: z.record(z.string(), text(keptLength)) })
  .partial();

const spreadsheetError = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|ERROR!)$/;

/** Reads one row: cell by cell, then the format's rules over several columns, then the catalogue's own limits. */
export function examineRow({ row, raw }: RawRow, lens: Lens): ExaminedRow {
  const { cells, issues, sets, patch } = readCells(raw, lens);
  const complain = (key: string, code: string) =>
    void issues.push({ column: lens.nameOf(key), code, value: clip(cells.get(key) ?? "") });
  const checked = lens.format.check({ patch, cells, words: lens.words });
  for (const { field, code } of checked.findings) complain(field, code);
  const valid = patchInput.safeParse(checked.patch, { error: codeErrorMap });
  for (const issue of valid.error?.issues ?? []) {
    const key = fieldThatSets(sets, String(issue.path[0]), String(issue.path[1] ?? ""));
    if (!issues.some(({ column }) => column === lens.headerOf(key))) complain(key, codeOf(issue));
  }
  const worst = issues.some(({ code }) => !isWarning(code))
    ? "error"
    : issues.length > 0
      ? "warning"
      : "ready";
  return {
    row,
    raw,
    innerId: checked.patch.innerId ?? "",
    outcome: worst,
    issues,
    patch: valid.data ?? {},
    sets,
    derived: checked.derived ?? [],
  };
}

function readCells(raw: Record<string, string>, { columns, words }: Lens) {
  const cells = new Map<string, string>();
  const sets = new Map<string, (keyof FacilityRecord)[]>();
  const issues: ImportIssue[] = [];
  const patch: FacilityPatch = {};
  for (const { field, header } of columns) {
    const cell = header === undefined ? "" : tidy(raw[header] ?? "");
    const column = header ?? field.headers[0];
    if (cell === "") {
      if (field.required) issues.push({ column, code: "required", value: "" });
      continue;
    }
    cells.set(field.key, cell);
    const reading = spreadsheetError.test(cell)
      ? { error: "spreadsheet_error" }
      : field.read(cell, words, column);
    if ("error" in reading) {
      issues.push({ column, code: reading.error, value: clip(cell) });
      continue;
    }
    if (reading.warning) issues.push({ column, code: reading.warning, value: clip(cell) });
    sets.set(field.key, keysOf(reading.set));
    addPatch(patch, reading.set);
  }
  return { cells, sets, issues, patch };
}

const tidy = (cell: string): string => (cell.includes("\r") ? cell.replace(/\r\n?/g, "\n") : cell).trim();

/** A character of two halves is not cut into them: the database takes no half. */
const clip = (text: string): string =>
  text.length > shownLength ? `${text.slice(0, shownLength).toWellFormed()}…` : text;

function keysOf({ place, ...rest }: FacilityPatch): (keyof FacilityRecord)[] {
  const keys = Object.keys(rest).filter(isRecordKey);
  return place ? [...keys, "regionCode"] : keys;
}

const blank = blankRecord("");
const isRecordKey = (key: string): key is keyof FacilityRecord => key in blank;

function fieldThatSets(sets: ExaminedRow["sets"], key: string, within: string): string {
  if (key === "interchange" && sets.has(within)) return within;
  for (const [field, keys] of sets) if (keys.some((one) => one === key)) return field;
  return key;
}

/** The code, with its numbers, of what the catalogue's schema found; of a choice between forms, the one that was meant. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_union") return issue.message;
  const meant = issue.errors
    .flat()
    .map(codeOf)
    .find((code) => code !== "not_an_option");
  return meant ?? issue.message;
}

export type Change =
  | { kind: "create"; record: FacilityRecord }
  | { kind: "update"; patch: FacilityPatch; record: FacilityRecord; columns: string[] }
  | { kind: "unchanged" };

/**
 * What a row without errors does to what is stored. A column changes a facility only when the format would write
 * something else for it afterwards: a form that takes two decimals never rounds a value that has six.
 */
export function planChange(
  row: ExaminedRow,
  current: FacilityRecord | undefined,
  lens: Lens,
  ownerRegion: string,
): Change {
  if (!current) {
    const extras = row.derived.reduce<FacilityPatch>((all, { set }) => mergePatches(all, set), {});
    return { kind: "create", record: applyPatch(blankRecord(ownerRegion), mergePatches(extras, row.patch)) };
  }
  const candidate = applyPatch(current, row.patch);
  const changed = lens.format.fields.filter(
    (field) =>
      row.sets.has(field.key) && cellOf(field, current, lens.words) !== cellOf(field, candidate, lens.words),
  );
  if (changed.length === 0) return { kind: "unchanged" };
  const columns = changed.map(({ key }) => key);
  const keys = new Set(columns.flatMap((key) => row.sets.get(key) ?? []));
  let patch: FacilityPatch = Object.fromEntries(
    Object.entries(row.patch).filter(([key]) => isRecordKey(key) && keys.has(key)),
  );
  for (const { from, set } of row.derived)
    if (from !== null && columns.includes(from)) patch = mergePatches(set, patch);
  return { kind: "update", patch, record: applyPatch(current, patch), columns };
}

/** What an export writes for a field: as the format says, with one kind of line end. */
export function cellOf(field: FormatField, record: FacilityRecord, words: Words): string {
  return tidy(field.write(record, words));
}
