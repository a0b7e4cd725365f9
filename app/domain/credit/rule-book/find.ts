import type { OffenceRule } from "./queries.server.ts";

/** The offences whose code or words, in either language, hold every word asked for; all when none is. */
export function findOffences(offences: readonly OffenceRule[], q: string): OffenceRule[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return offences.filter(({ measures: _, ...row }) => {
    const text = Object.values(row).join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
