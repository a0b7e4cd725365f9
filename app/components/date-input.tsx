import { type ComponentProps, lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldWords } from "./field.tsx";
import { fieldProps, textOf } from "./field-meta.ts";
import { Icon } from "./icons.tsx";
import { useHydrated } from "./keys.ts";

// Most who meet a date type it: the calendar's code comes when somebody asks for it.
const CalendarPopover = lazy(() => import("./calendar-popover.tsx"));

type DateProps = FieldWords & Pick<ComponentProps<"input">, "onChange"> & { min?: string; max?: string };

/** A day, typed as `2026-12-01` or picked; `min` and `max` bound what can be picked, the schema what is accepted. */
export const DateInput = (props: DateProps) => <Picked example="2026-12-01" {...props} />;

/** A moment in the zone that the label or help names, typed as `2026-12-01 14:00`; the day can be picked. */
export const DateTimeInput = (props: DateProps) => (
  <Picked example="2026-12-01 14:00" time="09:00" {...props} />
);

/**
 * The text field is the truth and works alone; with a script, a calendar is at hand beside it and only writes into the
 * text. Keyboard users type, nobody has to click through months.
 */
function Picked({
  example,
  time,
  meta,
  label,
  help,
  optional,
  min,
  max,
  onChange,
}: DateProps & { example: string; time?: string }) {
  const { t, i18n } = useTranslation("common");
  const hydrated = useHydrated();
  const text = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const pick = (day: string) => {
    setOpen(false);
    if (text.current) writeDay(text.current, day, time);
  };
  return (
    <Field meta={meta} label={label} help={help} optional={optional}>
      <span className="affix width-medium">
        <input
          key={meta.key}
          ref={text}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          placeholder={example}
          className="input tnum"
          defaultValue={textOf(meta)}
          onChange={onChange}
          {...fieldProps(meta, { help: Boolean(help) })}
        />
        {hydrated && (
          <button
            ref={button}
            type="button"
            className="affix-text hover:text-ink"
            aria-label={t("form.pickDate")}
            aria-haspopup="dialog"
            aria-expanded={open}
            onClick={() => setOpen(true)}
          >
            <Icon name="calendar" />
          </button>
        )}
      </span>
      {open && (
        <Suspense>
          <CalendarPopover
            anchor={button}
            locale={i18n.language}
            label={t("form.pickDate")}
            value={text.current?.value}
            min={min}
            max={max}
            onPick={pick}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </Field>
  );
}

/** Puts a day into the field, keeping a time of day that is written there, and tells listeners as typing would. */
function writeDay(field: HTMLInputElement, day: string, time: string | undefined): void {
  const written = /\d{1,2}:\d{2}\s*$/.exec(field.value)?.[0] ?? time;
  field.value = time === undefined ? day : `${day} ${written}`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
