import {
  type CaseEntryKind,
  caseEntryKinds,
  caseStates,
  type MeasureKind,
  measureKinds,
  misconductClasses,
  rectificationStates,
  repairStates,
} from "#db/schema/vocabulary.ts";
import type { Tone } from "#app/components/state-tag.tsx";

/** The states, kinds and classes as the words know them. */
export const caseState = (state: string) => caseStates.find((known) => known === state) ?? "received";
export const rectificationState = (state: string) =>
  rectificationStates.find((known) => known === state) ?? "ordered";
export const repairState = (state: string) => repairStates.find((known) => known === state) ?? "filed";
export const entryKind = (kind: string): CaseEntryKind =>
  caseEntryKinds.find((known) => known === kind) ?? "investigation";
export const measureKind = (kind: string): MeasureKind =>
  measureKinds.find((known) => known === kind) ?? "reminder";
export const misconductClass = (name: string | null) =>
  misconductClasses.find((known) => known === name) ?? "minor";

export const caseTone: Record<(typeof caseStates)[number], Tone> = {
  received: "pending",
  rejected: "neutral",
  investigating: "running",
  notified: "held",
  hearing_requested: "held",
  hearing_scheduled: "held",
  heard: "held",
  proposed: "pending",
  unfounded: "neutral",
  decided: "warning",
  served: "restricted",
  under_review: "pending",
  final: "restricted",
  revoked: "neutral",
};

export const partTone: Record<string, Tone> = {
  ordered: "held",
  submitted: "pending",
  returned: "warning",
  accepted: "confirmed",
  missed: "refused",
  filed: "pending",
  granted: "confirmed",
  refused: "refused",
  withdrawn: "neutral",
};

/** An offence, or anything else that has a name in both languages, in the reader's. */
export const nameIn = (language: string, { nameZh, nameEn }: { nameZh: string; nameEn: string }): string =>
  (language === "en" && nameEn) || nameZh;
