/** One difference between two versions; `path` names the field (`technology.askingPrice`), lists are one field each. */
export interface Difference {
  path: string;
  before: unknown;
  after: unknown;
}

/** What readers may see change without a moderator having to look again: times, contacts, how it is found. */
const harmless = new Set([
  "keywords",
  "units",
  "openings",
  "facility.runState",
  "facility.yearHours",
  "facility.yearSharedHours",
  "facility.serviceUrl",
  "facility.building",
  "facility.contactName",
  "facility.contactPhone",
  "facility.contactEmail",
  "facility.postalCode",
  "service.capacityPerMonth",
  "service.turnaroundDays",
]);

const parts = ["facility", "technology", "service", "demand"];
/** Bookkeeping beside what the listing says. */
const hidden = new Set(["organizationId", "interchange", "noticeUntil"]);

/** The fields in which two snapshots differ, in the order of the later one. */
export function differences(before: Record<string, unknown>, after: Record<string, unknown>): Difference[] {
  const old = flatten(before);
  const now = flatten(after);
  const paths = new Set([...now.keys(), ...old.keys()]);
  return [...paths].flatMap((path) =>
    same(old.get(path), now.get(path)) ? [] : [{ path, before: old.get(path), after: now.get(path) }],
  );
}

/** Whether a moderator has to look at these differences. */
export const isMaterial = (found: readonly Difference[]): boolean =>
  found.some(({ path }) => !harmless.has(path));

function flatten(snapshot: Record<string, unknown>): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [key, value] of Object.entries(snapshot)) {
    if (!parts.includes(key) || typeof value !== "object" || value === null) {
      flat.set(key, value);
      continue;
    }
    for (const [name, inner] of Object.entries(value))
      if (!hidden.has(name)) flat.set(`${key}.${name}`, inner);
  }
  return flat;
}

/** Values are compared as JSON, which is how versions are kept; null, absent and empty text are the same. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (value === undefined || value === null || value === "") return "null";
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
}
