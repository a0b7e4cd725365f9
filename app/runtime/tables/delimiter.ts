export const delimiters = [",", "\t", ";"] as const;

export type Delimiter = (typeof delimiters)[number];

export const isDelimiter = (value: unknown): value is Delimiter => delimiters.some((one) => one === value);

/** The delimiter that occurs most, outside quotes, in the first lines that hold any text; a comma when none does. */
export function detectDelimiter(text: string): Delimiter {
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let lines = 0;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === "\n" && ++lines === 3) break;
    const seen = counts.get(character);
    if (seen !== undefined) counts.set(character, seen + 1);
  }
  return delimiters.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}
