import { useTranslation } from "react-i18next";
import { FieldGroup } from "#app/components/field.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";

/** A measure the rule book allows here: its shortest and longest term in days, none for a reminder or a talk. */
export interface Term {
  kind: MeasureKind;
  minDays: number | null;
  maxDays: number | null;
  /** The accused may ask for a hearing. */
  hearing: boolean;
}

interface Props {
  act: string;
  meta: FieldMeta;
  terms: readonly Term[];
  values: Readonly<Record<string, string>>;
}

/** The measures of a notice or decision, each with its term; what is not ticked is not laid. */
export function MeasureChoices({ act, meta, terms, values }: Props) {
  const { t } = useTranslation("cases");
  return (
    <FieldGroup meta={meta} label={t("field.measures")} help={t("help.measures")}>
      <div className="grid">
        {terms.map((term) => (
          <div
            key={term.kind}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hairline py-2"
          >
            <div className="choice min-w-48 flex-1">
              <input
                id={`${act}-kind-${term.kind}`}
                type="checkbox"
                name={`kind.${term.kind}`}
                value="on"
                defaultChecked={values[`kind.${term.kind}`] === "on"}
              />
              <div>
                <label htmlFor={`${act}-kind-${term.kind}`}>{t(`measure.${term.kind}`)}</label>
                {term.hearing && <p className="text-sm text-muted">{t("hearingRight")}</p>}
              </div>
            </div>
            <Days act={act} term={term} value={values[`days.${term.kind}`]} />
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}

function Days({ act, term: { kind, minDays, maxDays }, value }: { act: string; term: Term; value?: string }) {
  const { t } = useTranslation("cases");
  if (minDays === null || maxDays === null) return <span className="text-sm text-muted">{t("noTerm")}</span>;
  const id = `${act}-days-${kind}`;
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      <label htmlFor={id} className="sr-only">
        {t("daysOf", { measure: t(`measure.${kind}`) })}
      </label>
      <input
        id={id}
        name={`days.${kind}`}
        className="input tnum w-20"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={value ?? String(minDays)}
      />
      <span className="text-muted">{t("termRange", { min: minDays, max: maxDays })}</span>
    </span>
  );
}
