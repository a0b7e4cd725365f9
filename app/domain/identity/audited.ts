/** The kinds of things the audit log speaks of. */
export const auditedEntities = [
  "app_user",
  "organization",
  "verification",
  "facility",
  "technology",
  "service",
  "demand",
  "booking",
  "listing",
  "import",
  "synonym",
] as const;
