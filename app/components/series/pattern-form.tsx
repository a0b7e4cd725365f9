import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { CheckboxGroup, Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { NumberInput } from "#app/components/inputs.tsx";
import { frequencies, mostOccurrences, type Pattern, weekdays } from "#app/domain/booking/series/inputs.ts";

interface Props {
  start: Date;
  end: Date;
  way: string;
  ways: readonly string[];
  pattern: Pattern;
  /** The address asked for a pattern that makes no sense. */
  wrong: boolean;
}

/** How often and for how long; answered with every time and what stands against it, before anything is sent. */
export function PatternForm({ start, end, way, ways, pattern, wrong }: Props) {
  const { t } = useTranslation(["booking", "catalog", "problems"]);
  const errors = wrong ? [t("repeat.countHelp", { most: mostOccurrences })] : undefined;
  return (
    <Form method="get" className="grid max-w-form gap-5 pb-6">
      <input type="hidden" name="start" value={start.toISOString()} />
      <input type="hidden" name="end" value={end.toISOString()} />
      <div className="grid items-end gap-5 sm:grid-cols-3">
        <Select
          meta={plainField("frequency", pattern.frequency)}
          label={t("repeat.frequency")}
          optional={false}
          placeholder={null}
          options={frequencies.map((value) => ({ value, label: t(`repeat.by.${value}`) }))}
        />
        <NumberInput
          meta={plainField("every", String(pattern.every))}
          label={t("repeat.every")}
          help={t("repeat.everyHelp")}
          optional={false}
        />
        <NumberInput
          meta={plainField("count", String(pattern.count), errors)}
          label={t("repeat.count")}
          help={t("repeat.countHelp", { most: mostOccurrences })}
          optional={false}
        />
      </div>
      <CheckboxGroup
        meta={plainField("days", pattern.days)}
        label={t("repeat.days")}
        help={t("repeat.daysHelp")}
        optional
        columns
        options={weekdays.map((value) => ({ value, label: t(`repeat.weekday.${value}`) }))}
      />
      {ways.length > 1 ? (
        <Select
          meta={plainField("way", way)}
          label={t("book.way")}
          optional={false}
          placeholder={null}
          options={ways.map((value) => ({ value, label: t(`catalog:option.serviceWays.${value}`) }))}
        />
      ) : (
        <input type="hidden" name="way" value={way} />
      )}
      <div>
        <SubmitButton look="secondary">{t("repeat.look")}</SubmitButton>
      </div>
    </Form>
  );
}
