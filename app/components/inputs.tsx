import { type ComponentProps, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldWords } from "./field.tsx";
import { fieldProps, textOf } from "./field-meta.ts";
import { formatCount } from "./format.ts";
import { Icon } from "./icons.tsx";
import { useHydrated } from "./keys.ts";

export type Width = "short" | "medium" | "full";

const widths: Record<Width, string> = { short: "width-short", medium: "width-medium", full: "" };

type Native<T extends "input" | "textarea" | "select"> = Omit<
  ComponentProps<T>,
  "id" | "name" | "form" | "defaultValue"
>;

/** One line of text; `width` hints how much is expected. */
export function TextInput({
  meta,
  label,
  help,
  optional,
  width = "full",
  ...rest
}: FieldWords & { width?: Width } & Native<"input">) {
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <input
        key={meta.key}
        type="text"
        className={`input ${widths[width]}`}
        defaultValue={textOf(meta)}
        {...fieldProps(meta, { help: Boolean(help) })}
        {...rest}
      />
    </Field>
  );
}

/** Several lines. With `max`, counts characters while typing; the limit itself is the schema's. */
export function TextArea({
  meta,
  label,
  help,
  optional,
  max,
  ...rest
}: FieldWords & { max?: number } & Native<"textarea">) {
  const { t } = useTranslation("common");
  const [length, setLength] = useState([...(textOf(meta) ?? "")].length);
  const counter = `${meta.id}-count`;
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <textarea
        key={meta.key}
        className="textarea"
        rows={4}
        defaultValue={textOf(meta)}
        onInput={(event) => setLength([...event.currentTarget.value].length)}
        {...fieldProps(meta, { help: Boolean(help), also: max ? counter : undefined })}
        {...rest}
      />
      {max && (
        <p
          id={counter}
          className={`tnum text-xs ${length > max ? "font-medium text-refused" : "text-muted"}`}
        >
          {length > max
            ? t("form.tooMany", { over: formatCount(length - max) })
            : t("form.counted", { length: formatCount(length), max: formatCount(max) })}
        </p>
      )}
    </Field>
  );
}

interface Affixes {
  /** The unit, inside the frame after the number: `小时`, `℃`, `nm`. */
  unit?: ReactNode;
  before?: ReactNode;
}

/** A number with its unit inside the field. A text field with a number pad: a wheel must not change it, and `1,200` may be typed. */
export function NumberInput({
  meta,
  label,
  help,
  optional,
  unit,
  before,
  ...rest
}: FieldWords & Affixes & Native<"input">) {
  const unitId = `${meta.id}-unit`;
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <span className="affix width-unit">
        {before && <span className="affix-text">{before}</span>}
        <input
          key={meta.key}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className="input tnum"
          defaultValue={textOf(meta)}
          {...fieldProps(meta, { help: Boolean(help), also: unit ? unitId : undefined })}
          {...rest}
        />
        {unit && (
          <span id={unitId} className="affix-text">
            {unit}
          </span>
        )}
      </span>
    </Field>
  );
}

/** An amount in yuan (`1200.00`); the schema turns it into integer fen. `per` says what it buys: `元/小时`. */
export function MoneyInput({ per, ...rest }: FieldWords & { per?: ReactNode } & Native<"input">) {
  const { t } = useTranslation("common");
  return <NumberInput before="¥" unit={per ?? t("unit.yuan")} {...rest} />;
}

/** A password that can be looked at. Without a script it stays hidden. */
export function PasswordInput({ meta, label, help, optional, ...rest }: FieldWords & Native<"input">) {
  const { t } = useTranslation("common");
  const hydrated = useHydrated();
  const [shown, setShown] = useState(false);
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <span className="affix width-medium">
        <input
          key={meta.key}
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          spellCheck={false}
          className="input"
          {...fieldProps(meta, { help: Boolean(help) })}
          {...rest}
        />
        {hydrated && (
          <button
            type="button"
            className="affix-text hover:text-ink"
            aria-pressed={shown}
            aria-controls={meta.id}
            onClick={() => setShown(!shown)}
          >
            <Icon name="eye" />
            <span className="ms-1 text-sm">{shown ? t("action.hide") : t("action.show")}</span>
          </button>
        )}
      </span>
    </Field>
  );
}

/** Files from disk; `help` should say kinds and limits. */
export function FileInput({ meta, label, help, optional, ...rest }: FieldWords & Native<"input">) {
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <input
        key={meta.key}
        type="file"
        className="input"
        {...fieldProps(meta, { help: Boolean(help) })}
        {...rest}
      />
    </Field>
  );
}
