import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { PageHead } from "#app/components/page-head.tsx";
import { DateRange } from "#app/components/text.tsx";
import type { BookingPage } from "#app/domain/booking/booking-page.server.ts";
import { shortCode } from "#app/domain/short-code.ts";
import { toPay } from "./open-charges.ts";
import { BookingStateTag, useNextWords } from "./state-line.tsx";

type HeadProps = Pick<
  BookingPage,
  | "booking"
  | "titleZh"
  | "titleEn"
  | "zone"
  | "state"
  | "scope"
  | "unit"
  | "evaluates"
  | "competing"
  | "charges"
>;

/** What is booked and when, how it stands, and whose turn it is by when. */
export function BookingHead(page: HeadProps) {
  const { booking, zone, state, scope, unit, evaluates, competing, charges } = page;
  const { t } = useTranslation("booking");
  const titleOf = useTitleOf();
  const next = useNextWords();
  const waiting = competing.length > 0 ? ` ${t("detail.competing", { count: competing.length })}` : "";
  const deadline = state === booking.state ? booking.deadline : null;
  const standing = { state, deadline, scope, unevaluated: evaluates, zone, toPay: toPay(charges) };
  return (
    <PageHead
      kicker={`${t("detail.kicker")} ${shortCode(booking.id)} · ${t("book.unitNumber", { number: unit })}`}
      title={titleOf(page)}
      state={
        <>
          <BookingStateTag state={state} />
          <span className="font-semibold text-ink">
            <DateRange starts={booking.startsAt} ends={booking.endsAt} zone={zone} />
          </span>
        </>
      }
      next={<p>{next({ ...booking, ...standing }) + waiting}</p>}
    />
  );
}
