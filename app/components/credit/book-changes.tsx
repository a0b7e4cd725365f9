import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import type { FieldChange, Part, RuleChange, RuleValue } from "#app/domain/credit/rule-book/diff.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { usePick } from "./words.ts";

/** What differs between two versions of the rules, rule by rule, with what each field said and says. */
export function BookChanges({ changes }: { changes: readonly RuleChange[] }) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  const pick = usePick();
  const nameOf = ({ part, key, name }: RuleChange): string => {
    if (part === "measures") return say(t, `credit:measure.${key}`);
    if (part === "publications") return say(t, `credit:class.${key}`);
    return part === "limits"
      ? say(t, `ruleBook:limitCode.${key}`)
      : `${key} ${pick(name?.zh ?? "", name?.en ?? "")}`;
  };
  return (
    <DataTable<RuleChange>
      caption={t("what")}
      captionHidden
      rows={changes}
      rowKey={({ part, key }) => part + key}
      empty={<p className="text-muted">{t("same")}</p>}
      columns={[
        {
          key: "rule",
          head: t("what"),
          rowHeader: true,
          cell: (row) => `${t(`part.${row.part}`)} · ${nameOf(row)}`,
        },
        {
          key: "change",
          head: t("changeHead"),
          cell: ({ change }) => <span className="whitespace-nowrap">{t(`change.${change}`)}</span>,
        },
        { key: "fields", head: t("fields"), cell: (row) => <Fields part={row.part} fields={row.fields} /> },
      ]}
    />
  );
}

function Fields({ part, fields }: { part: Part; fields: readonly FieldChange[] }) {
  const { t } = useTranslation("ruleBook");
  const words = useValueWords(part);
  if (fields.length === 0) return "—";
  return (
    <dl className="grid gap-2">
      {fields.map(({ field, was, is }) => (
        <div key={field}>
          <dt className="font-medium">{say(t, `ruleBook:field.${field}`)}</dt>
          <dd>
            <span className="sr-only">{t("was")} </span>
            <del className="text-muted">{words(field, without(was, is))}</del>
          </dd>
          <dd>
            <span className="sr-only">{t("is")} </span>
            <ins className="no-underline">{words(field, without(is, was))}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Of a list only what the other does not hold as well. */
function without(value: RuleValue, other: RuleValue): RuleValue {
  if (typeof value !== "object" || value === null || typeof other !== "object" || other === null)
    return value;
  const kept = new Set(other.map((one) => JSON.stringify(one)));
  const left = (one: unknown): boolean => !kept.has(JSON.stringify(one));
  return value.every((one) => typeof one === "string")
    ? value.filter((one) => left(one))
    : value.filter((one) => typeof one !== "string" && left(one));
}

/** A rule's field in words. */
function useValueWords(part: Part) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  const ofText = (field: string, value: string): string => {
    if (field === "gravest") return say(t, `credit:class.${value}`);
    if (field === "category") return say(t, `credit:category.${value}`);
    if (field === "running") return say(t, `ruleBook:runningRule.${value}`);
    return field === "effects" ? say(t, `ruleBook:effect.${value}`) : value;
  };
  return function words(field: string, value: RuleValue): string {
    if (value === null || value === "") return t("nothing");
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    if (typeof value === "number")
      return field === "decidedBy" && part === "measures"
        ? say(t, `ruleBook:level.${value}`)
        : t("days", { count: value });
    if (typeof value === "string") return ofText(field, value);
    if (value.length === 0) return t("nothing");
    return value.map((one) => (typeof one === "string" ? ofText(field, one) : termWords(one))).join(" · ");
  };

  function termWords({ kind, minDays: min, maxDays: max }: Term): string {
    const measure = t(`credit:measure.${kind}`);
    return min === null || max === null ? measure : t("termBetween", { measure, min, max });
  }
}

type Term = Extract<Exclude<RuleValue, string | number | boolean | null>[number], object>;
