/**
 * Format characters (direction marks, zero-width spaces and joiners, byte order marks, soft hyphens) and letters that have
 * no shape. Two names that differ only by them look the same, and a direction mark shows a text in another order than it
 * is stored (Unicode UTS #39, "Trojan Source").
 */
const invisible = /\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;

/** The text as readers see it: without invisible characters, with ordinary line ends and well-formed. */
export function visibleText(text: string): string {
  // Nearly all that is typed has nothing to take out.
  if (!/[^\t\n\r\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(invisible, "");
}

/** The same value with all its texts so; names of fields are left alone, as unknown ones are refused. */
export function visibleTexts(value: unknown): unknown {
  if (typeof value === "string") return visibleText(value);
  if (Array.isArray(value)) return value.map(visibleTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, visibleTexts(part)]));
}
