import { useTranslation } from "react-i18next";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import { type ProblemState, problemStates } from "#db/schema/vocabulary.ts";

const tones: Record<ProblemState, Tone> = { reported: "warning", acknowledged: "running", resolved: "done" };

export const problemState = (state: string): ProblemState =>
  problemStates.find((name) => name === state) ?? "reported";

/** How far a reported problem is. */
export function ProblemStateTag({ state }: { state: string }) {
  const { t } = useTranslation("instrument");
  const known = problemState(state);
  return <StateTag tone={tones[known]}>{t(`problem.state.${known}`)}</StateTag>;
}
