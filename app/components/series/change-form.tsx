import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatRange, formatTime, localeOf } from "#app/components/format.ts";
import { NumberInput, TextInput } from "#app/components/inputs.tsx";
import { Section } from "#app/components/page-head.tsx";

interface Props {
  /** The booking that the reader came from: the change begins with it unless they say otherwise. */
  from?: string;
  open: readonly { booking: { id: string; startsAt: Date; endsAt: Date } }[];
  zone: string;
}

/** Which of the bookings to change, and how; answered with what it comes to, before anything is done. */
export function ChangeForms({ open, zone, from = "" }: Props) {
  const { t, i18n } = useTranslation("booking");
  const locale = localeOf(i18n.language);
  const [first] = open;
  if (!first) return <p className="py-4 text-muted">{t("series.over")}</p>;
  const { startsAt, endsAt } = first.booking;
  const which = (act: string) => (
    <Select
      meta={{ ...plainField("from", from), id: `from-${act}`, descriptionId: `from-${act}-help` }}
      label={t("series.which")}
      optional={false}
      placeholder={t("series.all", { count: open.length })}
      options={open.slice(1).map(({ booking }) => ({
        value: booking.id,
        label: t("series.from", { when: formatRange(booking.startsAt, booking.endsAt, locale, zone) }),
      }))}
    />
  );
  return (
    <div className="grid gap-x-12 lg:grid-cols-2">
      <Section title={t("series.retime")}>
        <Form method="get" className="grid gap-5">
          <input type="hidden" name="act" value="retime" />
          {which("retime")}
          <div className="grid grid-cols-2 gap-5">
            <TextInput
              meta={plainField("time", formatTime(startsAt, "zh-CN", zone))}
              label={t("series.time")}
              optional={false}
              width="short"
              type="time"
            />
            <NumberInput
              meta={plainField("minutes", String((endsAt.getTime() - startsAt.getTime()) / 60_000))}
              label={t("series.length")}
              unit={t("series.minutes")}
              optional={false}
            />
          </div>
          <div>
            <SubmitButton look="secondary">{t("series.look")}</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title={t("series.cancel")}>
        <Form method="get" className="grid gap-5">
          <input type="hidden" name="act" value="cancel" />
          {which("cancel")}
          <div>
            <SubmitButton look="secondary">{t("series.look")}</SubmitButton>
          </div>
        </Form>
      </Section>
    </div>
  );
}
