import { useTranslation } from "react-i18next";
import { CheckboxGroup, RadioGroup, Select } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import type { SentText } from "#app/components/identity/posted-form.ts";
import { MoneyInput, NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { LocalTimeInput } from "#app/components/which-time.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { evaluations, type FundingSource, fundingSources, serviceTypes } from "#db/schema/vocabulary.ts";

export interface RecordBooking {
  state: string;
  zone: string;
  price: number | null;
  way: string;
  project: string;
  funding: readonly FundingSource[];
  fields: readonly string[];
  /** The list of disciplines, where a record can be written. */
  disciplines: readonly { code: string; nameZh: string; nameEn: string }[];
}

type MetaOf = (name: string) => FieldMeta;

interface Props {
  booking: RecordBooking;
  meta: MetaOf;
  /** All of it, because something is wrong; else only what the booking does not say. */
  all?: boolean;
}

/** What staff say of a use for the state's record. */
export function RecordFields({ booking, meta, sent, all }: Props & { sent: SentText }) {
  const { t } = useTranslation("booking");
  const help = t("act.zoneHelp", { zone: booking.zone });
  const time = { meta, sent, zone: booking.zone, optional: true };
  const reasoned = all || booking.state === "no_show";
  return (
    <>
      <LocalTimeInput {...time} name="actualFrom" label={t("act.actualFrom")} help={help} />
      <LocalTimeInput {...time} name="actualTo" label={t("act.actualTo")} />
      <MoneyInput meta={meta("amount")} label={t("act.amount")} optional={booking.price !== null} />
      <UseFields booking={booking} meta={meta} all={all} />
      {reasoned && (
        <TextArea meta={meta("reason")} label={t("act.reason")} optional={false} max={500} rows={2} />
      )}
    </>
  );
}

/** What was done, and what the booking has not said about whom it was done for. */
export function UseFields({ booking, meta, all = false }: Props) {
  const { t } = useTranslation(["booking", "catalog"]);
  const nameOf = useNameOf();
  const { project, funding, fields, disciplines, way } = booking;
  const known = !all && project !== "" && funding.length > 0 && fields.length > 0;
  return (
    <>
      <TextArea meta={meta("content")} label={t("act.content")} optional max={200} rows={2} />
      {(all || way === "commissioned" || way === "assisted") && (
        <NumberInput meta={meta("samples")} label={t("act.samples")} optional />
      )}
      {(all || project === "") && <TextInput meta={meta("project")} label={t("act.project")} optional />}
      {(all || project === "") && (
        <Select
          meta={meta("serviceType")}
          label={t("act.serviceType")}
          optional
          options={serviceTypes.map((value) => ({ value, label: t(`serviceType.${value}`) }))}
        />
      )}
      {(all || funding.length === 0) && (
        <CheckboxGroup
          meta={meta("funding")}
          label={t("act.funding")}
          optional
          options={fundingSources.map((value) => ({
            value,
            label: t(`catalog:option.fundingSources.${value}`),
          }))}
        />
      )}
      {(all || fields.length === 0) && (
        <Select
          meta={meta("fields")}
          label={t("act.fields")}
          help={t("act.fieldsHelp")}
          optional
          multiple
          size={5}
          options={disciplines.map((one) => ({ value: one.code, label: nameOf(one) }))}
        />
      )}
      {known && <p className="text-sm text-muted">{t("act.known")}</p>}
    </>
  );
}

/** The user's satisfaction; `optional` where leaving is what they came for. */
export function EvaluationFields({ meta, optional = false }: { meta: MetaOf; optional?: boolean }) {
  const { t } = useTranslation("booking");
  return (
    <>
      <RadioGroup
        meta={meta("evaluation")}
        label={t("act.evaluation")}
        optional={optional}
        options={evaluations.map((value) => ({ value, label: t(`evaluation.${value}`) }))}
      />
      <TextArea meta={meta("text")} label={t("act.evaluationText")} optional max={500} rows={2} />
    </>
  );
}
