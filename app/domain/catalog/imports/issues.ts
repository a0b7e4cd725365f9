/** What can be said against a cell in the words of `imports:issue.<code>`; other codes are the platform's own. */
export const importIssues = [
  "spreadsheet_error",
  "not_amount",
  "unit_missing",
  "not_date",
  "day_missing",
  "not_number",
  "rounded",
  "not_yes_no",
  "unknown_choice",
  "unknown_field",
  "unknown_place",
  "customs_required",
  "more_than_all_hours",
  "uniquip_type",
  "not_web_address",
  "name_or_description",
  "name_from_description",
  "id_generated",
  "id_repeated",
  "contact_missing",
  "related_only_for_equipment",
  "related_unknown",
  "not_coordinates",
  "not_interchange",
] as const;

export type ImportIssueCode = (typeof importIssues)[number];

export const isImportIssue = (code: string): code is ImportIssueCode =>
  importIssues.some((one) => one === code);

/** A warning lets the row through, an error does not; a code that is not here is an error. */
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
