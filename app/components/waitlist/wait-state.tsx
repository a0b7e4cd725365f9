import { useTranslation } from "react-i18next";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { type WaitState, waitStates } from "#db/schema/vocabulary.ts";

const waitState = (state: string): WaitState => waitStates.find((name) => name === state) ?? "waiting";

/** The state of an entry in shape, word and colour. */
export function WaitStateTag({ state }: { state: string }) {
  const { t } = useTranslation("waitlist");
  return <StateTag tone={toneOf(state)}>{t(`state.${waitState(state)}`)}</StateTag>;
}
