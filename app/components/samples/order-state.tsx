import { useTranslation } from "react-i18next";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { type SampleOrderState, sampleOrderStates } from "#db/schema/vocabulary.ts";

export const orderState = (state: string): SampleOrderState =>
  sampleOrderStates.find((name) => name === state) ?? "submitted";

/** The state of an order in shape, word and colour. */
export function OrderStateTag({ state }: { state: string }) {
  const { t } = useTranslation("samples");
  return <StateTag tone={toneOf(state)}>{t(`state.${orderState(state)}`)}</StateTag>;
}
