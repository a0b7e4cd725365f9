import type { FormatField } from "./format.ts";
import type { FacilityPatch, FacilityRecord } from "./record.ts";
import { readAmount, writeAmount } from "#app/runtime/tables/amount.ts";
import { readDate } from "#app/runtime/tables/dates.ts";

type KeyOf<T> = {
  [K in keyof FacilityRecord]-?: FacilityRecord[K] extends T ? K : never;
}[keyof FacilityRecord];
type TextKey = Extract<
  { [K in keyof FacilityRecord]-?: string extends FacilityRecord[K] ? K : never }[keyof FacilityRecord],
  string
>;
type DateKey = "commissionedOn" | "decommissionedOn" | "customsReleasedOn";
type CountKey = "yearHours" | "yearSharedHours" | "latitude" | "longitude";
type Headers = FormatField["headers"];

const one = <K extends keyof FacilityRecord>(key: K, value: FacilityRecord[K]): FacilityPatch => {
  const patch: FacilityPatch = {};
  patch[key] = value;
  return patch;
};

/** A text as it stands; line ends become one kind. */
export function textField(
  key: string,
  target: TextKey,
  headers: Headers,
  options: Pick<FormatField, "required"> = {},
): FormatField {
  return {
    key,
    headers,
    ...options,
    read: (cell) => ({ set: one(target, cell) }),
    write: (record) => record[target] ?? "",
  };
}

/** A column of a standard that the market has no use for; kept so that an export gives it back. */
export function keptField(
  key: string,
  headers: Headers,
  check: (cell: string) => { warning?: string; error?: string } = () => ({}),
): FormatField {
  return {
    key,
    headers,
    read: (cell) => {
      const { error, warning } = check(cell);
      if (error) return { error };
      return { set: { interchange: { [key]: cell } }, ...(warning ? { warning } : {}) };
    },
    write: (record) => record.interchange[key] ?? "",
  };
}

export function dateField(key: string, target: DateKey, headers: Headers): FormatField {
  return {
    key,
    headers,
    read: (cell) => {
      const found = readDate(cell);
      if (found === "not_date") return { error: "not_date" };
      return { set: one(target, found.date), ...(found.dayMissing ? { warning: "day_missing" } : {}) };
    },
    write: (record) => record[target] ?? "",
  };
}

/** Purchase value; `unit` is what a number without a unit counts in, and what exports write. */
export function worthField(key: string, headers: Headers, unit: "万元" | "元", places: number): FormatField {
  return {
    key,
    headers,
    read: (cell, _, header) => {
      const found = readAmount(cell, unit);
      if (found === "not_amount") return { error: "not_amount" };
      return {
        set: { worth: found.fen },
        ...(found.unitMissing && !saysUnit(unit, header) ? { warning: "unit_missing" } : {}),
      };
    },
    write: ({ worth }) => (worth === null ? "" : roundedAmount(worth, unit, places)),
  };
}

/** The official form counts in 万元, whatever a copy of it calls the column. */
const saysUnit = (unit: string, header: string): boolean => unit === "万元" || /元|yuan/i.test(header);

/** An official form that takes two decimals of 万元 is given two; see `unchanged` for why nothing is lost by it. */
function roundedAmount(fen: number, unit: "万元" | "元", places: number): string {
  const step = 10 ** ((unit === "万元" ? 6 : 2) - places);
  return writeAmount(Math.round(fen / step) * step, unit);
}

/** A number in plain digits, seven decimals at most (a centimetre on the ground). */
export const decimal = (value: number): string =>
  value
    .toFixed(7)
    .replace(/\.?0+$/, "")
    .replace(/^-0$/, "0");

export function countField(key: string, target: CountKey, headers: Headers, whole = true): FormatField {
  return {
    key,
    headers,
    read: (cell) => {
      const plain = cell.normalize("NFKC").replace(/[\s,]|小时|[hH]$/g, "");
      if (!/^-?\d{1,12}(\.\d{1,15})?$/.test(plain)) return { error: "not_number" };
      const value = Number(plain);
      if (!whole || Number.isInteger(value)) return { set: one(target, value) };
      return { set: one(target, Math.round(value)), warning: "rounded" };
    },
    write: (record) => (record[target] === null ? "" : decimal(record[target])),
  };
}

