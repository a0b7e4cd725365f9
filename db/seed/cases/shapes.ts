import type { CaseState, ClueKind, MeasureKind, MisconductClass } from "../../schema/vocabulary.ts";

export type Term = readonly [kind: MeasureKind, days: number | null];

/** A case of the demonstration market: what was said and found, and how far it has come. Days count from the day of loading. */
export interface CaseSeed {
  key: string;
  /** Keys of organisations, mailboxes of people. */
  subject: string;
  complainant?: string;
  visitor?: { name: string; contact: string };
  clue?: ClueKind;
  title: string;
  account: string;
  offence: string;
  act: readonly [from: number, until: number];
  filed: number;
  confidential?: boolean;
  state: CaseState;
  officer?: string;
  accepted?: { day: number; reason: string };
  /** Pages that the investigator has written. */
  findings?: readonly string[];
  notice?: { day: number; facts: string; class: MisconductClass; measures: readonly Term[] };
  defence?: string;
  hearing?: { reason: string; day: number; place: string; minutes?: string };
  proposal?: { day: number; text: string };
  decision?: {
    day: number;
    by: string;
    facts: string;
    reasons: string;
    class: MisconductClass | null;
    measures: readonly Term[];
  };
  served?: number;
  published?: { day: number; facts: string };
  objection?: { day: number; grounds: string };
  rectified?: { day: number; what: string; report: string; answer: string };
  repaired?: { filed: number; day: number; by: string; statement: string; answer: string };
  evidence?: readonly { name: string; source: string; day: number; by: "complainant" | "officer" }[];
}
