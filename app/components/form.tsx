import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useActionData } from "react-router";
import { SubmitButton } from "./button.tsx";
import { errorText, type FieldMeta } from "./field-meta.ts";
import { Icon } from "./icons.tsx";

interface SummaryProps {
  /** Conform's form metadata, or anything with its errors by field name. */
  form: { id: string; errors?: string[]; allErrors: Record<string, string[]> };
  /** The label of each field, by name, so that the summary says which. */
  labels?: Record<string, string> | ((name: string) => string);
  fields?: Record<string, FieldMeta>;
}

/** Everything that is wrong, at the top, each linking to its field; takes the focus when it appears. */
export function ErrorSummary({ form, labels = {}, fields = {} }: SummaryProps) {
  const { t } = useTranslation("common");
  const box = useRef<HTMLDivElement>(null);
  const errors = Object.entries(form.allErrors).flatMap(([name, texts]) =>
    texts.map((text) => ({ name, text })),
  );
  const count = errors.length;
  const answer = useActionData();
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for every answer, also with as many errors as the last
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [count, answer]);
  if (count === 0) return null;
  const labelOf = (name: string) => (typeof labels === "function" ? labels(name) : labels[name]);
  const idOf = (name: string) => fields[name]?.id ?? `${form.id}-${name}`;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="border-s-4 border-refused bg-refused-soft px-4 py-3">
      <h2 className="flex items-center gap-2 font-semibold text-refused">
        <Icon name="refuse" />
        {t("form.summary", { count })}
      </h2>
      <ul className="mt-1 grid gap-0.5">
        {errors.map(({ name, text }) => (
          <li key={name + text}>
            {name === "" ? (
              <ErrorWords text={text} />
            ) : (
              <a className="link" href={`#${idOf(name)}`}>
                <ErrorWords text={text} label={labelOf(name)} />
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ErrorWords({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation(["common", "problems"]);
  const error = errorText(t, text);
  return label ? t("form.named", { label, error }) : error;
}

/** The end of a form: one thing to do, others quieter, and what happens then. */
export function SubmitRow({
  children,
  label,
  note,
  name,
  value,
}: {
  label: ReactNode;
  children?: ReactNode;
  note?: ReactNode;
  name?: string;
  value?: string;
}) {
  return (
    <div className="grid gap-2 pt-2">
      {note && <p className="text-sm text-muted">{note}</p>}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton name={name} value={value}>
          {label}
        </SubmitButton>
        {children}
      </div>
    </div>
  );
}

/** A titled part of a long form. */
export function FormSection({
  title,
  lead,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-5 border-t border-hairline pt-6 first:border-0 first:pt-0">
      <header>
        <h2 className="text-lg">{title}</h2>
        {lead && <p className="max-w-reading text-sm text-muted">{lead}</p>}
      </header>
      {children}
    </section>
  );
}
