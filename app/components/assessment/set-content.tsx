import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { formatCount, formatLargeMoney, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { figureNames, figureSources } from "#app/domain/assessment/figures.ts";
import { type Difference, indicatorFields, setFields } from "#app/domain/assessment/set-diff.ts";
import type { SetPage } from "#app/domain/assessment/set-queries.server.ts";
import { FormulaText } from "./formula-text.tsx";
import { pointsText, useDay } from "./words.ts";

/** A version of the rules: its indicators, its numbers, what changed since the one before, the figures it may use. */
export function SetContent({ page }: { page: SetPage }) {
  const { t } = useTranslation("assessment");
  return (
    <>
      <Section
        title={t("rules.indicators")}
        aside={t("rules.total", {
          points: pointsText(
            page.indicators.reduce((sum, one) => sum + (one.kind === "scored" ? one.points : 0), 0),
          ),
        })}
      >
        <IndicatorTable page={page} />
        <p className="max-w-reading pt-3 text-sm text-muted">{t("rules.rangeHelp")}</p>
      </Section>
      <Section title={t("rules.numbers")}>
        <Numbers page={page} />
      </Section>
      {page.previous && (
        <Section title={t("rules.differences", { version: page.previous.version })}>
          <Differences page={page} />
        </Section>
      )}
      <Section title={t("rules.figures")}>
        <FigureTable />
      </Section>
    </>
  );
}

function IndicatorTable({ page: { indicators } }: { page: SetPage }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  return (
    <DataTable
      caption={t("rules.indicators")}
      captionHidden
      rows={indicators}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          head: t("explain.indicator"),
          rowHeader: true,
          cell: (one) => (
            <>
              {nameOf(one)}
              <span className="block text-xs font-normal text-muted">
                {nameOf({ nameZh: one.groupZh, nameEn: one.groupEn })}
                {one.sharing && ` · ${t("sharing")}`}
              </span>
            </>
          ),
        },
        { key: "kind", head: t("field.kind"), cell: ({ kind }) => t(`indicatorKind.${kind}`) },
        {
          key: "formula",
          head: t("field.formula"),
          cell: ({ formula }) => <FormulaText formula={formula} />,
        },
        {
          key: "range",
          head: t("explain.range"),
          cell: ({ kind, floor, ceiling, unitZh, unitEn }) => (
            <span className="tnum">
              {kind === "threshold"
                ? t("explain.least", { floor: formatCount(floor) })
                : `${formatCount(floor)} → ${formatCount(ceiling)}`}{" "}
              <span className="text-muted">{nameOf({ nameZh: unitZh, nameEn: unitEn })}</span>
            </span>
          ),
        },
        {
          key: "points",
          head: t("field.points"),
          numeric: true,
          cell: ({ kind, points }) => (kind === "threshold" ? "—" : pointsText(points)),
        },
      ]}
    />
  );
}

function Numbers({ page: { set } }: { page: SetPage }) {
  const { t } = useTranslation("assessment");
  const say = useFieldText();
  return (
    <DescriptionList
      columns={2}
      facts={setFields.map((field) => ({
        term: t(`field.${field}`),
        value:
          field === "subsidyFormula" ? (
            <FormulaText formula={set.subsidyFormula} />
          ) : (
            say(field, String(set[field]))
          ),
      }))}
    />
  );
}

const money: readonly string[] = ["rewardCap", "subsidyCap"];
const points: readonly string[] = ["excellentFrom", "goodFrom", "qualifiedFrom", "points"];

/** A field of the rules as people read it, from its stored text. */
function useFieldText(): (field: string, value: string) => string {
  const { t, i18n } = useTranslation("assessment");
  const dayOf = useDay();
  return (field, value) => {
    if (money.includes(field)) return formatLargeMoney(Number(value), localeOf(i18n.language));
    if (points.includes(field)) return t("points", { points: pointsText(Number(value)) });
    if (field === "validFrom") return dayOf(value);
    return value === "true" ? t("yes") : value === "false" ? t("no") : value;
  };
}

function Differences({ page: { differences, indicators } }: { page: SetPage }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const say = useFieldText();
  const names = new Map(indicators.map((one) => [one.code, nameOf(one)]));
  const fields = [...setFields, ...indicatorFields];
  const what = ({ indicator, field, after }: Difference): string => {
    const known = fields.find((one) => one === field);
    const words = known ? t(`field.${known}`) : t(after === null ? "rules.removed" : "rules.added");
    return indicator === null ? words : `${names.get(indicator) ?? indicator} · ${words}`;
  };
  if (differences.length === 0) return <p className="text-muted">{t("rules.same")}</p>;
  const cell = (field: string, value: string | null) => (value === null ? "—" : say(field, value));
  return (
    <DataTable
      caption={t("rules.title")}
      captionHidden
      rows={differences}
      rowKey={({ indicator, field }) => `${indicator} ${field}`}
      columns={[
        { key: "what", head: t("rules.what"), rowHeader: true, cell: what },
        {
          key: "before",
          head: t("rules.before"),
          cell: ({ field, before }) => <del className="no-underline text-muted">{cell(field, before)}</del>,
        },
        {
          key: "after",
          head: t("rules.after"),
          cell: ({ field, after }) => <ins className="no-underline font-medium">{cell(field, after)}</ins>,
        },
      ]}
    />
  );
}

function FigureTable() {
  const { t } = useTranslation("assessment");
  return (
    <DataTable
      caption={t("rules.figures")}
      captionHidden
      rows={figureNames}
      rowKey={(name) => name}
      columns={[
        {
          key: "name",
          head: t("rules.figureName"),
          rowHeader: true,
          cell: (name) => <code className="font-mono text-xs">{name}</code>,
        },
        { key: "meaning", head: t("rules.figureMeaning"), cell: (name) => t(`figure.${name}`) },
        { key: "source", head: t("rules.figureSource"), cell: (name) => t(`source.${figureSources[name]}`) },
      ]}
    />
  );
}
