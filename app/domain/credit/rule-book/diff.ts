import type { RuleBook } from "./queries.server.ts";

export type Part = "offences" | "measures" | "publications" | "limits";

/** What differs in one rule between two books; `fields` are the names of what changed. */
export interface RuleChange {
  part: Part;
  key: string;
  change: "added" | "removed" | "changed";
  fields: string[];
}

type Rules = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

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
      if (!was || !is) return [{ part, key, change: is ? "added" : "removed", fields: [] }];
      const fields = Object.keys(is).filter((name) => !same(was[name], is[name]));
      return fields.length > 0 ? [{ part, key, change: "changed", fields }] : [];
    }),
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
