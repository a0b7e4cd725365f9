import { z } from "zod";
import { type ContractKind, improvementRules } from "#db/schema/vocabulary.ts";
import { day, words } from "./plain.ts";
import { royaltyTerms } from "./royalties/terms.ts";

/** What is assigned or licensed; Civil Code, Art. 863, and Art. 876 for other rights. */
export const rightObjects = ["patent", "patent_application", "know_how", "other_right"] as const;
/** Judicial interpretation on technology contracts, Art. 25: unsaid, a licence is ordinary. */
export const licenceForms = ["exclusive", "sole", "ordinary"] as const;
/** Civil Code, Art. 846. */
export const feeForms = ["lump", "instalments", "entry_fee_royalty"] as const;
export const sublicenceChoices = ["none", "with_consent", "allowed"] as const;
export const recordSides = ["client", "developer"] as const;

/** Whether a contract passes on or opens up a technology that exists: 技术转让, 技术许可. */
export const isTransfer = (kind: ContractKind): boolean => kind === "assignment" || kind === "licence";

/** What an assignment or a licence settles beside what every technology contract does: Civil Code, Art. 845 and 862 to 877. */
export const rightsTerms = z.strictObject({
  object: z.enum(rightObjects).default("patent"),
  /** Of the invention, or of the know-how. */
  name: words(200),
  /** 专利权人、专利申请人 or who holds the know-how. */
  holder: words(200),
  /** 专利号、申请号 or the number in another register. */
  number: words(100),
  filedOn: day,
  expiresOn: day,
  licence: z.enum(licenceForms).default("ordinary"),
  territory: words(200),
  /** Null: as long as the right lasts. */
  termMonths: z.int().min(1).max(600).nullable().default(null),
  /** 实施方式: to make, use, offer, sell, import. */
  manner: words(1000),
  sublicence: z.enum(sublicenceChoices).default("none"),
  /** Licences and pledges that there are already, and what was done with the technology before. */
  encumbrances: words(1000),
  /** 技术资料: what is handed over. */
  material: words(2000),
  guidance: words(1000),
  fee: z.enum(feeForms).default("lump"),
  ...royaltyTerms,
  /** How royalties are settled and books are looked into. */
  accounts: words(1000),
  improvements: z.enum(improvementRules).default("each_its_own"),
  /** Who has the assignment registered or the licence put on record. */
  recordedBy: z.enum(recordSides).default("developer"),
});

export type Rights = z.output<typeof rightsTerms>;

/** What is settled about the right, as far as anybody has. */
export const rightsOf = ({ rights }: { rights: Rights | null }): Rights => rights ?? rightsTerms.parse({});

/** The turn of the royalty that the parties settle through the platform; null where there is none. */
export const royaltyTurnOf = ({ rights }: { rights: Rights | null }): Rights["royaltyTurn"] =>
  rights?.fee === "entry_fee_royalty" ? rights.royaltyTurn : null;
