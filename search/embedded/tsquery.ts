import type { Weight } from "../engine.ts";
import type { Alternative, Understood, Unit } from "../language/understanding.ts";
import type { Lexeme } from "../language/tokens.ts";

/**
 * Text of `tsquery` values, built from quoted lexemes only: nothing that a person typed is ever parsed as an operator.
 */
function lexeme({ text, prefix }: Lexeme, weights: string): string {
  const quoted = text.replaceAll("\\", "\\\\").replaceAll("'", "''");
  return `'${quoted}'${prefix || weights ? `:${prefix ? "*" : ""}${weights}` : ""}`;
}

/** The lexemes in a row. */
export const phrase = (lexemes: readonly Lexeme[], weights = ""): string =>
  lexemes.length === 1 && lexemes[0]
    ? lexeme(lexemes[0], weights)
    : `(${lexemes.map((one) => lexeme(one, weights)).join("<->")})`;

const combine = (parts: readonly string[], operator: "&" | "|"): string =>
  parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(operator)})`;

const titleWeights = "AB";

function alternativesOf(alternatives: readonly Alternative[], weights: string): string {
  const texts = alternatives
    .filter(({ lexemes }) => lexemes.length > 0)
    .map(({ lexemes }) => phrase(lexemes, weights));
  return combine([...new Set(texts)], "|");
}

/** A document that holds the unit in any way; with `weights` only in those fields. */
export const unitQuery = (unit: Unit, weights = ""): string => alternativesOf(unit.alternatives, weights);

/** All units, or what stands for several of them at once. */
export function allUnits(understood: Understood, exactOnly = false, weights = ""): string {
  const { units, joins } = understood;
  const parts: string[] = [];
  for (let i = 0; i < units.length; ) {
    const join = exactOnly ? undefined : joins.find((one) => one.from === i);
    const own = units.slice(i, join?.to ?? i + 1).map((unit) => unitText(unit, exactOnly, weights));
    const together = combine(own, "&");
    parts.push(join ? combine([together, phrase(join.alternative.lexemes, weights)], "|") : together);
    i = join?.to ?? i + 1;
  }
  return combine(parts, "&");
}

function unitText(unit: Unit, exactOnly: boolean, restricted: string): string {
  const weights = unit.place ? "" : restricted;
  const exact = unit.alternatives.filter(({ how }) => !exactOnly || how === "exact" || how === "synonym");
  return alternativesOf(exact.length > 0 ? exact : unit.alternatives, weights);
}

/** The tests that ranking makes beside matching; absent where they say nothing. */
export interface RankQueries {
  match: string;
  codes?: string;
  titleUnits: string;
  titlePhrase?: string;
  phrase?: string;
  hints?: string;
}

export function rankQueries(understood: Understood): RankQueries {
  const { units, codes, hints, phrase: whole } = understood;
  const match = units.length > 0 ? allUnits(understood) : "";
  const codeQuery =
    codes.length > 0
      ? combine(
          codes.map((one) => lexeme(one, "")),
          "|",
        )
      : undefined;
  const contiguous = whole ?? (units.length === 1 ? units[0]?.alternatives[0]?.lexemes : undefined);
  return {
    match: codeQuery && match ? combine([match, codeQuery], "|") : (codeQuery ?? match),
    ...(codeQuery && { codes: codeQuery }),
    titleUnits: match ? allUnits(understood, true, titleWeights) : "",
    ...(hints.length > 0 && {
      hints: combine(
        hints.map((one) => phrase(one, titleWeights)),
        "|",
      ),
    }),
    ...(contiguous && { phrase: phrase(contiguous), titlePhrase: phrase(contiguous, titleWeights) }),
  };
}

/** Anywhere, and in titles and keywords, for one unit of the widened search. */
export const widenedQueries = (unit: Unit): { any: string; title: string } => ({
  any: unitQuery(unit),
  title: unitQuery(unit, unit.place ? "" : titleWeights),
});

/** A weighted part of a document: its tokens or codes. */
export interface WeightedText {
  weight: Weight;
  tokens: readonly string[];
}

const positionLimit = 16_000;
const positionsPerToken = 200;
const gap = 10;

/** The text of a `tsvector`: parts one after the other, far enough apart that no phrase spans two. */
export function tsvectorText(parts: readonly WeightedText[]): string {
  const places = new Map<string, string[]>();
  let position = 1;
  for (const { weight, tokens } of parts) {
    for (const token of tokens) {
      if (position > positionLimit) break;
      const known = places.get(token) ?? [];
      if (known.length < positionsPerToken) known.push(`${position}${weight}`);
      places.set(token, known);
      position++;
    }
    position += gap;
  }
  return [...places]
    .map(([token, at]) => `'${token.replaceAll("\\", "\\\\").replaceAll("'", "''")}':${at.join(",")}`)
    .join(" ");
}
