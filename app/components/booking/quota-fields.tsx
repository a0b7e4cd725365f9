import { useTranslation } from "react-i18next";
import { FieldError } from "#app/components/field.tsx";
import { type FieldMeta, fieldProps, textOf } from "#app/components/field-meta.ts";
import { quotaPeriods, quotaScopes } from "#db/schema/vocabulary.ts";

type Name = `${(typeof quotaScopes)[number]}_${(typeof quotaPeriods)[number]}`;

/** Hours that may be booked, by whom and per what: three rows of three, read and filled in as a table. */
export function QuotaFields({ fields }: { fields: Record<Name, FieldMeta> }) {
  const { t } = useTranslation("rules");
  return (
    <fieldset className="grid gap-2" aria-describedby="quota-help">
      <legend className="font-medium">{t("name.quotas")}</legend>
      <p id="quota-help" className="text-sm text-muted">
        {t("help.quotas")}
      </p>
      <div className="grid gap-4">
        {quotaScopes.map((scope) => (
          <div key={scope} className="grid gap-x-5 gap-y-2 sm:grid-cols-3">
            <p className="text-sm font-medium sm:col-span-3">{t(`quotaTable.${scope}`)}</p>
            {quotaPeriods.map((period) => (
              <Cell
                key={period}
                meta={fields[`${scope}_${period}`]}
                label={t(`quotaTable.${period}`)}
                name={t(`name.quota_${scope}_${period}`)}
              />
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** One number of hours; its whole name is said where only the period is shown. */
function Cell({ meta, label, name }: { meta: FieldMeta; label: string; name: string }) {
  const { t } = useTranslation("rules");
  return (
    <div className="grid gap-1">
      <label htmlFor={meta.id} className="text-sm text-muted">
        <span aria-hidden="true">{label}</span>
        <span className="sr-only">{name}</span>
      </label>
      <FieldError meta={meta} />
      <span className="affix width-unit">
        <input
          key={meta.key}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className="input tnum"
          defaultValue={textOf(meta)}
          {...fieldProps(meta, { also: `${meta.id}-unit` })}
        />
        <span id={`${meta.id}-unit`} className="affix-text">
          {t("unit.hours")}
        </span>
      </span>
    </div>
  );
}
