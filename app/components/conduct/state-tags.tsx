import { useTranslation } from "react-i18next";
import { StateTag } from "#app/components/state-tag.tsx";
import { blockState, blockTone, violationState, violationTone } from "./words.ts";

export function ViolationTag({ state }: { state: string }) {
  const { t } = useTranslation("conduct");
  const known = violationState(state);
  return <StateTag tone={violationTone[known]}>{t(`state.${known}`)}</StateTag>;
}

/** The state of a warning or block; what was in force and has run out is over. */
export function BlockTag({ state, over }: { state: string; over: boolean }) {
  const { t } = useTranslation("conduct");
  const known = blockState(state);
  if (over && known === "in_force") return <StateTag tone="neutral">{t("over")}</StateTag>;
  return <StateTag tone={blockTone[known]}>{t(`blockState.${known}`)}</StateTag>;
}
