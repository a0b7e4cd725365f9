import { useTranslation } from "react-i18next";
import { Checkbox, RadioGroup, Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { runningChoices } from "#app/domain/credit/rule-book/inputs.ts";
import { effectsEnforced } from "#app/domain/credit/measures.ts";
import { say } from "#app/i18n/describe-problem.ts";
import {
  type MeasureKind,
  measureKinds,
  misconductClasses,
  offenceCategories,
  untimedMeasures,
} from "#db/schema/vocabulary.ts";

export type RuleValues = Readonly<Record<string, string | readonly string[]>>;
export type RuleErrors = Readonly<Record<string, string[]>>;

interface Props {
  values: RuleValues;
  errors: RuleErrors;
}

const useFields = ({ values, errors }: Props) => ({
  field: (name: string) => plainField(name, values[name], errors[name]),
  ...useTranslation(["ruleBook", "credit"]),
});

/** An offence: its words in both languages, and the measures that may answer it. */
export function OffenceFields({ fresh, ...props }: Props & { fresh: boolean }) {
  const { t, field } = useFields(props);
  return (
    <>
      {fresh && (
        <TextInput meta={field("code")} label={t("draft.code")} help={t("draft.codeHelp")} width="short" />
      )}
      <Select
        meta={field("category")}
        label={t("field.category")}
        options={offenceCategories.map((value) => ({ value, label: t(`credit:category.${value}`) }))}
      />
      <RadioGroup
        meta={field("gravest")}
        label={t("gravest")}
        options={misconductClasses.map((value) => ({ value, label: t(`credit:class.${value}`) }))}
      />
      {(["nameZh", "nameEn"] as const).map((name) => (
        <TextInput key={name} meta={field(name)} label={t(`field.${name}`)} />
      ))}
      {(["descriptionZh", "descriptionEn"] as const).map((name) => (
        <TextArea key={name} meta={field(name)} label={t(`field.${name}`)} max={1000} rows={3} />
      ))}
      <BasisFields {...props} />
      <Terms {...props} />
    </>
  );
}

function Terms(props: Props) {
  const { t, field } = useFields(props);
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-1 font-medium">{t("allowed")}</legend>
      <p className="text-sm text-muted">{t("draft.allowedHelp")}</p>
      {props.errors.measures?.map((error) => (
        <p key={error} role="alert" className="text-refused">
          {error}
        </p>
      ))}
      {measureKinds.map((kind) => (
        <div key={kind} className="grid gap-2 border-t border-hairline pt-2 sm:grid-cols-3">
          <Checkbox meta={field(`kind.${kind}`)} label={t(`credit:measure.${kind}`)} />
          {!untimedMeasures.some((one) => one === kind) && (
            <>
              <NumberInput meta={field(`min.${kind}`)} label={t("draft.min")} />
              <NumberInput meta={field(`max.${kind}`)} label={t("draft.max")} />
            </>
          )}
        </div>
      ))}
    </fieldset>
  );
}

function BasisFields(props: Props) {
  const { t, field } = useFields(props);
  return (["basisZh", "basisEn"] as const).map((name) => (
    <TextArea key={name} meta={field(name)} label={t(`field.${name}`)} max={500} rows={2} />
  ));
}

/** What a measure does, and how one gets out of it. */
export function MeasureFields({ kind, ...props }: Props & { kind: MeasureKind }) {
  const { t, field } = useFields(props);
  return (
    <>
      <div className="grid gap-1">
        <p className="font-medium">{t("effects")}</p>
        <p>
          {effectsEnforced(kind)
            .map((effect) => t(`effect.${effect}`))
            .join(" · ")}
        </p>
        <p className="text-sm text-muted">{t("draft.effectsFixed")}</p>
      </div>
      <RadioGroup
        meta={field("running")}
        label={t("running")}
        options={runningChoices.map((value) => ({ value, label: t(`runningRule.${value}`) }))}
      />
      <Checkbox meta={field("hearing")} label={t("draft.hearing")} />
      <NumberInput
        meta={field("repairAfterDays")}
        label={t("field.repairAfterDays")}
        help={t("draft.orBlank")}
        optional
      />
      <NumberInput
        meta={field("rectifyDays")}
        label={t("field.rectifyDays")}
        help={t("draft.orBlank")}
        optional
      />
      <RadioGroup
        meta={field("decidedBy")}
        label={t("decidedBy")}
        options={["2", "4", "6"].map((value) => ({ value, label: say(t, `ruleBook:level.${value}`) }))}
      />
    </>
  );
}

/** How long decisions of a class are published and count. */
export function PublicationFields(props: Props) {
  const { t, field } = useFields(props);
  return (
    <>
      <Checkbox meta={field("published")} label={t("draft.published")} />
      <NumberInput meta={field("minDays")} label={t("draft.min")} />
      <NumberInput meta={field("maxDays")} label={t("draft.max")} />
      <NumberInput meta={field("recordDays")} label={t("field.recordDays")} />
    </>
  );
}

/** A clock of the procedure. */
export function LimitFields(props: Props) {
  const { t, field } = useFields(props);
  return (
    <>
      <NumberInput meta={field("days")} label={t("draft.days")} />
      <Checkbox meta={field("working")} label={t("draft.working")} />
      <BasisFields {...props} />
    </>
  );
}
