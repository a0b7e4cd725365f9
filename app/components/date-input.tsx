import { type ComponentProps, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldWords } from "./field.tsx";
import { fieldProps, textOf } from "./field-meta.ts";
import { Icon } from "./icons.tsx";
import { useHydrated } from "./keys.ts";

type DateProps = FieldWords & Pick<ComponentProps<"input">, "min" | "max">;

/** A day, typed as `2026-12-01` or picked. */
export const DateInput = (props: DateProps) => <Picked kind="date" example="2026-12-01" {...props} />;

/** A moment in the zone that the label or help names, typed as `2026-12-01 14:00` or picked. */
export const DateTimeInput = (props: DateProps) => (
  <Picked kind="datetime-local" example="2026-12-01 14:00" {...props} />
);

/**
 * The text field is the truth and works alone; with a script, the browser's own picker is at hand beside it and only writes
 * into the text. Keyboard users type, nobody has to click through months.
 */
function Picked({
  kind,
  example,
  meta,
  label,
  help,
  optional,
  min,
  max,
}: DateProps & { kind: "date" | "datetime-local"; example: string }) {
  const { t } = useTranslation("common");
  const hydrated = useHydrated();
  const text = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const open = () => {
    if (!picker.current || !text.current) return;
    picker.current.value = text.current.value.trim().replace(" ", "T");
    picker.current.showPicker();
  };
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <span className="affix width-medium relative">
        <input
          key={meta.key}
          ref={text}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          placeholder={example}
          className="input tnum"
          defaultValue={textOf(meta)}
          {...fieldProps(meta, { help: Boolean(help) })}
        />
        {hydrated && (
          <>
            <button
              type="button"
              className="affix-text hover:text-ink"
              aria-label={t("form.pickDate")}
              onClick={open}
            >
              <Icon name="calendar" />
            </button>
            <input
              ref={picker}
              type={kind}
              min={min}
              max={max}
              tabIndex={-1}
              aria-hidden="true"
              className="pointer-events-none absolute end-0 bottom-0 h-px w-px opacity-0"
              onChange={(event) => {
                if (text.current) text.current.value = event.currentTarget.value.replace("T", " ");
              }}
            />
          </>
        )}
      </span>
    </Field>
  );
}
