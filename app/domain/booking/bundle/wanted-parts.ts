/** Bookings in one bundle at most. */
export const mostTogether = 5;

/** One facility as an address asks for it; what is left empty follows the others or the facility. */
export interface AskedPart {
  facilityId: string;
  /** Its own time, where it is not the common one: RFC 3339, or local as people write it. */
  from: string;
  to: string;
  way: string;
  item: string;
}

/** What the page that books several facilities together is asked for; its address is its whole state. */
export interface AskedTogether {
  start: string;
  end: string;
  group: string;
  parts: AskedPart[];
}

/** Reads an address: `start` and `end` for all, `id` once for each facility, the other lists in the same order. */
export function readTogether(query: URLSearchParams): AskedTogether {
  const [from, to, way, item] = ["from", "to", "way", "item"].map((name) => query.getAll(name));
  const parts = query.getAll("id").map((facilityId, index) => ({
    facilityId,
    from: from?.[index]?.trim() ?? "",
    to: to?.[index]?.trim() ?? "",
    way: way?.[index] ?? "",
    item: item?.[index] ?? "",
  }));
  const added = query.get("add");
  if (added) parts.push({ facilityId: added, from: "", to: "", way: "", item: "" });
  return {
    start: query.get("start")?.trim() ?? "",
    end: query.get("end")?.trim() ?? "",
    group: query.get("group") ?? "",
    parts: parts.slice(0, mostTogether),
  };
}

/** The address that asks for it. */
export function togetherPath({ start, end, group, parts }: AskedTogether): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ start, end, group })) if (value) query.set(name, value);
  for (const { facilityId, ...rest } of parts) {
    query.append("id", facilityId);
    for (const [name, value] of Object.entries(rest)) query.append(name, value);
  }
  return `/bookings/together?${query}`;
}

/** These facilities with nothing else settled. */
export const togetherOf = (ids: readonly string[], times = { start: "", end: "" }): string =>
  togetherPath({
    ...{ ...times, group: "" },
    parts: ids
      .slice(0, mostTogether)
      .map((facilityId) => ({ facilityId, from: "", to: "", way: "", item: "" })),
  });

/** The same with one part changed, or left out where `change` is null. */
export const withPart = (
  asked: AskedTogether,
  at: number,
  change: Partial<AskedPart> | null,
): AskedTogether => ({
  ...asked,
  parts: asked.parts.flatMap((part, index) => {
    if (index !== at) return part;
    return change ? { ...part, ...change } : [];
  }),
});

/** The same with one time for all. */
export const atOneTime = (asked: AskedTogether, start: string, end: string): AskedTogether => ({
  ...{ ...asked, start, end },
  parts: asked.parts.map((part) => ({ ...part, from: "", to: "" })),
});
