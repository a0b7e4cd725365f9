import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { BookingStateTag } from "#app/components/booking/state-line.tsx";
import { SubmitButton } from "#app/components/button.tsx";
import { formatRange, localeOf } from "#app/components/format.ts";
import { Section } from "#app/components/page-head.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import type { RunningUse, UseAtUnit } from "#app/domain/instrument/at-unit.server.ts";
import { CheckOutForm, type Disciplines } from "./check-out-form.tsx";
import { ExtendButtons } from "./extend-buttons.tsx";
import type { AtReply } from "./report-form.tsx";

interface UseProps {
  use: UseAtUnit;
  zone: string;
  staff: boolean;
}

/** Who and when; strangers read only that it is reserved. */
function UseLine({ use, zone }: Omit<UseProps, "staff">) {
  const { t, i18n } = useTranslation("instrument");
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="tnum font-semibold">
          {formatRange(use.startsAt, use.endsAt, localeOf(i18n.language), zone)}
        </span>
        {use.who && <BookingStateTag state={use.state} />}
      </div>
      <p>
        {use.who ? (
          <>
            {use.who.name}{" "}
            <span className="text-muted">
              <OrganizationName nameZh={use.who.organizationZh} nameEn={use.who.organizationEn} />
            </span>
          </>
        ) : (
          t("at.reserved")
        )}
      </p>
    </div>
  );
}

/** Starts the use: one press, as wide as the thumb reaches. */
function CheckIn({ use, staff }: Omit<UseProps, "zone">) {
  const { t } = useTranslation("instrument");
  if (!use.bookingId || !use.acts.includes("check-in")) return null;
  return (
    <Form method="post">
      <input type="hidden" name="booking" value={use.bookingId} />
      <SubmitButton name="intent" value="check-in" className="thumb">
        {staff && !use.mine ? t("at.checkInOf", { name: use.who?.name ?? "" }) : t("at.checkIn")}
      </SubmitButton>
    </Form>
  );
}

/** The use whose time it is, with everything that can be done about it here. */
export function CurrentUse({
  use,
  zone,
  staff,
  disciplines,
  reply,
}: UseProps & { use: RunningUse; disciplines: Disciplines; reply: AtReply | undefined }) {
  const { t } = useTranslation("instrument");
  const { bookingId, acts, extensions, row } = use;
  return (
    <Section title={use.mine ? t("at.yours") : t("at.now")}>
      <div className="grid gap-4">
        <UseLine use={use} zone={zone} />
        <CheckIn use={use} staff={staff} />
        {bookingId && extensions.length > 0 && use.state === "in_use" && (
          <ExtendButtons bookingId={bookingId} steps={extensions} zone={zone} />
        )}
        {bookingId && row && acts.includes("check-out") && (
          <CheckOutForm
            booking={{ ...row, id: bookingId, state: use.state, zone, disciplines }}
            mine={use.mine}
            reply={reply}
          />
        )}
        {bookingId && (
          <Link className="link justify-self-start" to={`/bookings/${bookingId}`}>
            {staff && acts.includes("complete") && use.state === "in_use" ? t("at.finish") : t("at.open")}
          </Link>
        )}
      </div>
    </Section>
  );
}

/** Who comes next, as far as the reader may know. */
export function NextUses({
  uses,
  zone,
  staff,
}: {
  uses: readonly UseAtUnit[];
  zone: string;
  staff: boolean;
}) {
  const { t } = useTranslation("instrument");
  if (uses.length === 0) return <p className="text-muted">{t("at.nobodyNext")}</p>;
  return (
    <ol className="grid gap-4">
      {uses.map((use) => (
        <li key={use.startsAt.getTime()} className="grid gap-2">
          <UseLine use={use} zone={zone} />
          <CheckIn use={use} staff={staff} />
        </li>
      ))}
    </ol>
  );
}
