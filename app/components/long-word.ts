/** Longer than any column; Chinese breaks everywhere, hyphens and slashes let a line break. */
const longWord = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_.]{32,}/u;
/** A digest of ours, which is shown where it breaks by itself or not at all. */
const digest = /^[0-9a-f]+$/;

/** Whether something in a row of a table, or a thing in it, is one word that would make the table wider than the page. */
export function holdsLongWord(value: unknown, depth = 3): boolean {
  if (typeof value === "string") return longWord.test(value) && !digest.test(value);
  if (typeof value !== "object" || value === null || depth === 0) return false;
  return Object.values(value).some((one) => holdsLongWord(one, depth - 1));
}
