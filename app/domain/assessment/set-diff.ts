/** What two versions of the rules say differently. */
export interface Difference {
  /** An indicator's code; null for a number of the version itself. */
  indicator: string | null;
  /** Named by `assessment:field`; `indicator` for a whole one that came or went. */
  field: string;
  before: string | null;
  after: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The numbers of a version that are compared, in the order in which they are shown. */
export const setFields = [
  "basis",
  "validFrom",
  "excellentFrom",
  "goodFrom",
  "qualifiedFrom",
  "praiseCount",
  "cardCount",
  "delistAfterYears",
  "rewardWeightExcellent",
  "rewardWeightGood",
  "rewardCap",
  "subsidyFormula",
  "subsidyCap",
] as const;

export const indicatorFields = [
  "kind",
  "nameZh",
  "nameEn",
  "formula",
  "floor",
  "ceiling",
  "points",
  "sharing",
] as const;

/** Everything that changed from one version to the next: its numbers, then its indicators by code. */
export function differencesOf(
  before: { set: Fields; indicators: readonly (Fields & { code: string })[] },
  after: { set: Fields; indicators: readonly (Fields & { code: string })[] },
): Difference[] {
  const old = new Map(before.indicators.map((row) => [row.code, row]));
  const fresh = new Map(after.indicators.map((row) => [row.code, row]));
  const codes = [...new Set([...fresh.keys(), ...old.keys()])];
  return [
    ...changed(null, before.set, after.set, setFields),
    ...codes.flatMap((code) => {
      const [was, is] = [old.get(code), fresh.get(code)];
      if (was && is) return changed(code, was, is, indicatorFields);
      const row = { indicator: code, field: "indicator" };
      return [{ ...row, before: was ? code : null, after: is ? code : null }];
    }),
  ];
}

const changed = (
  indicator: string | null,
  before: Fields,
  after: Fields,
  fields: readonly string[],
): Difference[] =>
  fields.flatMap((field) => {
    const [was, is] = [String(before[field]), String(after[field])];
    return was === is ? [] : [{ indicator, field, before: was, after: is }];
  });
