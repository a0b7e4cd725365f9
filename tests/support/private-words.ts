const patterns: readonly [what: string, pattern: RegExp][] = [
  ["a key of Stripe", /\b(?:sk|rk)_(?:test|live)_\w+|\bwhsec_\w+/g],
  ["a signature", /\bv1=[0-9a-f]{16,}/g],
  ["a payment page", /\bcs_(?:test|live)_\w+|\/setup\/e\/\w+/g],
  // Not the decimals of a duration.
  ["a card number", /(?<![\w.-])[3-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\w.-])/g],
  ["an email address", /[\w.+-]+@[\w-]+\.[\w.-]+/g],
  ["a telephone number", /(?<![\w.-])1[3-9]\d{9}(?![\w.-])/g],
  ["a session or token", /\b(?:kx_session=|Bearer )[\w.-]{20,}/g],
];

/**
 * What must not be in a log and is: card data, secrets, what identifies a person. Only the log's own lines are looked at:
 * an announcement on the terminal names the demonstration's accounts.
 */
export function privateWords(output: string, also: readonly string[] = []): string[] {
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  return lines.flatMap((line) => [
    ...patterns.flatMap(([what, pattern]) =>
      [...line.matchAll(pattern)].map(([found]) => `${what}: ${found}`),
    ),
    ...also.filter((words) => line.includes(words)),
  ]);
}
