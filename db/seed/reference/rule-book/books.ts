import { type OffenceRow, offences } from "./offences.ts";
import { measureRules, procedureLimits, publicationRules, termsByGravest } from "./measures.ts";

export interface BookRow {
  version: number;
  publishedAt: string;
  effectiveAt: string;
  noteZh: string;
  noteEn: string;
  offences: readonly OffenceRow[];
  terms: typeof termsByGravest;
}

/** The rule books that every installation begins with; the second one brought the clause on refusing to share. */
export const books: readonly BookRow[] = [
  {
    version: 1,
    publishedAt: "2024-11-20T01:00:00Z",
    effectiveAt: "2024-12-31T16:00:00Z",
    noteZh: "首次发布。",
    noteEn: "First publication.",
    offences: offences.filter(({ code }) => code !== "MC09" && code !== "PU07"),
    terms: {
      ...termsByGravest,
      minor: termsByGravest.minor.filter(([kind]) => kind !== "booking_restriction"),
    },
  },
  {
    version: 2,
    publishedAt: "2025-05-20T01:00:00Z",
    effectiveAt: "2025-06-30T16:00:00Z",
    noteZh: "增加“无正当理由拒绝开放共享”“年度考核不达标”，对轻微行为增设短期限制预约。",
    noteEn:
      "Adds refusing to share and failing the yearly assessment; minor conduct may lead to a short booking restriction.",
    offences,
    terms: termsByGravest,
  },
];

export { measureRules, procedureLimits, publicationRules };
