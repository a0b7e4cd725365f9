import { useTranslation } from "react-i18next";
import type { Deadline } from "#app/domain/deadline.ts";
import { formatDeadline, formatMoney, localeOf } from "#app/components/format.ts";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { type BookingState, bookingStates } from "#db/schema/vocabulary.ts";

export const bookingState = (state: string): BookingState =>
  bookingStates.find((name) => name === state) ?? "pending";

/** A booking's state in shape, word and colour. */
export function BookingStateTag({ state }: { state: string }) {
  const { t } = useTranslation("booking");
  return <StateTag tone={toneOf(state)}>{t(`state.${bookingState(state)}`)}</StateTag>;
}

interface NextProps {
  state: string;
  deadline: Deadline | null;
  endsAt: Date;
  scope: "booker" | "provider" | "overseer";
  reason: string;
  /** The user could still evaluate. */
  unevaluated: boolean;
  zone: string;
  /** Fen that are still to be paid before it is booked, where it is paid ahead. */
  toPay?: number;
}

type Translate = ReturnType<typeof useTranslation<"booking">>["t"];
type Words = (t: Translate, booking: NextProps, at: (end: Deadline | null) => string) => string;

const nextWords: Record<BookingState, Words> = {
  held: (t, { deadline, scope, toPay = 0 }, at) => {
    const words = { at: at(deadline), amount: formatMoney(toPay) };
    if (toPay === 0) return t("next.held", words);
    return t(scope === "booker" ? "next.heldPay" : "next.heldPaying", words);
  },
  pending: (t, { scope, deadline }, at) =>
    t(scope === "provider" ? "next.pendingProvider" : "next.pendingBooker", { at: at(deadline) }),
  confirmed: (t, { scope, deadline }, at) => {
    if (deadline === null) return t("next.confirmedStaff");
    return t(scope === "provider" ? "next.confirmedProvider" : "next.confirmedBooker", { at: at(deadline) });
  },
  in_use: (t, { endsAt }, at) => t("next.inUse", { at: at(endsAt) }),
  completed: (t, { unevaluated, scope }) =>
    t(unevaluated && scope === "booker" ? "next.evaluate" : "next.completed"),
  rejected: (t, { reason }) => t("next.rejected", { reason }),
  cancelled: (t) => t("next.cancelled"),
  expired: (t) => t("next.expired"),
  no_show: (t) => t("next.no_show"),
};

/** What happens next, whose turn it is and by when. */
export function useNextWords(): (booking: NextProps) => string {
  const { t, i18n } = useTranslation("booking");
  return (booking) =>
    nextWords[bookingState(booking.state)](t, booking, (end) =>
      end === null ? "" : formatDeadline(end, localeOf(i18n.language), booking.zone),
    );
}
