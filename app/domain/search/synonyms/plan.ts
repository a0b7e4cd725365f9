import { fold } from "#search/language/normalise.ts";
import { atomsOf } from "#search/language/tokens.ts";
import { fewestTerms, longestTerm, mostTerms, sameTerm } from "./policy.ts";

/** What is wrong with a line of the file; `code` is a key below `synonyms:lineError`. */
export interface LineError {
  line: number;
  code: "unknown_group" | "twice" | "bad_group" | "too_few" | "too_many" | "too_long" | "no_word";
  params: Record<string, string | number>;
}

export interface PlannedEdit {
  line: number;
  /** Null: a new group. */
  group: number | null;
  before: string[];
  after: string[];
}

/** A word that would then stand in two groups, whose meanings it joins. */
export interface Doubt {
  line: number;
  term: string;
  /** The other group; null when it is a new one of the same file. */
  group: number | null;
}

export interface Plan {
  edits: PlannedEdit[];
  doubts: Doubt[];
  same: number;
  errors: LineError[];
}

/** What the first column is called, by our own export and by people. */
const heads = /^(?:组号|序号|编号|no\.?|number|group)$/i;

/** Compares the lines of a file (number, then terms) with the groups there are. The first line may name the columns. */
export function planEdits(
  rows: readonly (readonly string[])[],
  groups: ReadonlyMap<number, readonly string[]>,
): Plan {
  const plan: Omit<Plan, "doubts"> = { edits: [], same: 0, errors: [] };
  const seen = new Set<number>();
  rows.forEach((row, i) => {
    const [number = "", ...cells] = row.map((cell) => cell.replace(/\s+/g, " ").trim());
    const written = cells.filter(Boolean);
    if (number === "" && written.length === 0) return;
    if (i === 0 && heads.test(number)) return;
    // What is as it was is not judged: some groups are older than the rules.
    const known =
      /^\d{1,9}$/.test(number) && !seen.has(Number(number)) ? groups.get(Number(number)) : undefined;
    if (known && sameList(known, written)) {
      seen.add(Number(number));
      plan.same++;
      return;
    }
    const terms = distinct(written);
    const error = errorOf(number, terms, groups, seen);
    if (error) plan.errors.push({ line: i + 1, ...error });
    else if (number === "") plan.edits.push({ line: i + 1, group: null, before: [], after: terms });
    else {
      const group = Number(number);
      const before = [...(groups.get(group) ?? [])];
      seen.add(group);
      plan.edits.push({ line: i + 1, group, before, after: terms });
    }
  });
  return { ...plan, doubts: doubtsOf(plan.edits, groups) };
}

/** The new words of the file that another group holds once everything is imported. */
function doubtsOf(edits: readonly PlannedEdit[], groups: ReadonlyMap<number, readonly string[]>): Doubt[] {
  const edited = new Set(edits.map(({ group }) => group));
  const untouched = [...groups].filter(([group]) => !edited.has(group));
  const holders = new Map<string, { group: number | null; line?: number }[]>();
  const note = (term: string, holder: { group: number | null; line?: number }) => {
    const key = fold(term).trim();
    holders.set(key, [...(holders.get(key) ?? []), holder]);
  };
  for (const [group, terms] of untouched) for (const term of terms) note(term, { group });
  for (const { line, group, after } of edits) for (const term of after) note(term, { group, line });
  return edits.flatMap(({ line, before, after }) =>
    after
      .filter((term) => !before.includes(term))
      .flatMap((term) => {
        const other = holders.get(fold(term).trim())?.find((one) => one.line !== line);
        return other ? [{ line, term, group: other.group }] : [];
      }),
  );
}

function errorOf(
  number: string,
  terms: readonly string[],
  groups: ReadonlyMap<number, readonly string[]>,
  seen: ReadonlySet<number>,
): Omit<LineError, "line"> | undefined {
  if (number !== "") {
    if (!/^\d{1,9}$/.test(number)) return { code: "bad_group", params: { group: number } };
    if (!groups.has(Number(number))) return { code: "unknown_group", params: { group: number } };
    if (seen.has(Number(number))) return { code: "twice", params: { group: number } };
    if (terms.length === 0) return undefined;
  }
  if (terms.length < fewestTerms) return { code: "too_few", params: {} };
  if (terms.length > mostTerms) return { code: "too_many", params: {} };
  const long = terms.find((term) => [...term].length > longestTerm);
  if (long) return { code: "too_long", params: { term: long } };
  const wordless = terms.find(saysNothing);
  return wordless ? { code: "no_word", params: { term: wordless } } : undefined;
}

function saysNothing(term: string): boolean {
  const [only, ...more] = atomsOf(fold(term));
  return !only || (more.length === 0 && !only.han && /^\p{L}$/u.test(only.text));
}

/** Whether two lists hold the same terms in the same order. */
export const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((term, i) => term === b[i]);

const distinct = (terms: readonly string[]): string[] =>
  terms.filter((term, i) => terms.findIndex((other) => sameTerm(other, term)) === i);
