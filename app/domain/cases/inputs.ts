import { z } from "zod";
import { day, momentText } from "#app/domain/values.ts";
import {
  caseAudiences,
  type clueKinds,
  measureKinds,
  misconductClasses,
  organizationTies,
  serviceWaysOfDocuments,
} from "#db/schema/vocabulary.ts";

export const noInput = z.strictObject({});

const words = (least: number, most: number) => z.string().trim().min(least).max(most);

/** The officer declares to have nothing to do with anybody in the case; without it nobody investigates. */
const noConflict = z.literal(true);

const how = z.enum(serviceWaysOfDocuments).default("electronic");

export const reasonInput = z.strictObject({ reason: words(5, 2000) });

export const textInput = z.strictObject({ text: words(5, 20_000) });

export const answerInput = z.strictObject({ answer: words(5, 5000) });

export const acceptInput = z.strictObject({ reason: words(5, 2000), noConflict });

export const declareInput = z.strictObject({ noConflict });

export const assignInput = z.strictObject({ officerId: z.uuid(), reason: words(2, 500).optional() });

/** Without `userId` the caller; an adjudicator may also take somebody else off the case. */
export const recuseInput = z.strictObject({ userId: z.uuid().optional(), reason: words(5, 2000) });

export const recordInput = z.strictObject({
  kind: z.enum(["investigation", "interview"]).default("investigation"),
  text: words(5, 20_000),
  audience: z.enum(caseAudiences).default("handlers"),
});

/** Another organisation that hangs together with the accused, and where that is known from. */
export const tieInput = z.strictObject({
  uscc: z.string().trim().toUpperCase().length(18),
  tie: z.enum(organizationTies),
  source: words(5, 500),
});

export const withdrawTieInput = z.strictObject({ tieId: z.uuid(), reason: words(5, 500) });

export const responsibleInput = z.strictObject({ name: words(1, 100), capacity: words(1, 100) });

/** A measure and its term in calendar days; null for those without one. */
export const termInput = z.strictObject({
  kind: z.enum(measureKinds),
  days: z.int().positive().max(3660).nullable(),
});

const measures = z.array(termInput).min(1).max(9);

/** The notice before a decision; `evidence`: files that the accused may see from now on. */
export const notifyInput = z.strictObject({
  facts: words(20, 20_000),
  offenceCode: words(2, 20),
  class: z.enum(misconductClasses),
  measures,
  evidence: z.array(z.uuid()).max(100).default([]),
  how,
});

/** When and where it is heard, and who chairs. */
export const scheduleInput = z.strictObject({
  at: momentText,
  place: words(2, 200),
  chairId: z.uuid(),
});

/** What the investigator asks to be decided: measures within the notice, or none. */
export const submitInput = z.strictObject({ proposal: words(20, 20_000) });

export const decideInput = z.strictObject({
  facts: words(20, 20_000),
  reasons: words(20, 20_000),
  class: z.enum(misconductClasses),
  measures,
});

export const dismissInput = z.strictObject({ facts: words(20, 20_000), reasons: words(20, 20_000) });

export const serveInput = z.strictObject({ how });

export const reviewInput = z.strictObject({ grounds: words(20, 20_000) });

/** A decision on review is served with it. */
export const changeInput = z.strictObject({ ...decideInput.shape, how });
export const upholdInput = z.strictObject({ ...dismissInput.shape, how });

const act = {
  title: words(5, 200),
  account: words(20, 20_000),
  offenceCode: words(2, 20),
  actFrom: day,
  actUntil: day,
};

/** Whom it is about: chosen among the organisations of the platform, or named by its credit code. */
const subject = {
  subjectId: z.uuid().optional(),
  uscc: z.string().trim().toUpperCase().length(18).optional(),
};

/** A complaint by anybody. Visitors leave their name and how to reach them; `confidential` keeps the case to those who work on it. */
export const complaintInput = z.strictObject({
  ...subject,
  ...act,
  name: words(0, 100).default(""),
  contact: words(0, 200).default(""),
  confidential: z.boolean().default(false),
});

/** A case that another authority has handed over, or that a regulator has come upon. */
export const referralInput = z.strictObject({
  ...subject,
  ...act,
  /** The authority that hands it over, and its reference. */
  source: words(0, 300).default(""),
  confidential: z.boolean().default(false),
});

export interface ClueInput {
  kind: (typeof clueKinds)[number];
  causeType: string;
  causeId: string;
  subjectId: string;
  title: string;
  account: string;
  offenceCode: string;
  /** ISO dates. */
  actFrom: string;
  actUntil: string;
  /** What it was noticed by, to be looked at. */
  evidence?: readonly ClueFact[];
}

/** A fact of the platform that a clue rests on, at the time it was noticed. */
export interface ClueFact {
  of: "booking" | "listing" | "import" | "milestone" | "case" | "sample_order";
  id: string;
  /** Numbers and names as they stood, in no language in particular. */
  text: string;
}

/** Evidence: who reads it beside the handlers, and how it was obtained. */
export const evidenceInput = z.strictObject({
  source: words(0, 500).default(""),
  audience: z.enum(caseAudiences).default("handlers"),
});

/** What was done about it, and the promise that credit repair asks for. */
export const repairInput = z.strictObject({ statement: words(20, 5000), promise: z.literal(true) });

/** What everybody may read of a decision, and for how many days: absent, as long as its class allows. */
export const publishInput = z.strictObject({
  facts: words(0, 2000).default(""),
  days: z.int().positive().max(3660).optional(),
});
