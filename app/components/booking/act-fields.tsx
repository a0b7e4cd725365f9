import { useTranslation } from "react-i18next";
import { Select } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import type { SentText } from "#app/components/identity/posted-form.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { LocalTimeInput } from "#app/components/which-time.tsx";
import type { Intent } from "#app/domain/booking/act-forms.ts";
import { endsByItself } from "#app/domain/booking/use-policy.ts";
import type { ActBooking } from "./act-booking.ts";
import { EvaluationFields, RecordFields, UseFields } from "./record-fields.tsx";

type Fields = Record<string, FieldMeta | undefined>;

type MetaOf = (name: string) => FieldMeta;

/** What an act asks for. */
export function ActFields({
  intent,
  booking,
  fields,
  sent,
}: {
  intent: Intent;
  booking: ActBooking;
  fields: Fields;
  sent: SentText;
}) {
  const meta: MetaOf = (name) => fields[name] ?? missing(intent, name);
  switch (intent) {
    case "approve":
    case "reject":
    case "cancel":
      return <ReasonField intent={intent} booking={booking} meta={meta} />;
    case "extend":
    case "reschedule":
      return <TimeFields intent={intent} booking={booking} meta={meta} sent={sent} />;
    case "transfer":
      return <TransferFields booking={booking} meta={meta} />;
    case "complete":
      return <RecordFields booking={booking} meta={meta} sent={sent} />;
    case "correct":
      return <RecordFields booking={booking} meta={meta} sent={sent} all />;
    case "check-out":
      return endsByItself(booking) ? <UseFields booking={booking} meta={meta} /> : null;
    case "evaluate":
      return <EvaluationFields meta={meta} />;
    default:
      return null;
  }
}

/** A reason: needed where it is somebody else's booking that ends. */
function ReasonField({ intent, booking, meta }: { intent: Intent; booking: ActBooking; meta: MetaOf }) {
  const { t } = useTranslation("booking");
  const needed = intent === "reject" || (intent === "cancel" && booking.scope === "provider");
  const label = t(intent === "approve" ? "act.reasonOptional" : "act.reason");
  return <TextArea meta={meta("reason")} label={label} optional={!needed} max={500} rows={2} />;
}

function TransferFields({ booking, meta }: { booking: ActBooking; meta: MetaOf }) {
  const { t } = useTranslation("booking");
  const options = booking.colleagues.map(({ name, email }) => ({
    value: email,
    label: `${name} (${email})`,
  }));
  // Who else belongs to the users' organisation is not the provider's to read: its staff know whom they mean.
  if (booking.scope === "provider")
    return (
      <>
        <TextInput
          meta={meta("email")}
          label={t("act.colleagueEmail")}
          help={t("act.colleagueEmailHelp")}
          type="email"
          autoComplete="off"
          optional={false}
        />
        <TextArea meta={meta("reason")} label={t("act.reasonOptional")} optional max={500} rows={2} />
        <TextArea
          meta={meta("overrideReason")}
          label={t("book.override")}
          help={t("book.overrideHelp")}
          optional
          rows={2}
        />
      </>
    );
  return (
    <>
      <Select
        meta={meta("email")}
        label={t("act.colleague")}
        placeholder={t("act.chooseColleague")}
        optional={false}
        options={options}
      />
      <TextArea meta={meta("reason")} label={t("act.reasonOptional")} optional max={500} rows={2} />
    </>
  );
}

interface TimeProps {
  intent: Intent;
  booking: ActBooking;
  meta: MetaOf;
  sent: SentText;
}

function TimeFields({ intent, booking, meta, sent }: TimeProps) {
  const { t } = useTranslation("booking");
  const moved = intent === "reschedule";
  const help = t("act.zoneHelp", { zone: booking.zone });
  const time = { meta, sent, zone: booking.zone, optional: false };
  return (
    <>
      {moved && <LocalTimeInput {...time} name="start" label={t("act.newStart")} help={help} />}
      <LocalTimeInput {...time} name="end" label={t("act.newEnd")} help={moved ? undefined : help} />
      {moved && <TextArea meta={meta("reason")} label={t("act.reason")} optional max={500} rows={2} />}
      {booking.scope === "provider" && (
        <TextArea
          meta={meta("overrideReason")}
          label={t("book.override")}
          help={t("book.overrideHelp")}
          optional
          rows={2}
        />
      )}
    </>
  );
}

const missing = (intent: Intent, name: string): FieldMeta => ({
  id: `act-${intent}-${name}`,
  name,
  errorId: `act-${intent}-${name}-error`,
  descriptionId: `act-${intent}-${name}-help`,
});
