import type { FigureName } from "#app/domain/contracts/royalties/policy.ts";

/** What a step of a contract asks for, in the order of its form. */
export const actFieldNames = [
  "sha256",
  "password",
  "ground",
  "reason",
  "note",
  "files",
  "purpose",
  "grounds",
  "wanted",
  "outcome",
  "toDeveloper",
  "breachBy",
  "reasons",
  "answer",
  "quality",
  "timeliness",
  "cooperation",
  "text",
  "reply",
  "declaredKind",
  "determinedKind",
  "technologyAmount",
  "technicalIncome",
  "office",
  "number",
  "income",
  "cost",
  "tax",
  "percent",
  "shares",
  "base",
  "quantity",
  "unitPrice",
  "question",
  "inspects",
] as const;

export type ActField = (typeof actFieldNames)[number];

/** What a royalty is reckoned by. */
export const isFigure = (name: ActField): name is FigureName =>
  name === "base" || name === "quantity" || name === "unitPrice";

/** The fields of every step that is taken on the contract's page, by its name. */
export const actFields = {
  agree: ["sha256"],
  sign: ["sha256", "password"],
  reopen: ["reason"],
  withdraw: ["reason"],
  "propose-termination": ["reason"],
  "withdraw-termination": [],
  terminate: ["ground", "reason"],
  evaluate: ["quality", "timeliness", "cooperation", "text"],
  "reply-evaluation": ["reply"],
  fund: [],
  deliver: ["note", "files"],
  accept: ["reason"],
  "request-changes": ["reason"],
  "remind-delivery": ["reason"],
  "remind-payment": ["reason"],
  "declare-failure": ["reason"],
  "confirm-failure": ["reason"],
  "contest-failure": ["reason"],
  "raise-dispute": ["grounds", "wanted"],
  "answer-dispute": ["answer"],
  "withdraw-dispute": ["reason"],
  resolve: ["outcome", "toDeveloper", "breachBy", "reasons"],
  "report-royalty": ["base", "quantity", "unitPrice", "note", "files"],
  "report-nothing": ["note", "files"],
  "question-royalty": ["question", "inspects"],
  "answer-royalty": ["answer", "files"],
  "correct-royalty": ["base", "quantity", "unitPrice", "note", "files"],
  "accept-royalty": ["reason"],
  "sign-amendment": ["sha256", "password"],
  "decline-amendment": ["reason"],
  "withdraw-amendment": ["reason"],
  "apply-registration": ["technologyAmount", "technicalIncome", "declaredKind", "office"],
  "record-registered": ["number", "determinedKind", "technologyAmount", "technicalIncome"],
  "record-supplement": ["reason"],
  supplement: [],
  "record-not-registered": ["reason"],
  "record-deregistered": ["reason"],
  "record-revoked": ["reason"],
  "announce-reward": ["income", "cost", "tax", "percent", "shares"],
  upload: ["purpose", "files"],
} as const satisfies Record<string, readonly ActField[]>;

export type Act = keyof typeof actFields;

export const isAct = (name: string): name is Act => Object.hasOwn(actFields, name);

/** Steps where a remark may be left out. */
export const remarkActs: readonly string[] = [
  "accept",
  "remind-delivery",
  "remind-payment",
  "confirm-failure",
  "withdraw-dispute",
  "withdraw-amendment",
  "accept-royalty",
  "report-royalty",
  "report-nothing",
];

/** Steps that end something or cannot be undone: their button says so. */
export const graveActs: readonly string[] = [
  "withdraw",
  "terminate",
  "confirm-failure",
  "declare-failure",
  "record-revoked",
  "record-deregistered",
];

/** The step that usually comes next stands out. */
export const usualActs: readonly string[] = [
  "agree",
  "sign",
  "fund",
  "deliver",
  "accept",
  "evaluate",
  "resolve",
  "sign-amendment",
  "report-royalty",
  "answer-royalty",
  "accept-royalty",
];

/** Fields in yuan on the screen, fen for the command. */
export const moneyFields: readonly string[] = [
  "toDeveloper",
  "technologyAmount",
  "technicalIncome",
  "income",
  "cost",
  "tax",
  "base",
  "unitPrice",
];
