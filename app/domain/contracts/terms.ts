import { z } from "zod";
import { contractKinds, type contractSides } from "#db/schema/vocabulary.ts";
import { fen } from "../values.ts";
import { day, words } from "./plain.ts";
import { isTransfer, rightsTerms } from "./rights.ts";

/** At most so many milestones, definitions and annexes: what two people still read. */
export const mostMilestones = 12;
export const mostDefinitions = 12;
export const mostAnnexes = 20;

/** One part of the work: what is handed over by when, for how much, and how it is told that it is good. */
export const milestoneTerms = z.strictObject({
  title: words(100),
  deliverable: words(1000),
  dueOn: day,
  amount: fen.default(0),
  /** 验收标准. */
  standard: words(1000),
  /** 验收方法. */
  method: words(500),
});

export const patentChoices = ["developer", "client", "joint"] as const;
export const knowHowChoices = ["both", "developer", "client"] as const;
export const improvementChoices = ["own", "shared"] as const;
export const disputeWays = ["court_client", "court_developer", "arbitration"] as const;
export const subcontractChoices = ["none", "with_consent"] as const;

/**
 * Everything that the parties can settle: for development, consulting and services in the order of Art. 845 of the Civil Code. A draft may leave things open:
 * what is missing or doubtful is said by `findings` (policy), not refused here. Money in fen. `rights` is said of an assignment
 * or a licence alone.
 */
export const termsInput = z
  .strictObject({
    kind: z.enum(contractKinds).default("commissioned"),
    title: words(100),
    /** 标的的内容、范围和要求. */
    subject: words(5000),
    /** 技术指标. */
    targets: words(3000),
    /** 履行的计划、地点和方式. */
    plan: words(5000),
    place: words(200),
    /** 甲方提供的资料与协作. */
    clientDuties: words(2000),
    amount: fen.default(0),
    /** Of it for equipment and materials that are no technology: itemised by Art. 14 of the judicial interpretation. */
    equipment: fen.default(0),
    moneyUse: words(1000),
    milestones: z.array(milestoneTerms).max(mostMilestones).default([]),
    /** Days after which silence accepts; null: silence accepts never. */
    acceptanceDays: z.int().min(1).max(90).nullable().default(14),
    changeRounds: z.int().min(1).max(10).default(2),
    /** Days to redo what was sent back. */
    redoDays: z.int().min(1).max(180).default(15),
    /** Days after a reminder before the contract may be ended: 30 by Art. 15 of the judicial interpretation. */
    cureDays: z.int().min(1).max(180).default(30),
    patent: z.enum(patentChoices).default("developer"),
    knowHow: z.enum(knowHowChoices).default("both"),
    improvements: z.enum(improvementChoices).default("own"),
    benefits: words(1000),
    confidential: words(2000),
    confidentialYears: z.int().min(0).max(50).default(3),
    /** Of a milestone that fails for insuperable technical difficulty, what the client bears, percent. */
    failureClientPercent: z.int().min(0).max(100).nullable().default(null),
    failureVerification: words(500),
    /** Of the milestone's amount for each day of delay, ten-thousandths. */
    delayRate: z.int().min(0).max(1000).default(5),
    /** Highest damages for delay, percent of the milestone's amount. */
    damagesCap: z.int().min(0).max(100).default(20),
    breach: words(1000),
    subcontracting: z.enum(subcontractChoices).default("none"),
    amendmentDays: z.int().min(1).max(60).default(10),
    disputes: z.enum(disputeWays).default("court_client"),
    arbitration: words(100),
    definitions: z
      .array(z.strictObject({ term: words(50), meaning: words(500) }))
      .max(mostDefinitions)
      .default([]),
    clientContact: words(100),
    developerContact: words(100),
    other: words(5000),
    annexes: z
      .array(z.strictObject({ name: words(130), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
      .max(mostAnnexes)
      .default([]),
    rights: rightsTerms.nullable().default(null),
  })
  .refine(({ kind, rights }) => rights === null || isTransfer(kind), {
    path: ["rights"],
    error: "not_of_kind",
  });

export type Terms = z.output<typeof termsInput>;
export type MilestoneTerms = Terms["milestones"][number];

/** A side as the text names it. */
export interface PartyNames {
  nameZh: string;
  nameEn: string;
  uscc: string;
  address: string;
}

export type Parties = Record<(typeof contractSides)[number], PartyNames>;

/** Terms of a new contract before anybody wrote into it. */
export const emptyTerms = (given: z.input<typeof termsInput> = {}): Terms => termsInput.parse(given);
