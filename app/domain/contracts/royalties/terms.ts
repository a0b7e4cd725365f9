import { z } from "zod";
import { royaltyBases, royaltyTurns } from "#db/schema/vocabulary.ts";
import { fenFrom } from "../../values.ts";
import { day, words } from "../plain.ts";

/** At most so many periods in one contract: thirty years of quarters. */
export const mostPeriods = 120;

const days = (usual: number) => z.int().min(1).max(180).default(usual);
const sum = fenFrom(1).nullable().default(null);

/**
 * What a contract settles about a royalty (Civil Code, Art. 846): what it is reckoned on and how; by periods through the
 * platform, or, without a turn, between the parties. Money in fen.
 */
export const royaltyTerms = {
  royaltyBasis: z.enum(royaltyBases).nullable().default(null),
  /** Hundredths of a percent: of the basis; of units, of their price times their number. */
  royaltyRate: z.int().min(1).max(10_000).nullable().default(null),
  /** A fixed amount a unit in place of a rate. */
  royaltyPerUnit: sum,
  /** What one unit is: 吨, 台, 件. */
  royaltyUnit: words(20),
  /** Null: the parties settle it between them. */
  royaltyTurn: z.enum(royaltyTurns).nullable().default(null),
  /** The first and the last day that a royalty is owed for. */
  royaltyFrom: day,
  royaltyUntil: day,
  /** Days after a period in which the licensee reports it, and after its report in which it pays. */
  royaltyReportDays: days(30),
  royaltyPayDays: days(30),
  /** At least and at most so much for a whole period. */
  royaltyLeast: sum,
  royaltyMost: sum,
  /** Days to answer a question about a report. */
  royaltyAnswerDays: z.int().min(1).max(90).default(15),
  /** Years after a report in which it can be questioned and the books be looked into. */
  royaltyBooksYears: z.int().min(1).max(10).default(3),
} as const;

/** All that a royalty of a contract is reckoned by. */
export type RoyaltyTerms = z.output<z.ZodObject<typeof royaltyTerms>>;
