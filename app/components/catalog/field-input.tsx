import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup, RadioGroup, Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { FieldGroup } from "#app/components/field.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import type { Named } from "#app/domain/catalog/detail-queries.server.ts";
import { limits } from "#app/domain/catalog/limits.ts";
import { type FieldSpec, vocabularies } from "./form-steps.ts";
import { useNameOf } from "./labels.ts";
import type { Filled } from "./read-fields.ts";

export interface EditorWords {
  regions: readonly Named[];
  disciplines: readonly Named[];
}

interface Props extends EditorWords {
  spec: FieldSpec;
  value: Filled | undefined;
  errors: string[] | undefined;
}

/** The control of one field of the editor. */
export function FieldInput({ spec, value, errors, regions, disciplines }: Props) {
  const { t } = useTranslation(["catalog", "editor"]);
  const nameOf = useNameOf();
  const meta: FieldMeta = {
    id: spec.path,
    name: spec.path,
    errorId: `${spec.path}-error`,
    descriptionId: `${spec.path}-help`,
    errors,
    initialValue: value,
  };
  const words = { meta, label: t(`path.${spec.path}`), help: spec.help && t(`editor:help.${spec.path}`) };
  const options = spec.options
    ? vocabularies[spec.options].map((option) => ({
        value: option,
        label: t(`option.${spec.options}.${option}`),
      }))
    : [];
  switch (spec.widget) {
    case "area":
      return <TextArea {...words} max={spec.max} rows={(spec.max ?? 0) > 400 ? 6 : 4} />;
    case "choice":
      return options.length <= 3 ? (
        <RadioGroup {...words} options={options} />
      ) : (
        <Select {...words} options={options} />
      );
    case "choices":
      return <CheckboxGroup {...words} options={options} columns />;
    case "flag":
      return <Checkbox {...words} />;
    case "date":
      return <DateInput {...words} />;
    case "integer":
    case "decimal":
      return <NumberInput {...words} unit={spec.unit && t(`unit.${spec.unit}`)} />;
    case "wan":
      return <NumberInput {...words} unit={t("unit.wan")} />;
    case "list":
      return <TextArea {...words} rows={3} />;
    case "region":
      return (
        <Select
          {...words}
          options={regions.map((region) => ({
            value: region.code,
            label: indented(region.code) + nameOf(region),
          }))}
        />
      );
    case "disciplines":
      return <Disciplines {...words} chosen={[value ?? []].flat()} disciplines={disciplines} />;
    default:
      return <TextInput {...words} width={spec.width ?? "full"} />;
  }
}

interface DisciplinesProps {
  meta: FieldMeta;
  label: string;
  help: string | undefined;
  chosen: readonly string[];
  disciplines: readonly Named[];
}

/** Up to four disciplines, each a list of its own: works on a phone and from the keyboard. */
function Disciplines({ meta, label, help, chosen, disciplines }: DisciplinesProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const nameOf = useNameOf();
  return (
    <FieldGroup meta={meta} label={label} help={help}>
      <div className="grid gap-2 sm:grid-cols-2">
        {Array.from({ length: limits.fieldCodes }, (_, i) => (
          <select
            // biome-ignore lint/suspicious/noArrayIndexKey: the places are fixed, what is chosen in them changes
            key={i}
            name={meta.name}
            className="select"
            defaultValue={chosen[i] ?? ""}
            aria-label={t("editor:edit.nth", { label, n: i + 1 })}
          >
            <option value="">{t(i === 0 ? "common:form.choose" : "editor:edit.noMore")}</option>
            {disciplines.map((one) => (
              <option key={one.code} value={one.code}>
                {`${one.code} ${nameOf(one)}`}
              </option>
            ))}
          </select>
        ))}
      </div>
    </FieldGroup>
  );
}

/** Districts stand under their city, cities under the province. */
const indented = (code: string): string =>
  code.endsWith("0000") ? "" : code.endsWith("00") ? "\u3000" : "\u3000\u3000";
