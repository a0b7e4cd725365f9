import { useTranslation } from "react-i18next";
import { Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { MoneyInput, NumberInput, TextInput } from "#app/components/inputs.tsx";
import { rightsChoices } from "./builder-form.ts";

interface Props {
  meta: (name: string) => FieldMeta;
}

/** What a royalty is reckoned on and how, and by which periods the platform settles it. */
export function RoyaltyParts({ meta }: Props) {
  const { t } = useTranslation(["contracts", "deals"]);
  return (
    <>
      <Select
        meta={meta("royaltyBasis")}
        label={t("rights.royaltyBasis")}
        options={rightsChoices.royaltyBasis.map((value) => ({
          value,
          label: t(`deals:negotiation.basis.${value}`),
        }))}
        optional
      />
      <NumberInput meta={meta("royaltyRate")} label={t("rights.royaltyRate")} unit="%" optional />
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyInput
          meta={meta("royaltyPerUnit")}
          label={t("rights.royaltyPerUnit")}
          help={t("rights.royaltyPerUnitHelp")}
          optional
        />
        <TextInput
          meta={meta("royaltyUnit")}
          label={t("rights.royaltyUnit")}
          help={t("rights.royaltyUnitHelp")}
          width="short"
          optional
        />
      </div>
      <Turns meta={meta} />
    </>
  );
}

function Turns({ meta }: Props) {
  const { t } = useTranslation("contracts");
  const days = (name: string, label: string) => (
    <NumberInput meta={meta(name)} label={label} unit={t("builder.days")} optional />
  );
  return (
    <>
      <Select
        meta={meta("royaltyTurn")}
        label={t("rights.royaltyTurn")}
        help={t("rights.royaltyTurnHelp")}
        placeholder={t("rights.royaltyNoTurn")}
        options={rightsChoices.royaltyTurn.map((value) => ({ value, label: t(`royalty.turn.${value}`) }))}
        optional
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <DateInput meta={meta("royaltyFrom")} label={t("rights.royaltyFrom")} optional />
        <DateInput meta={meta("royaltyUntil")} label={t("rights.royaltyUntil")} optional />
        {days("royaltyReportDays", t("rights.royaltyReportDays"))}
        {days("royaltyPayDays", t("rights.royaltyPayDays"))}
        <MoneyInput meta={meta("royaltyLeast")} label={t("rights.royaltyLeast")} optional />
        <MoneyInput meta={meta("royaltyMost")} label={t("rights.royaltyMost")} optional />
        {days("royaltyAnswerDays", t("rights.royaltyAnswerDays"))}
        <NumberInput
          meta={meta("royaltyBooksYears")}
          label={t("rights.royaltyBooksYears")}
          unit={t("builder.years")}
          optional
        />
      </div>
    </>
  );
}
