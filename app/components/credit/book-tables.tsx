import { useTranslation } from "react-i18next";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import type { OffenceRule, RuleBook } from "#app/domain/credit/rule-book/queries.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { usePick } from "./words.ts";

type MeasureRow = RuleBook["measures"][number];
type PublicationRow = RuleBook["publications"][number];
type LimitRow = RuleBook["limits"][number];

/** What is misconduct, and which measures may follow for how long. */
export function OffenceTable({ rows }: { rows: readonly OffenceRule[] }) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  const pick = usePick();
  return (
    <DataTable<OffenceRule>
      caption={t("offences")}
      captionHidden
      rows={rows}
      rowKey={({ code }) => code}
      empty={<EmptyState title={t("none")}>{t("noneDetail")}</EmptyState>}
      columns={[
        {
          key: "offence",
          head: t("offence"),
          rowHeader: true,
          cell: (row) => (
            <span id={row.code} className="grid gap-0.5">
              <span>
                <span className="tnum text-muted">{row.code}</span> {pick(row.nameZh, row.nameEn)}
              </span>
              <span className="text-sm font-normal text-muted">
                {t(`credit:category.${row.category}`)} · {pick(row.descriptionZh, row.descriptionEn)}
              </span>
            </span>
          ),
        },
        { key: "gravest", head: t("gravest"), cell: ({ gravest }) => t(`credit:class.${gravest}`) },
        { key: "allowed", head: t("allowed"), cell: ({ measures }) => <Terms measures={measures} /> },
        { key: "basis", head: t("basis"), cell: (row) => pick(row.basisZh, row.basisEn) },
      ]}
    />
  );
}

function Terms({ measures }: Pick<OffenceRule, "measures">) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  return (
    <ul className="flex flex-wrap gap-x-4">
      {measures.map(({ kind, minDays: min, maxDays: max }) => (
        <li key={kind}>
          {min === null || max === null
            ? t(`credit:measure.${kind}`)
            : t("termBetween", { measure: t(`credit:measure.${kind}`), min, max })}
        </li>
      ))}
    </ul>
  );
}

/** What each measure does, and how one gets out of it. */
export function MeasureTable({ rows }: { rows: readonly MeasureRow[] }) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  const columns: Column<MeasureRow>[] = [
    { key: "kind", head: t("measure"), rowHeader: true, cell: ({ kind }) => t(`credit:measure.${kind}`) },
    {
      key: "effects",
      head: t("effects"),
      cell: ({ effects }) => effects.map((effect) => t(`effect.${effect}`)).join(" · "),
    },
    { key: "running", head: t("running"), cell: ({ running }) => t(`runningRule.${running}`) },
    {
      key: "hearing",
      head: t("hearing"),
      cell: ({ hearing }) => (hearing ? t("hearingRight") : t("hearingNone")),
    },
    {
      key: "repair",
      head: t("repair"),
      cell: ({ repairAfterDays: count }) => (count === null ? t("repairNone") : t("repairAfter", { count })),
    },
    {
      key: "rectify",
      head: t("rectify"),
      cell: ({ rectifyDays: count }) => (count === null ? "—" : t("days", { count })),
    },
    { key: "by", head: t("decidedBy"), cell: ({ decidedBy }) => say(t, `ruleBook:level.${decidedBy}`) },
  ];
  return (
    <DataTable
      caption={t("measures")}
      captionHidden
      rows={rows}
      rowKey={({ kind }) => kind}
      columns={columns}
    />
  );
}

/** How long decisions are published and events count, by class. */
export function PublicationTable({ rows }: { rows: readonly PublicationRow[] }) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  return (
    <DataTable<PublicationRow>
      caption={t("publications")}
      captionHidden
      rows={rows}
      rowKey={(row) => row.class}
      columns={[
        { key: "class", head: t("class"), rowHeader: true, cell: (row) => t(`credit:class.${row.class}`) },
        {
          key: "public",
          head: t("public"),
          cell: ({ published, minDays: min, maxDays: max }) =>
            published ? t("publicYes", { min, max }) : t("publicNo"),
        },
        { key: "record", head: t("record"), cell: ({ recordDays: count }) => t("days", { count }) },
      ]}
    />
  );
}

/** The clocks of the procedure. */
export function LimitTable({ rows }: { rows: readonly LimitRow[] }) {
  const { t } = useTranslation("ruleBook");
  const pick = usePick();
  return (
    <DataTable<LimitRow>
      caption={t("limits")}
      captionHidden
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        { key: "code", head: t("limit"), rowHeader: true, cell: ({ code }) => t(`limitCode.${code}`) },
        {
          key: "days",
          head: t("limitDays"),
          cell: ({ days: count, working }) => (working ? t("working", { count }) : t("calendar", { count })),
        },
        { key: "basis", head: t("basis"), cell: (row) => pick(row.basisZh, row.basisEn) },
      ]}
    />
  );
}
