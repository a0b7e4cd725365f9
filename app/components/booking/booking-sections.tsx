import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MadeTogether } from "#app/components/bundle/made-together.tsx";
import { ChargeList } from "#app/components/money/charge-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { QualificationsOfUser } from "#app/components/qualification/of-user.tsx";
import { PaidByVoucher } from "#app/components/vouchers/paid-by-voucher.tsx";
import type { BookingPage } from "#app/domain/booking/booking-page.server.ts";
import { BookingFacts, UsageFacts } from "./booking-facts.tsx";
import { SlotButtons } from "./free-times.tsx";

type SectionsProps = Omit<BookingPage, "allowed" | "history" | "writesRecord">;

/** The unit went out of service under the booking: what is free instead. */
export function Displaced({ booking, zone, instead }: Pick<SectionsProps, "booking" | "zone" | "instead">) {
  const { t } = useTranslation("booking");
  if (instead.length === 0) return null;
  return (
    <div className="pb-6">
      <Notice kind="warning" title={t("detail.displaced")}>
        <p>{t("detail.instead")}</p>
        <SlotButtons
          facilityId={booking.facilityId}
          zone={zone}
          slots={instead}
          kept={{ purpose: booking.purpose, project: booking.project }}
        />
      </Notice>
    </div>
  );
}

/** What was booked, what its user can do, what it costs, what it goes with and what came of it. */
export function BookingSections(page: SectionsProps) {
  const { t } = useTranslation(["booking", "charges", "qualification"]);
  const { booking, zone, scope, record, paid, qualified, charges } = page;
  return (
    <>
      <Section title={t("detail.what")} aside={<WaysOn {...page} />}>
        <BookingFacts {...page} />
        {paid && <PaidByVoucher paid={paid} price={booking.price} own={scope === "booker"} />}
      </Section>
      {qualified.length > 0 && (
        <Section title={t("qualification:ofUser.title")}>
          <QualificationsOfUser asked={qualified} />
        </Section>
      )}
      {charges.length > 0 && (
        <Section title={t("charges:charged")}>
          <ChargeList items={charges} />
        </Section>
      )}
      <Beside {...page} />
      {record && (
        <Section title={t("detail.record")}>
          <UsageFacts record={record} zone={zone} />
        </Section>
      )}
    </>
  );
}

/** The series that it belongs to, and its file for a calendar. */
function WaysOn({ booking, scope }: SectionsProps) {
  const { t } = useTranslation(["booking", "calendar"]);
  return (
    <span className="flex flex-wrap gap-x-4">
      {booking.seriesId && scope === "booker" && (
        <Link className="link" to={`/booking-series/${booking.seriesId}?from=${booking.id}`}>
          {t("series.link")}
        </Link>
      )}
      <a className="link" href={`/bookings/${booking.id}/calendar.ics`}>
        {t("calendar:subscribe.download")}
      </a>
    </span>
  );
}

/** What was booked together with it. */
function Beside({ booking, scope, together }: SectionsProps) {
  const { t } = useTranslation("together");
  if (together.length === 0) return null;
  const all = scope === "booker" && (
    <Link className="link" to={`/booking-bundles/${booking.bundleId}`}>
      {t("bundle.link")}
    </Link>
  );
  return (
    <Section title={t("bundle.with")} aside={all}>
      <MadeTogether items={together} />
    </Section>
  );
}
