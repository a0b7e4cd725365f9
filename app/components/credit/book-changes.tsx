import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import type { RuleChange } from "#app/domain/credit/rule-book/diff.ts";
import { say } from "#app/i18n/describe-problem.ts";

/** What differs between two versions of the rules, rule by rule. */
export function BookChanges({ changes }: { changes: readonly RuleChange[] }) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  const nameOf = ({ part, key }: RuleChange): string => {
    if (part === "measures") return say(t, `credit:measure.${key}`);
    if (part === "publications") return say(t, `credit:class.${key}`);
    return part === "limits" ? say(t, `ruleBook:limitCode.${key}`) : key;
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
        { key: "change", head: t("changeHead"), cell: ({ change }) => t(`change.${change}`) },
        {
          key: "fields",
          head: t("fields"),
          cell: ({ fields }) => fields.map((field) => say(t, `ruleBook:field.${field}`)).join(" · ") || "—",
        },
      ]}
    />
  );
}
