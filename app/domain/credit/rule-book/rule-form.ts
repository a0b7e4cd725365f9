import {
  measureKinds,
  misconductClasses,
  procedureLimitCodes,
  type MeasureKind,
  type MisconductClass,
  type ProcedureLimitCode,
} from "#db/schema/vocabulary.ts";
import type { Part } from "./diff.ts";
import type { RuleBook } from "./queries.server.ts";

type Values = Record<string, string | string[]>;

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
const flag = (value: boolean): string => (value ? "on" : "");

/** A rule of a book as its form shows it; undefined where the book has none of that name. `new` is an offence to be. */
export function ruleValues(book: RuleBook, part: Part, key: string): Values | undefined {
  switch (part) {
    case "offences":
      return key === "new" ? {} : offenceValues(book.offences.find(({ code }) => code === key));
    case "measures": {
      const row = book.measures.find(({ kind }) => kind === key);
      return (
        row && {
          running: row.running,
          hearing: flag(row.hearing),
          repairAfterDays: text(row.repairAfterDays),
          rectifyDays: text(row.rectifyDays),
          decidedBy: text(row.decidedBy),
        }
      );
    }
    case "publications": {
      const row = book.publications.find((one) => one.class === key);
      return (
        row && {
          published: flag(row.published),
          minDays: text(row.minDays),
          maxDays: text(row.maxDays),
          recordDays: text(row.recordDays),
        }
      );
    }
    case "limits": {
      const row = book.limits.find(({ code }) => code === key);
      return (
        row && {
          days: text(row.days),
          working: flag(row.working),
          basisZh: row.basisZh,
          basisEn: row.basisEn,
        }
      );
    }
  }
}

function offenceValues(row: RuleBook["offences"][number] | undefined): Values | undefined {
  if (!row) return undefined;
  const { measures, ...words } = row;
  const values: Values = Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, text(value)]),
  );
  for (const { kind, minDays, maxDays } of measures) {
    values[`kind.${kind}`] = "on";
    values[`min.${kind}`] = text(minDays);
    values[`max.${kind}`] = text(maxDays);
  }
  return values;
}

/** The measures that a posted form allows, in the order of its input. */
export const allowedKinds = (form: FormData): MeasureKind[] =>
  measureKinds.filter((kind) => form.get(`kind.${kind}`) === "on");

/** A posted form as the input of its part. */
export function ruleInput(part: Part, key: string, form: FormData): Record<string, unknown> {
  const value = (name: string): string => {
    const given = form.get(name);
    return typeof given === "string" ? given.trim() : "";
  };
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, value(name)]));
  const on = (name: string): boolean => value(name) === "on";
  switch (part) {
    case "offences":
      return {
        ...named(["category", "gravest", "nameZh", "nameEn", "descriptionZh", "descriptionEn"]),
        ...named(["basisZh", "basisEn"]),
        code: key === "new" ? value("code") : key,
        measures: allowedKinds(form).map((kind) => ({
          kind,
          minDays: value(`min.${kind}`),
          maxDays: value(`max.${kind}`),
        })),
      };
    case "measures":
      return {
        ...named(["running", "repairAfterDays", "rectifyDays", "decidedBy"]),
        hearing: on("hearing"),
      };
    case "publications":
      return { ...named(["minDays", "maxDays", "recordDays"]), published: on("published") };
    case "limits":
      return { ...named(["days", "basisZh", "basisEn"]), working: on("working") };
  }
}

export const partNamed = (name: string): Part | undefined =>
  (["offences", "measures", "publications", "limits"] as const).find((part) => part === name);

export const kindNamed = (name: string): MeasureKind | undefined => measureKinds.find((one) => one === name);
export const classNamed = (name: string): MisconductClass | undefined =>
  misconductClasses.find((one) => one === name);
export const limitNamed = (name: string): ProcedureLimitCode | undefined =>
  procedureLimitCodes.find((one) => one === name);
