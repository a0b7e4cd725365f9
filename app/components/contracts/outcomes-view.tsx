import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { KeyFigures } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Money } from "#app/components/text.tsx";
import type { Counted, Outcomes } from "#app/domain/contracts/outcomes/figures.ts";
import { nameOfFigure } from "#app/domain/contracts/outcomes/names.ts";
import { CountedFigures } from "./outcomes-figures.tsx";

interface Region {
  code: string;
  nameZh: string;
  nameEn: string;
}

export interface OutcomesProps {
  outcomes: Outcomes;
  year: number | null;
  region: string;
  years: readonly number[];
  regions: readonly Region[];
}

/** What became of demands and contracts, part by part: bars, and the same numbers as tables. */
export function OutcomesView({ outcomes, regions, ...asked }: OutcomesProps) {
  const { t } = useTranslation(["outcomes", "contracts"]);
  const nameOf = useNameOf();
  const named = (part: Parameters<typeof nameOfFigure>[0]) => (row: Counted) => ({
    ...row,
    name: t(nameOfFigure(part, row.name)),
  });
  const cityOf = (row: Counted) => {
    const city = regions.find(({ code }) => code === row.name);
    return { ...row, name: city ? nameOf(city) : row.name };
  };
  const { demands, contracts, cities, milestones, disputes } = outcomes;
  return (
    <>
      <Asked regions={regions} {...asked} />
      <CountedFigures title={t("demands")} note={t("demandsNote")} rows={demands.map(named("demands"))} />
      <Days {...outcomes} />
      <CountedFigures
        title={t("contracts")}
        note={t("contractsNote")}
        rows={contracts.map(named("contracts"))}
        money
      />
      <CountedFigures title={t("cities")} rows={cities.map(cityOf)} money />
      <RegisteredFigures {...outcomes.registered} />
      <CountedFigures
        title={t("milestones")}
        note={t("milestonesNote")}
        rows={milestones.map(named("milestones"))}
      />
      <CountedFigures title={t("disputes")} note={t("disputesNote")} rows={disputes.map(named("disputes"))} />
    </>
  );
}

function Asked({ year, region, years, regions }: Omit<OutcomesProps, "outcomes">) {
  const { t } = useTranslation("outcomes");
  const nameOf = useNameOf();
  return (
    <Form method="get" className="flex flex-wrap items-end gap-4 pb-4">
      <Select
        meta={plainField("year", year === null ? "" : String(year))}
        label={t("year")}
        placeholder={t("allYears")}
        options={years.map((value) => ({ value: String(value), label: String(value) }))}
      />
      <Select
        meta={plainField("region", region)}
        label={t("region")}
        placeholder={t("everywhere")}
        options={regions.map((one) => ({ value: one.code, label: nameOf(one) }))}
      />
      <SubmitButton look="secondary">{t("show")}</SubmitButton>
    </Form>
  );
}

function Days({ firstAnswerDays, awardDays }: Pick<Outcomes, "firstAnswerDays" | "awardDays">) {
  const { t } = useTranslation("outcomes");
  const said = (days: number | null) => (days === null ? "–" : days.toFixed(1));
  return (
    <KeyFigures
      figures={[
        { term: t("firstAnswerDays"), value: said(firstAnswerDays) },
        { term: t("awardDays"), value: said(awardDays) },
      ]}
    />
  );
}

function RegisteredFigures({ contracts, total, technology, income }: Outcomes["registered"]) {
  const { t } = useTranslation("outcomes");
  const said = (fen: number | null) => (fen === null ? t("withheld") : <Money fen={fen} large />);
  return (
    <Section title={t("registered")}>
      <KeyFigures
        figures={[
          { term: t("registeredContracts"), value: contracts },
          { term: t("total"), value: said(total) },
          { term: t("technology"), value: said(technology) },
          { term: t("income"), value: said(income) },
        ]}
      />
    </Section>
  );
}
