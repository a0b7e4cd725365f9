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

/** How lexemes of one word or name belong together: in a row, or somewhere in the same document. */
type Binding = "<->" | "&";

/** The lexemes in a row. */
export const phrase = (lexemes: readonly Lexeme[], weights = "", binding: Binding = "<->"): string =>
  lexemes.length === 1 && lexemes[0]
    ? lexeme(lexemes[0], weights)
    : `(${lexemes.map((one) => lexeme(one, weights)).join(binding)})`;

const combine = (parts: readonly string[], operator: "&" | "|"): string =>
  parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(operator)})`;

const titleWeights = "AB";

function alternativesOf(alternatives: readonly Alternative[], weights: string, binding?: Binding): string {
  const alone = alternatives.flatMap(({ lexemes: [only, ...others] }) =>
    only && others.length === 0 ? [only] : [],
  );
  const isEnough = ({ text, prefix }: Lexeme) =>
    alone.some((one) => one.text === text && (one.prefix || !prefix));
  // A phrase that holds a word which is enough by itself finds nothing more.
  const telling = alternatives.filter(
    ({ lexemes }) => lexemes.length === 1 || (lexemes.length > 1 && !lexemes.some(isEnough)),
  );
  const texts = telling.map(({ lexemes }) => phrase(lexemes, weights, binding));
  return combine([...new Set(texts)], "|");
}

/** A document that holds the unit in any way; with `weights` only in those fields. */
export const unitQuery = (unit: Unit, weights = ""): string => alternativesOf(unit.alternatives, weights);

interface Reading {
  /** Only what was typed and its synonyms. */
  exactOnly?: boolean;
  weights?: string;
  binding?: Binding;
}

/** All units, or what stands for several of them at once. */
function allUnits(understood: Understood, reading: Reading = {}): string {
  const { units, joins } = understood;
  const { exactOnly, weights, binding } = reading;
  const parts: string[] = [];
  for (let i = 0; i < units.length; ) {
    const join = exactOnly ? undefined : joins.find((one) => one.from === i);
    const own = units.slice(i, join?.to ?? i + 1).map((unit) => unitText(unit, reading));
    const together = combine(own, "&");
    parts.push(
      join ? combine([together, phrase(join.alternative.lexemes, weights, binding)], "|") : together,
    );
    i = join?.to ?? i + 1;
  }
  return combine(parts, "&");
}

function unitText(unit: Unit, { exactOnly, weights = "", binding }: Reading): string {
  const exact = unit.alternatives.filter(({ how }) => !exactOnly || how === "exact" || how === "synonym");
  const meant = exact.length > 0 ? exact : unit.alternatives;
  return alternativesOf(meant, unit.place ? "" : weights, binding);
}

/** The tests that ranking makes beside matching; absent where they say nothing. */
export interface RankQueries {
  match: string;
  /** What an index answers for itself: all that match, and some in which the words stand elsewhere. Absent where it is `match`. */
  near?: string;
  codes?: string;
  titleUnits: string;
  titlePhrase?: string;
  phrase?: string;
  hints?: string;
}

export function rankQueries(understood: Understood): RankQueries {
  const { units, codes, hints, phrase: whole } = understood;
  const words = units.length > 0 ? allUnits(understood) : "";
  const codeQuery =
    codes.length > 0
      ? combine(
          codes.map((one) => lexeme(one, "")),
          "|",
        )
      : undefined;
  const contiguous = whole ?? (units.length === 1 ? units[0]?.alternatives[0]?.lexemes : undefined);
  const isSaid =
    units.length === 1 && units[0]?.alternatives.some(({ lexemes }) => phrase(lexemes) === codeQuery);
  const orCode = (query: string) =>
    codeQuery && query && !isSaid ? combine([query, codeQuery], "|") : query || (codeQuery ?? "");
  const match = orCode(words);
  const near = orCode(units.length > 0 ? allUnits(understood, { binding: "&" }) : "");
  return {
    match,
    ...(near !== match && { near }),
    ...(codeQuery && { codes: codeQuery }),
    titleUnits: words ? allUnits(understood, { exactOnly: true, weights: titleWeights }) : "",
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
