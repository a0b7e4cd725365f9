import { useTranslation } from "react-i18next";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { type ServiceOrderState, serviceOrderStates } from "#db/schema/vocabulary.ts";

export const orderState = (state: string): ServiceOrderState =>
  serviceOrderStates.find((name) => name === state) ?? "placed";

/** The state of an ordered service in shape, word and colour. */
export function OrderStateTag({ state }: { state: string }) {
  const { t } = useTranslation("serviceOrders");
  return <StateTag tone={toneOf(state)}>{t(`state.${orderState(state)}`)}</StateTag>;
}
