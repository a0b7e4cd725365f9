import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { CheckboxGroup, RadioGroup } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { LocalTimeInput } from "#app/components/which-time.tsx";

interface Props {
  units: readonly { number: number; label: string }[];
  zone: string;
  written: {
    cause: string;
    startsAt: string;
    startsAtMeant: string;
    endsAt: string;
    endsAtMeant: string;
    units: readonly string[];
    reason: string;
    problem: string;
  };
  errors: Record<string, string[]>;
}

/** What goes out of service and when; asking shows what that would hit and changes nothing. */
export function OutageForm({ units, zone, written, errors }: Props) {
  const { t } = useTranslation(["instrument", "editor"]);
  const texts: Record<string, string | readonly string[]> = written;
  const meta = (name: string) => plainField(name, texts[name], errors[name]);
  const time = { meta, zone, help: t("editor:times.zoneNote", { zone }) };
  return (
    <Form method="get" className="grid max-w-form gap-4">
      {written.problem && <input type="hidden" name="problem" value={written.problem} />}
      <RadioGroup
        meta={meta("cause")}
        label={t("editor:times.cause")}
        options={["maintenance", "closure"].map((value) => ({ value, label: t(`editor:times.${value}`) }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <LocalTimeInput {...time} name="startsAt" label={t("editor:times.startsAt")} />
        <LocalTimeInput {...time} name="endsAt" label={t("editor:times.endsAt")} />
      </div>
      {units.length > 1 && (
        <CheckboxGroup
          meta={meta("units")}
          label={t("editor:times.which")}
          help={t("outage.unitsHelp")}
          options={units.map(({ number, label }) => ({
            value: String(number),
            label: t("editor:times.unitName", { number, label }),
          }))}
          columns
        />
      )}
      <TextInput
        meta={meta("reason")}
        label={t("editor:times.reason")}
        help={t("outage.reasonHelp")}
        optional={false}
      />
      <SubmitButton className="justify-self-start">{t("outage.preview")}</SubmitButton>
    </Form>
  );
}
