import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Checkbox, Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { yuanInput } from "#app/components/format.ts";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { MoneyInput, NumberInput, TextInput } from "#app/components/inputs.tsx";
import type { IndicatorRow, SetRow } from "#app/domain/assessment/set-queries.server.ts";
import { indicatorKinds } from "#db/schema/vocabulary.ts";
import { pointsText } from "./words.ts";

const indicatorNames = [
  "code",
  "kind",
  "position",
  "groupZh",
  "groupEn",
  "nameZh",
  "nameEn",
  "unitZh",
  "unitEn",
  "formula",
  "floor",
  "ceiling",
  "points",
  "sharing",
] as const;

type IndicatorFields = Record<(typeof indicatorNames)[number], string>;

/** Adds an indicator to a draft, or changes the one that is given. */
export function IndicatorForm({
  one,
  position,
  reply,
}: {
  one: IndicatorRow | undefined;
  position: number;
  reply: FormReply | undefined;
}) {
  const { t } = useTranslation("assessment");
  const { form, fields, props } = usePostedForm<IndicatorFields>("indicator", reply, valuesOf(one, position));
  const label = (name: (typeof indicatorNames)[number]): string => {
    switch (name) {
      case "code":
      case "position":
      case "groupZh":
      case "groupEn":
      case "unitZh":
      case "unitEn":
        return t(`rules.${name}`);
      default:
        return t(`field.${name}`);
    }
  };
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary
        form={form}
        fields={fields}
        labels={Object.fromEntries(indicatorNames.map((name) => [name, label(name)]))}
      />
      <TextInput meta={fields.code} label={label("code")} width="medium" readOnly={one !== undefined} />
      <Select
        meta={fields.kind}
        label={label("kind")}
        placeholder={null}
        options={indicatorKinds.map((kind) => ({ value: kind, label: t(`indicatorKind.${kind}`) }))}
      />
      <NumberInput meta={fields.position} label={label("position")} />
      {(["nameZh", "nameEn"] as const).map((name) => (
        <TextInput key={name} meta={fields[name]} label={label(name)} />
      ))}
      {(["groupZh", "groupEn", "unitZh", "unitEn"] as const).map((name) => (
        <TextInput key={name} meta={fields[name]} label={label(name)} optional width="medium" />
      ))}
      <TextInput
        meta={fields.formula}
        label={label("formula")}
        help={t("rules.formulaHelp")}
        spellCheck={false}
        autoCapitalize="none"
      />
      <NumberInput meta={fields.floor} label={label("floor")} help={t("rules.thresholdHelp")} />
      <NumberInput meta={fields.ceiling} label={label("ceiling")} />
      <NumberInput meta={fields.points} label={label("points")} help={t("rules.pointsHelp")} />
      <Checkbox meta={fields.sharing} label={label("sharing")} />
      <div>
        <SubmitButton name="intent" value="indicator">
          {t("rules.saveIndicator")}
        </SubmitButton>
      </div>
    </Form>
  );
}

function valuesOf(one: IndicatorRow | undefined, position: number): Partial<IndicatorFields> {
  if (!one) return { kind: "scored", position: String(position), floor: "0" };
  return {
    code: one.code,
    kind: one.kind,
    position: String(one.position),
    groupZh: one.groupZh,
    groupEn: one.groupEn,
    nameZh: one.nameZh,
    nameEn: one.nameEn,
    unitZh: one.unitZh,
    unitEn: one.unitEn,
    formula: one.formula,
    floor: String(one.floor),
    ceiling: String(one.ceiling),
    points: pointsText(one.points),
    sharing: one.sharing ? "on" : "",
  };
}

const wholeNumbers = [
  "praiseCount",
  "cardCount",
  "delistAfterYears",
  "rewardWeightExcellent",
  "rewardWeightGood",
] as const;
const grades = ["excellentFrom", "goodFrom", "qualifiedFrom"] as const;
const sums = ["rewardCap", "subsidyCap"] as const;
const texts = ["nameZh", "nameEn", "basis"] as const;

type NumberFields = Record<
  | (typeof wholeNumbers)[number]
  | (typeof grades)[number]
  | (typeof sums)[number]
  | (typeof texts)[number]
  | "validFrom"
  | "subsidyFormula",
  string
>;

/** The numbers of a draft: grades, counts and money. */
export function NumbersForm({ set, reply }: { set: SetRow; reply: FormReply | undefined }) {
  const { t } = useTranslation("assessment");
  const text = (names: readonly (keyof NumberFields)[]) =>
    Object.fromEntries(names.map((name) => [name, String(set[name])]));
  const { form, fields, props } = usePostedForm<NumberFields>("numbers", reply, {
    ...text([...texts, ...wholeNumbers, "validFrom", "subsidyFormula"]),
    ...Object.fromEntries(grades.map((name) => [name, pointsText(set[name])])),
    ...Object.fromEntries(sums.map((name) => [name, yuanInput(set[name])])),
  });
  const all = [...texts, "validFrom", ...grades, ...wholeNumbers, ...sums, "subsidyFormula"] as const;
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary
        form={form}
        fields={fields}
        labels={Object.fromEntries(all.map((name) => [name, t(`field.${name}`)]))}
      />
      {texts.map((name) => (
        <TextInput key={name} meta={fields[name]} label={t(`field.${name}`)} optional={name === "basis"} />
      ))}
      <DateInput meta={fields.validFrom} label={t("field.validFrom")} />
      {[...grades, ...wholeNumbers].map((name) => (
        <NumberInput key={name} meta={fields[name]} label={t(`field.${name}`)} />
      ))}
      {sums.map((name) => (
        <MoneyInput key={name} meta={fields[name]} label={t(`field.${name}`)} />
      ))}
      <TextInput meta={fields.subsidyFormula} label={t("field.subsidyFormula")} spellCheck={false} />
      <div>
        <SubmitButton name="intent" value="numbers">
          {t("rules.saveNumbers")}
        </SubmitButton>
      </div>
    </Form>
  );
}
