import type { ContractKind } from "#db/schema/vocabulary.ts";
import { isTransfer } from "./rights.ts";

/** `blocker`: nobody can sign it like this. `warning`: the parties should know. `hint`: what the law says where they are silent. */
export type Weight = "blocker" | "warning" | "hint";

/** What there is to say about a draft: a stable code (words under `contracts:finding`), the part it is about, the article. */
export interface Finding {
  code: string;
  weight: Weight;
  part: Part;
  /** Articles apart by spaces: of the Civil Code by number alone, of others as `law:number` (words under `contracts:check.law`). */
  article: string;
  params?: Record<string, string | number>;
}

const development = [
  "subject",
  "plan",
  "milestones",
  "money",
  "acceptance",
  "ip",
  "confidentiality",
  "risk",
  "damages",
  "changes",
  "disputes",
  "definitions",
] as const;

const transfer = [
  "subject",
  "right",
  "scope",
  "material",
  "money",
  "milestones",
  "acceptance",
  "warranty",
  "record",
  "improvements",
  "confidentiality",
  "damages",
  "changes",
  "disputes",
  "definitions",
] as const;

export type Part = (typeof development)[number] | (typeof transfer)[number];

/**
 * The checklist in its order: the clauses of Art. 845 and what else a development contract settles; for an assignment or a
 * licence those of Art. 862 to 877.
 */
export const partsOf = (kind: ContractKind): readonly Part[] => (isTransfer(kind) ? transfer : development);

export const blocker = (part: Part, code: string, article = "845", params?: Finding["params"]): Finding => ({
  ...{ code, part, article, weight: "blocker" },
  params,
});
export const warning = (part: Part, code: string, article: string, params?: Finding["params"]): Finding => ({
  ...{ code, part, article, weight: "warning" },
  params,
});
export const hint = (part: Part, code: string, article: string, params?: Finding["params"]): Finding => ({
  ...{ code, part, article, weight: "hint" },
  params,
});
export const when = (is: boolean, finding: Finding): Finding[] => (is ? [finding] : []);