const affirmative = /^(是|有|y|yes|true|1|√)$/i;
const negative = /^(否|无|没有|n|no|false|0|×)$/i;

export function yesNoField(
  key: string,
  target: "customsSupervised",
  headers: Headers,
  [yes, no]: readonly [string, string],
): FormatField {
  return {
    key,
    headers,
    read: (cell) => {
      if (affirmative.test(cell)) return { set: one(target, true) };
      return negative.test(cell) ? { set: one(target, false) } : { error: "not_yes_no" };
    },
    write: (record) => (record[target] ? yes : no),
  };
}

/** Names of the values of a closed list: the first is written, all are understood, and so is the value itself. */
export type Labels<T extends string> = Readonly<Record<T, readonly string[]>>;

const plain = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** Reads a name of one of the values; of two values with the same name the first is meant. */
function namesIn<T extends string>(labels: Labels<T>): (written: string) => T | undefined {
  const byName = new Map<string, T>();
  const values = Object.keys(labels).filter((value): value is T => value in labels);
  for (const value of values)
    for (const name of [value, ...labels[value].map(plain)]) if (!byName.has(name)) byName.set(name, value);
  return (written) => byName.get(plain(written));
}

type ChoiceKey = "carrier" | "source" | "instrumentType" | "runState";

/** One of a closed list. `code: true` writes our own value instead of a label. */
export function choiceField<K extends ChoiceKey>(
  key: string,
  target: K,
  headers: Headers,
  labels: Labels<FacilityRecord[K]>,
  code = false,
): FormatField {
  const named = namesIn(labels);
  return {
    key,
    headers,
    read: (cell) => {
      const value = named(cell);
      return value === undefined ? { error: "unknown_choice" } : { set: one(target, value) };
    },
    write: (record) => (code ? record[target] : (labels[record[target]][0] ?? "")),
  };
}

type ChoicesKey = "fundingSources" | "serviceWays";

/** Several of a closed list, separated by commas or semicolons. */
export function choicesField<T extends string, K extends ChoicesKey & KeyOf<T[]>>(
  key: string,
  target: K,
  headers: Headers,
  labels: Labels<T>,
  set: (values: T[]) => FacilityPatch,
  code = false,
): FormatField {
  const named = namesIn(labels);
  return {
    key,
    headers,
    read: (cell) => {
      const found = splitList(cell, named);
      return found ? { set: set(found) } : { error: "unknown_choice" };
    },
    write: (record) => {
      const values: readonly string[] = record[target];
      return values
        .map((value) => (code ? value : (labelOf(labels, named(value)) ?? value)))
        .join(code ? "," : "，");
    },
  };
}

const labelOf = <T extends string>(labels: Labels<T>, value: T | undefined): string | undefined =>
  value && labels[value][0];

/** Disciplines, by name or code. */
export function disciplinesField(key: string, headers: Headers, code = false): FormatField {
  return {
    key,
    headers,
    read: (cell, words) => {
      const found = splitList(cell, words.fieldCode);
      return found ? { set: { fieldCodes: found } } : { error: "unknown_field" };
    },
    write: (record, words) =>
      record.fieldCodes.map((one) => (code ? one : words.fieldName(one))).join(code ? "," : "，"),
  };
}

/**
 * The items of a list, each through `read`; undefined when one is unknown. `、` separates only where the item as a
 * whole is unknown, because names of disciplines contain it.
 */
function splitList<T>(cell: string, read: (item: string) => T | undefined): T[] | undefined {
  const values = new Set<T>();
  for (const item of cell
    .split(/[,，;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const whole = read(item);
    const parts = whole === undefined ? item.split("、").map((part) => read(part.trim())) : [whole];
    for (const part of parts) {
      if (part === undefined) return undefined;
      values.add(part);
    }
  }
  return [...values];
}
