import type { Tone } from "#app/components/state-tag.tsx";
import { isTransfer } from "#app/domain/contracts/rights.ts";
import {
  type ContractKind,
  type ContractSide,
  type ContractState,
  contractStates,
  type MilestoneState,
  milestoneStates,
} from "#db/schema/vocabulary.ts";

export const contractTone: Record<ContractState, Tone> = {
  drafting: "held",
  signing: "pending",
  in_force: "running",
  completed: "done",
  terminated: "restricted",
  withdrawn: "neutral",
};

export const milestoneTone: Record<MilestoneState, Tone> = {
  planned: "free",
  awaiting_payment: "pending",
  funded: "running",
  delivered: "pending",
  changes_requested: "warning",
  overdue: "warning",
  failure_declared: "warning",
  disputed: "restricted",
  accepted: "confirmed",
  failed: "refused",
  settled: "done",
  terminated: "neutral",
};

/** The word for a side: who gives and who takes is called otherwise in an assignment or a licence. */
export const sideKey = (kind: ContractKind, side: ContractSide) =>
  isTransfer(kind)
    ? (`${kind === "licence" ? "licenceSide" : "assignmentSide"}.${side}` as const)
    : (`side.${side}` as const);

/** A state as the words know it. */
export const contractState = (state: string): ContractState =>
  contractStates.find((known) => known === state) ?? "drafting";

export const milestoneState = (state: string): MilestoneState =>
  milestoneStates.find((known) => known === state) ?? "planned";
