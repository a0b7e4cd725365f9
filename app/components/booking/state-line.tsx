import { useTranslation } from "react-i18next";
import { formatDateTime, localeOf, type Moment } from "#app/components/format.ts";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { type BookingState, bookingStates } from "#db/schema/vocabulary.ts";

export const bookingState = (state: string): BookingState => bookingStates.find((name) => name === state) ?? "pending";

/** A booking's state in shape, word and colour. */
export function BookingStateTag({ state }: { state: string }) {
  const { t } = useTranslation("booking");
  return <StateTag tone={toneOf(state)}>{t(`state.${bookingState(state)}`)}</StateTag>;
}

interface NextProps {
  state: string;
  deadline: Moment | null;
  endsAt: Moment;
  scope: "booker" | "provider" | "overseer";
  reason: string;
  /** The user could still evaluate. */
  unevaluated: boolean;
  zone: string;
}

/** What happens next, whose turn it is and by when. */
export function useNextWords(): (booking: NextProps) => string {
  const { t, i18n } = useTranslation("booking");
  return ({ state, deadline, endsAt, scope, reason, unevaluated, zone }) => {
    const at = (moment: Moment) => formatDateTime(moment, localeOf(i18n.language), zone);
    const provider = scope === "provider";
    switch (bookingState(state)) {
      case "held":
        return t("next.held", { at: deadline === null ? "" : at(deadline) });
      case "pending":
        return t(provider ? "next.pendingProvider" : "next.pendingBooker", { at: deadline === null ? "" : at(deadline) });
      case "confirmed":
        if (deadline === null) return t("next.confirmedStaff");
        return t(provider ? "next.confirmedProvider" : "next.confirmedBooker", { at: at(deadline) });
      case "in_use":
        return t("next.inUse", { at: at(endsAt) });
      case "completed":
        return t(unevaluated && scope === "booker" ? "next.evaluate" : "next.completed");
      case "rejected":
        return t("next.rejected", { reason });
      case "cancelled":
        return t("next.cancelled");
      case "expired":
        return t("next.expired");
      case "no_show":
        return t("next.no_show");
    }
  };
}
