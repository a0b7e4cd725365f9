import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Field, FieldError, FieldGroup, type FieldWords } from "./field.tsx";
import { fieldProps, listOf, textOf, type FieldMeta } from "./field-meta.ts";

export interface Option {
  value: string;
  label: ReactNode;
  /** One line under the label that helps to choose. */
  hint?: ReactNode;
  disabled?: boolean;
}

export interface OptionGroup {
  label: string;
  options: readonly (Omit<Option, "label"> & { label: string })[];
}

type SelectProps = FieldWords & {
  options?: readonly (Omit<Option, "label"> & { label: string })[];
  groups?: readonly OptionGroup[];
  /** The first, empty line; `null` for none. */
  placeholder?: string | null;
  width?: "medium" | "full";
} & Omit<ComponentProps<"select">, "id" | "name" | "form" | "defaultValue">;

/** One of many, as the platform's own list. */
export function Select({
  meta,
  label,
  help,
  optional,
  options = [],
  groups = [],
  placeholder,
  width = "medium",
  ...rest
}: SelectProps) {
  const { t } = useTranslation("common");
  const line = (option: { value: string; label: string; disabled?: boolean }) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <select
        key={meta.key}
        className={`select ${width === "medium" ? "width-medium" : ""}`}
        defaultValue={rest.multiple ? listOf(meta) : textOf(meta)}
        {...fieldProps(meta, { help: Boolean(help) })}
        {...rest}
      >
        {placeholder !== null && !rest.multiple && (
          <option value="">{placeholder ?? t("form.choose")}</option>
        )}
        {options.map(line)}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(line)}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

/** One yes-or-no with its words beside it: consent, a filter, a flag. */
export function Checkbox({
  meta,
  label,
  help,
  value = "on",
  ...rest
}: Omit<FieldWords, "optional"> & Omit<ComponentProps<"input">, "id" | "name" | "form" | "type">) {
  const checked = meta.initialValue === true || textOf(meta) === value;
  return (
    <div className={meta.errors?.length ? "border-s-4 border-refused ps-3" : undefined}>
      <FieldError meta={meta} />
      <div className="choice">
        <input
          key={meta.key}
          type="checkbox"
          value={value}
          defaultChecked={checked}
          {...fieldProps(meta, { help: Boolean(help) })}
          {...rest}
        />
        <div>
          <label htmlFor={meta.id}>{label}</label>
          {help && (
            <div id={meta.descriptionId} className="text-sm text-muted">
              {help}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

type ChoiceProps = FieldWords & {
  options: readonly Option[];
  columns?: boolean;
  onChange?: ComponentProps<"input">["onChange"];
};

/** Several of a few. */
export const CheckboxGroup = (props: ChoiceProps) => <Choices type="checkbox" {...props} />;

/** One of a few, all visible. */
export const RadioGroup = (props: ChoiceProps) => <Choices type="radio" {...props} />;

function Choices({
  type,
  meta,
  label,
  help,
  optional,
  options,
  columns,
  onChange,
}: ChoiceProps & { type: "checkbox" | "radio" }) {
  return (
    <FieldGroup meta={meta} label={label} help={help} optional={optional}>
      <ChoiceList
        type={type}
        meta={meta}
        options={options}
        layout={columns ? "columns" : "lines"}
        onChange={onChange}
      />
    </FieldGroup>
  );
}

const layouts = {
  lines: "grid",
  columns: "grid gap-x-6 sm:grid-cols-2",
  row: "grid gap-x-6 gap-y-1 sm:flex sm:flex-wrap",
};

interface ListProps extends Pick<ChoiceProps, "meta" | "options" | "onChange"> {
  type: "checkbox" | "radio";
  layout: keyof typeof layouts;
}

/** The boxes alone, for a `fieldset` that names them in its own way. */
export function ChoiceList({ type, meta, options, layout, onChange }: ListProps) {
  const chosen = listOf(meta);
  return (
    <div key={meta.key} className={layouts[layout]}>
      {options.map((option) => (
        <Choice
          key={option.value}
          type={type}
          meta={meta}
          option={option}
          checked={chosen.includes(option.value)}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

interface ChoiceItem {
  type: "checkbox" | "radio";
  meta: FieldMeta;
  option: Option;
  checked: boolean;
  onChange?: ComponentProps<"input">["onChange"];
}

function Choice({ type, meta, option, checked, onChange }: ChoiceItem) {
  const id = `${meta.id}-${option.value}`;
  const hintId = `${id}-hint`;
  return (
    <div className="choice">
      <input
        id={id}
        type={type}
        name={meta.name}
        form={meta.formId}
        value={option.value}
        defaultChecked={checked}
        disabled={option.disabled}
        aria-describedby={option.hint ? hintId : undefined}
        onChange={onChange}
      />
      <div>
        <label htmlFor={id}>{option.label}</label>
        {option.hint && (
          <div id={hintId} className="text-sm text-muted">
            {option.hint}
          </div>
        )}
      </div>
    </div>
  );
}
