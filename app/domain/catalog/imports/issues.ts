/**
 * What can be said against a cell. The words are `imports:issue.<code>`. A warning lets the row through, an error
 * does not; a code that is not here is an error.
 */
const warnings: ReadonlySet<string> = new Set([
  "unit_missing",
  "day_missing",
  "rounded",
  "name_from_description",
  "id_generated",
  "not_web_address",
  "related_unknown",
  "more_than_all_hours",
]);

export const isWarning = (code: string): boolean => warnings.has(code);
