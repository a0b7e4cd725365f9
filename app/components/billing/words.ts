import { namedItem } from "#app/i18n/describe-charge-line.ts";
import { useTranslation } from "react-i18next";
import type { Tone } from "#app/components/state-tag.tsx";
import { say } from "#app/i18n/describe-problem.ts";

/** A line of a charge as lists show it. */
export interface ReasonLine {
  reason: string;
  text: string;
  params: Record<string, string | number>;
}

/** What a charge is for, in words: the payee's own text where there is one, else its reasons. */
export function useWhy(): (lines: readonly ReasonLine[]) => string {
  const { t, i18n } = useTranslation(["charges", "billing"]);
  return (lines) =>
    lines
      .map(({ reason, text, params }) => {
        if (text) return text;
        const key = `charges:reason.${reason}`;
        return i18n.exists(key) ? say(t, key, namedItem(t, params)) : t("billing:cause.other");
      })
      .join(i18n.language === "en" ? "; " : "；");
}

const causes = ["booking", "sample_order", "service_order", "milestone", "royalty", "contract"] as const;

export type CauseName = (typeof causes)[number] | "other";

export const causeNames: readonly CauseName[] = causes;

export const causeName = (type: string): CauseName => causes.find((known) => known === type) ?? "other";

const states = [
  "open",
  "partly_paid",
  "paid",
  "partly_refunded",
  "refunded",
  "cancelled",
  "expired",
] as const;

export const chargeState = (state: string) => states.find((known) => known === state) ?? "open";

export const chargeTone: Record<(typeof states)[number], Tone> = {
  open: "pending",
  partly_paid: "held",
  paid: "done",
  partly_refunded: "neutral",
  refunded: "neutral",
  cancelled: "neutral",
  expired: "neutral",
};
