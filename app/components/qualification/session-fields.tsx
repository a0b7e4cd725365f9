import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { Select } from "#app/components/choices.tsx";
import { DateTimeInput } from "#app/components/date-input.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { type FormReply, sentBy, usePostedForm } from "#app/components/identity/posted-form.ts";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { WhichTime } from "#app/components/which-time.tsx";
import type { SessionForm } from "#app/domain/qualification/inputs.ts";

/** Plans a training; `zones` are those of the facilities that ask for its qualification. */
export function SessionFields({ reply, zones }: { reply: FormReply | undefined; zones: readonly string[] }) {
  const { t } = useTranslation("qualification");
  const { form, fields, props } = usePostedForm<SessionForm>("plan", reply, {
    timezone: zones[0],
    seats: "6",
  });
  const sent = sentBy(reply);
  const zone = zones.find((known) => known === sent("timezone"));
  const labels = {
    starts: t("sessions.starts"),
    startsMeant: t("sessions.starts"),
    ends: t("sessions.ends"),
    endsMeant: t("sessions.ends"),
    timezone: t("sessions.timezone"),
    place: t("sessions.place"),
    seats: t("sessions.seats"),
    note: t("sessions.note"),
  };
  return (
    <Form method="post" className="grid w-full max-w-form gap-5" {...props}>
      <input type="hidden" name="intent" value="plan" />
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <DateTimeInput meta={fields.starts} label={labels.starts} help={t("sessions.help")} optional={false} />
      <WhichTime meta={fields.startsMeant} text={sent("starts")} zone={zone} />
      <DateTimeInput meta={fields.ends} label={labels.ends} optional={false} />
      <WhichTime meta={fields.endsMeant} text={sent("ends")} zone={zone} />
      {zones.length > 1 ? (
        <Select
          meta={fields.timezone}
          label={labels.timezone}
          optional={false}
          placeholder={null}
          options={zones.map((zone) => ({ value: zone, label: zone }))}
        />
      ) : (
        <input type="hidden" name="timezone" value={zones[0]} />
      )}
      <TextInput meta={fields.place} label={labels.place} optional={false} />
      <NumberInput meta={fields.seats} label={labels.seats} unit={t("sessions.unit")} optional={false} />
      <TextArea
        meta={fields.note}
        label={labels.note}
        help={t("sessions.noteHelp")}
        optional
        max={500}
        rows={2}
      />
      <SubmitRow label={t("sessions.submit")} />
    </Form>
  );
}
