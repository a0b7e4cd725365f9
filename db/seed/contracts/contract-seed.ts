import type { ContractKind, MilestoneState } from "../../schema/vocabulary.ts";

export interface MilestoneSeed {
  title: string;
  deliverable: string;
  standard: string;
  method: string;
  /** Days from the day of loading. */
  due: number;
  /** Fen. */
  amount: number;
  state: MilestoneState;
  /** Days from the day of loading at which it was paid, delivered, accepted. */
  paid?: number;
  delivered?: { at: number; note: string }[];
  accepted?: number;
}

/** A royalty whose text says: of sales, by the quarter. */
export interface RoyaltySeed {
  /** Days from the day of loading at which it begins and ends. */
  from: number;
  until: number;
  /** Hundredths of a percent. */
  rate: number;
  /** Days after a period to report it, and after the report to pay. */
  reportDays: number;
  /** Sales of each period, fen. */
  sales: number[];
  note: string;
}

export interface ContractSeed {
  key: string;
  /** Absent: commissioned research. */
  kind?: ContractKind;
  /** The technology whose bidding it comes from. */
  bidding?: string;
  /** The technology whose standing offer was accepted: one text, in force at once. */
  offer?: string;
  title: string;
  subject: string;
  targets: string;
  plan: string;
  place: string;
  client: string;
  developer: string;
  /** Mailboxes of those who act. */
  clientBy: string;
  developerBy: string;
  /** When the first text was proposed, and when both had signed; absent: it is still being drafted. */
  proposed: number;
  signed?: number;
  /** What the other side changed in its counter-proposal. */
  counter: { note: string; change: Record<string, unknown> };
  milestones: MilestoneSeed[];
  /** What the licensee has reported of each period that is over but for the latest, which waits for it. */
  royalty?: RoyaltySeed;
  registered?: { applied: number; decided: number; number: string; office: string };
  evaluations?: { client: string; developer: string; at: number };
}
