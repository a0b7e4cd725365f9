import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatMoney } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { FoundCycle } from "#app/domain/assessment/queries.server.ts";
import { usePeriod } from "./words.ts";

/** What a yearly assessment is of and by which rules, and what it may give. */
export function CycleFacts({
  cycle,
  set,
  subjects,
}: Pick<FoundCycle, "cycle" | "set"> & { subjects: readonly unknown[] }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const periodOf = usePeriod();
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("period"), value: periodOf(cycle) },
        {
          term: t("rulesHead"),
          value: (
            <a className="link" href={`/assessments/rules/${set.id}`}>
              {nameOf(set)} · {t("version", { version: set.version })}
            </a>
          ),
        },
        { term: t("desk.subjects"), value: t("public.count", { count: subjects.length }) },
        {
          term: t("desk.frozenAt"),
          value: cycle.frozenAt && <DateTime at={cycle.frozenAt} weekday={false} />,
        },
        { term: t("desk.rewardBudget"), value: formatMoney(cycle.rewardBudget) },
        { term: t("desk.subsidyBudget"), value: formatMoney(cycle.subsidyBudget) },
      ]}
    />
  );
}
