import type { OffenceRule, RuleBook } from "./queries.server.ts";

export type Part = "offences" | "measures" | "publications" | "limits";

export type RuleValue = string | number | boolean | null | readonly string[] | OffenceRule["measures"];

/** A field of a rule that reads differently in two books. */
export interface FieldChange {
  field: string;
  was: RuleValue;
  is: RuleValue;
}

/** What differs in one rule between two books. */
export interface RuleChange {
  part: Part;
  key: string;
  /** Of an offence: what it is called, in the newer book if it is still there. */
  name?: { zh: string; en: string };
  change: "added" | "removed" | "changed";
  fields: FieldChange[];
}

type Rules = ReadonlyMap<string, Readonly<Record<string, RuleValue>>>;

const keyed = <T extends object>(rows: readonly T[], key: (row: T) => string): Rules =>
  new Map(rows.map((row) => [key(row), Object.fromEntries(Object.entries(row))]));

const parts = (book: RuleBook): Record<Part, Rules> => ({
  offences: keyed(book.offences, ({ code }) => code),
  measures: keyed(book.measures, ({ kind }) => kind),
  publications: keyed(book.publications, (row) => row.class),
  limits: keyed(book.limits, ({ code }) => code),
});

/** What a newer rule book says that an older one does not, and the other way round, rule by rule. */
export function diffBooks(older: RuleBook, newer: RuleBook): RuleChange[] {
  const [before, after] = [parts(older), parts(newer)];
  return (["offences", "measures", "publications", "limits"] as const).flatMap((part) =>
    [...new Set([...before[part].keys(), ...after[part].keys()])].toSorted().flatMap((key): RuleChange[] => {
      const [was, is] = [before[part].get(key), after[part].get(key)];
      const name = nameOf(is ?? was);
      if (!was || !is) return [{ part, key, ...name, change: is ? "added" : "removed", fields: [] }];
      const fields = Object.entries(is).flatMap(([field, value]): FieldChange[] => {
        const before = was[field] ?? null;
        return same(before, value) ? [] : [{ field, was: before, is: value }];
      });
      return fields.length > 0 ? [{ part, key, ...name, change: "changed", fields }] : [];
    }),
  );
}

function nameOf(row: Readonly<Record<string, RuleValue>> | undefined): Pick<RuleChange, "name"> {
  const [zh, en] = [row?.nameZh, row?.nameEn];
  return typeof zh === "string" && typeof en === "string" ? { name: { zh, en } } : {};
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
