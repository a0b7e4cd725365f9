import { useTranslation } from "react-i18next";
import type { RegisterMeasure } from "#app/domain/credit/register/rows.server.ts";
import type { Tone } from "#app/components/state-tag.tsx";

/** Chooses between the two languages of a text that is data. */
export function usePick(): (zh: string, en: string | null) => string {
  const { i18n } = useTranslation();
  return (zh, en) => (i18n.language === "en" ? en || zh : zh);
}

export const measureTones: Record<RegisterMeasure["state"], Tone> = {
  coming: "pending",
  in_force: "restricted",
  stayed: "held",
  ended: "neutral",
};

export const objectionTones: Record<string, Tone> = {
  filed: "warning",
  sustained: "confirmed",
  dismissed: "refused",
  withdrawn: "neutral",
};
