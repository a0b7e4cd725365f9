import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { errorText, type FieldMeta } from "./field-meta.ts";
import { Icon } from "./icons.tsx";

export interface FieldWords {
  meta: FieldMeta;
  label: ReactNode;
  /** Shown before the control: what to write, where to find it. */
  help?: ReactNode;
  /** Says "optional" after the label; by default what the schema knows. */
  optional?: boolean;
}

/** Label above, help before the control, error beside it: the frame of every single control. */
export function Field({ meta, label, help, optional, children }: FieldWords & { children: ReactNode }) {
  const invalid = Boolean(meta.errors?.length);
  return (
    <div className={`grid content-start gap-1 ${invalid ? "border-s-4 border-refused ps-3" : ""}`}>
      <label htmlFor={meta.id} className="font-medium">
        {label}
        <Optional shown={optional ?? meta.required === false} />
      </label>
      <FieldHelp meta={meta} help={help} />
      <FieldError meta={meta} />
      {children}
    </div>
  );
}

/** The same frame for several controls that answer one question; the summary's link leads to the group. */
export function FieldGroup({ meta, label, help, optional, children }: FieldWords & { children: ReactNode }) {
  const invalid = Boolean(meta.errors?.length);
  const described =
    [help && meta.descriptionId, invalid && meta.errorId].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset
      id={meta.id}
      tabIndex={-1}
      aria-describedby={described}
      className={`grid content-start gap-1 ${invalid ? "border-s-4 border-refused ps-3" : ""}`}
    >
      <legend className="mb-1 font-medium">
        {label}
        <Optional shown={optional ?? meta.required === false} />
      </legend>
      <FieldHelp meta={meta} help={help} />
      <FieldError meta={meta} />
      {children}
    </fieldset>
  );
}

function Optional({ shown }: { shown: boolean }) {
  const { t } = useTranslation("common");
  return shown ? <span className="font-normal text-muted">{t("form.optional")}</span> : null;
}

function FieldHelp({ meta, help }: Pick<FieldWords, "meta" | "help">) {
  return help ? (
    <div id={meta.descriptionId} className="text-sm text-muted">
      {help}
    </div>
  ) : null;
}

/** The errors of a field, in words, for screen readers marked as such. */
export function FieldError({ meta }: { meta: FieldMeta }) {
  if (!meta.errors?.length) return null;
  return <FieldErrors id={meta.errorId} errors={meta.errors} />;
}

/** Apart, because only a form that was refused needs the words of refusals. */
function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  const { t } = useTranslation(["common", "problems"]);
  return (
    <div id={id} className="flex items-start gap-1.5 text-sm font-medium text-refused">
      <Icon name="refuse" className="mt-1" />
      <div>
        <span className="sr-only">{t("form.error")}</span>
        {errors.map((error) => (
          <p key={error}>{errorText(t, error)}</p>
        ))}
      </div>
    </div>
  );
}
