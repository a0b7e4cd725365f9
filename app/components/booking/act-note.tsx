import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDateTime, formatDeadline, formatMoney, localeOf } from "#app/components/format.ts";
import type { Intent } from "#app/domain/booking/act-forms.ts";
import { endsByItself } from "#app/domain/booking/use-policy.ts";
import type { ActBooking } from "./act-booking.ts";

interface NoteProps {
  intent: Intent;
  booking: ActBooking;
}

/** What will happen, to whom, and what it costs. */
export function ActNote({ intent, booking }: NoteProps): ReactNode {
  const { t } = useTranslation("booking");
  const { scope, noShowCharge, state } = booking;
  if (intent === "approve") return <p>{t("act.approveNote")}</p>;
  if (intent === "reject") return <p>{t("act.rejectNote")}</p>;
  if (intent === "no-show")
    return (
      <p>
        {noShowCharge > 0
          ? t("act.noShowNote", { charge: formatMoney(noShowCharge) })
          : t("act.noShowNoteFree")}
      </p>
    );
  if (intent === "complete") return <p>{t(state === "no_show" ? "act.correctNote" : "act.completeNote")}</p>;
  if (intent === "correct") return <p>{t("act.correctRecordNote")}</p>;
  if (intent === "check-out")
    return <p>{t(endsByItself(booking) ? "act.checkOutNote" : "act.checkOutLeaves")}</p>;
  if (intent === "reschedule") return <MoveNote booking={booking} />;
  if (intent === "transfer")
    return <p>{t(scope === "provider" ? "act.transferStaffNote" : "act.transferNote")}</p>;
  if (intent !== "cancel") return null;
  return scope === "provider" ? <p>{t("act.callOffNote")}</p> : <CancelNote booking={booking} />;
}

/** Until when it may be moved, or why it may not; and that a moved booking waits again. */
function MoveNote({ booking }: Pick<NoteProps, "booking">): ReactNode {
  const { t, i18n } = useTranslation(["booking", "problems"]);
  const { moving, needsApproval, state, zone } = booking;
  const at = formatDeadline(moving.until, localeOf(i18n.language), zone);
  if (moving.reasons.length > 0)
    return moving.reasons.map(({ rule, params }) => (
      <p key={rule} className="font-semibold text-refused">
        {t(`problems:rule.${rule}`, params ?? {})}
      </p>
    ));
  return (
    <>
      {state === "confirmed" && <p>{t("act.rescheduleUntil", { at })}</p>}
      {needsApproval && <p>{t("act.rescheduleNote")}</p>}
    </>
  );
}

/** What cancelling costs now, and until when it costs nothing. */
function CancelNote({ booking: { cancelling, state, zone } }: Pick<NoteProps, "booking">): ReactNode {
  const { t, i18n } = useTranslation("booking");
  const free =
    state === "confirmed" &&
    t("act.cancelFreeUntil", { at: formatDateTime(cancelling.freeUntil, localeOf(i18n.language), zone) });
  return (
    <>
      <p className={cancelling.late ? "font-semibold text-refused" : ""}>{cancelWords(t, cancelling)}</p>
      {!cancelling.late && free && <p className="text-sm text-muted">{free}</p>}
      <p className="text-sm text-muted">{t("act.cancelUndo")}</p>
    </>
  );
}

function cancelWords(
  t: ReturnType<typeof useTranslation<"booking">>["t"],
  { late, charge }: ActBooking["cancelling"],
): string {
  if (!late) return t("act.cancelFree");
  return charge > 0 ? t("act.cancelLate", { charge: formatMoney(charge) }) : t("act.cancelLateFree");
}
