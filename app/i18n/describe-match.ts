import type { TFunction } from "i18next";
import type { MatchReason } from "#app/domain/demands/matching/score.ts";
import type { Locale } from "./locales.ts";

/** Why something matched, in one sentence of the reader's language. */
export function describeMatch(
  t: TFunction,
  locale: Locale,
  { code, params, names = [] }: MatchReason,
): string {
  const english = locale === "en";
  const said = names.map(({ zh, en }) => (english ? en || zh : zh)).join(english ? ", " : "、");
  const terms =
    typeof params.terms === "string" && english ? params.terms.replaceAll("、", ", ") : params.terms;
  const way = params.way === undefined ? "" : t(`catalog:option.demandWays.${params.way}`);
  return t(`demands:reason.${code}`, { ...params, names: said, terms, way });
}
