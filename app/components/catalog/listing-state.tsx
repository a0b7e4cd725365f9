import { useTranslation } from "react-i18next";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";

/** The state of a listing in shape and word. */
export function ListingState({ state }: { state: string }) {
  const { t } = useTranslation("catalog");
  return <StateTag tone={toneOf(state)}>{t(`state.${state}`)}</StateTag>;
}
