import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import type { BookingPage } from "#app/domain/booking/booking-page.server.ts";
import { percentOf } from "#app/domain/booking/policy.ts";
import type { ActBooking } from "./act-booking.ts";
import { Act, ActForm, type ActReply } from "./acts.tsx";
import { openOf } from "./open-charges.ts";

type ActsProps = Omit<BookingPage, "allowed" | "history" | "writesRecord"> &
  Pick<ActBooking, "disciplines"> & { reply: ActReply | undefined };

/** What the reader may do with a booking now: paying and evaluating first, then every act as a button. */
export function BookingActs(props: ActsProps) {
  const { booking, state, scope, acts, evaluates, charges, reply } = props;
  const { t } = useTranslation("booking");
  const shown = shownOf(props);
  // A time that is held for its payment is confirmed by that alone.
  const [unpaid] = state === "held" ? openOf(charges) : [];
  return (
    <div className="flex flex-wrap items-start gap-3 pb-6">
      {unpaid && scope === "booker" && (
        <ButtonLink to={`/organization/charges/${unpaid.charge.id}`}>{t("detail.pay")}</ButtonLink>
      )}
      {evaluates && (
        <div className="panel w-full max-w-form p-4">
          <ActForm intent="evaluate" booking={shown} reply={reply} words={t("act.evaluate")} />
        </div>
      )}
      {acts
        .filter((intent) => intent !== "evaluate" && !(unpaid && intent === "confirm"))
        .map((intent) => (
          <Act key={intent} intent={intent} booking={shown} reply={reply} />
        ))}
      {scope === "booker" && !["held", "pending"].includes(state) && (
        <ButtonLink look="secondary" to={`/facilities/${booking.facilityId}#times`}>
          {t("act.again")}
        </ButtonLink>
      )}
    </div>
  );
}

/** What the forms of the acts need to know of it. */
function shownOf({
  booking,
  zone,
  state,
  scope,
  rules,
  cancelling,
  moving,
  colleagues,
  record,
  disciplines,
  now,
}: ActsProps) {
  return {
    ...booking,
    ...{ state, zone, scope, cancelling, moving, record, disciplines, colleagues, now },
    noShowCharge: percentOf(booking.price, rules.noShowPercent),
    needsApproval: state === "confirmed" && !rules.instant && scope === "booker",
  };
}
