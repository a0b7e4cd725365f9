import { type LifecycleEntry, type LifecycleStep, lifecycleSteps } from "#app/components/lifecycle.ts";
import { caseProcess } from "#app/domain/cases/states.ts";

/** What only some cases come to: nobody is told beforehand that a decision will be contested or revoked. */
const unusual: ReadonlySet<string> = new Set(["apply_for_review", "change", "revoke"]);

const usualWay = {
  ...caseProcess,
  transitions: caseProcess.transitions.filter(({ name }) => !unusual.has(name)),
};

/** The way of a case so far and the usual way on, to a decision that is final. */
export const caseLine = (history: readonly LifecycleEntry[], state: string): LifecycleStep[] =>
  lifecycleSteps(usualWay, history, state);
