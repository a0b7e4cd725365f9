import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatLargeMoney, formatMoney, localeOf } from "#app/components/format.ts";
import { type FieldSpec, formSteps } from "./form-steps.ts";
import { clock } from "./hours-text.ts";
import { valueAt } from "./read-fields.ts";

const specs = new Map<string, FieldSpec>(
  Object.values(formSteps).flatMap((steps) =>
    steps.flatMap(({ fields }) => fields.map((spec) => [spec.path, spec] as const)),
  ),
);

/** The value of a listing's field in words, as versions and reviews show it. */
export function ValueText({ path, value }: { path: string; value: unknown }): ReactNode {
  const { t, i18n } = useTranslation("catalog");
  const spec = specs.get(path);
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) {
    return <span className="text-muted">{t("history.empty")}</span>;
  }
  if (typeof value === "boolean") return t(value ? "history.yes" : "history.no");
  if (spec?.widget === "wan" && typeof value === "number")
    return formatLargeMoney(value, localeOf(i18n.language));
  const option = (one: unknown): string =>
    spec?.options ? t(`option.${spec.options}.${String(one)}`) : String(one);
  if (!Array.isArray(value)) return <span className="whitespace-pre-line break-words">{option(value)}</span>;
  if (value.every((one) => typeof one !== "object"))
    return value.map(option).join(i18n.language === "en" ? ", " : "、");
  return (
    <ul>
      {value.map((entry: object) => (
        <li key={JSON.stringify(entry)}>
          <EntryText path={path} entry={entry} />
        </li>
      ))}
    </ul>
  );
}

/** One line of a price list, a unit, an opening or a file. */
function EntryText({ path, entry }: { path: string; entry: object }) {
  const { t } = useTranslation(["catalog", "editor"]);
  const at = (name: string): string => String(valueAt(entry, name) ?? "");
  if (path === "prices") {
    const amount = formatMoney(Number(valueAt(entry, "amount")));
    const cost = valueAt(entry, "costBreakdown");
    const sum =
      typeof cost === "object" && cost !== null
        ? Object.values(cost).reduce((all, one) => all + Number(one), 0)
        : null;
    const asked = `${at("item")} · ${t(`option.userClasses.${at("userClass")}`)} · ${amount} / ${t(`option.priceUnits.${at("unit")}`)}`;
    return sum === null ? asked : `${asked} · ${t("prices.sum")} ${formatMoney(sum)}`;
  }
  if (path === "openings") {
    return `${t(`editor:times.weekday.${at("weekday")}`)} ${clock(Number(at("fromMinute")))}–${clock(Number(at("toMinute")))}`;
  }
  if (path === "units") return t("editor:times.unitName", { number: at("number"), label: at("label") });
  return at("name");
}
