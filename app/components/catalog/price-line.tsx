import { useTranslation } from "react-i18next";
import { Checkbox, Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { formatMoney } from "#app/components/format.ts";
import { MoneyInput, TextInput } from "#app/components/inputs.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { priceUnits, userClasses } from "#db/schema/vocabulary.ts";
import { costItems, costTotal, entryName, type PriceLineText } from "./price-form.ts";

interface Props {
  row: number;
  line: PriceLineText;
  errors: Record<string, string[]>;
  /** Government paid: the cost items are asked for at once. */
  government: boolean;
}

/** One line of the price list: what, for whom, how much, from when, and what it costs. */
export function PriceLine({ row, line, errors, government }: Props) {
  const { t } = useTranslation("catalog");
  const meta = (name: string, value: string): FieldMeta => {
    const path = entryName(row, name);
    return plainField(path, value, errors[path]);
  };
  const unit = t(`option.priceUnits.${line.unit || priceUnits[0]}`);
  return (
    <fieldset className="grid gap-4 border-t border-hairline pt-4">
      <legend className="float-start w-full pb-2 font-semibold">{t("prices.row", { n: row + 1 })}</legend>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr_1fr_1fr]">
        <TextInput meta={meta("item", line.item)} label={t("prices.item")} />
        <Select
          meta={meta("unit", line.unit)}
          label={t("prices.unit")}
          placeholder={null}
          width="full"
          options={priceUnits.map((value) => ({ value, label: t(`option.priceUnits.${value}`) }))}
        />
        <Select
          meta={meta("userClass", line.userClass)}
          label={t("prices.userClass")}
          placeholder={null}
          width="full"
          options={userClasses.map((value) => ({ value, label: t(`option.userClasses.${value}`) }))}
        />
        <MoneyInput meta={meta("amount", line.amount)} label={t("prices.amount")} />
        <DateInput meta={meta("validFrom", line.validFrom)} label={t("prices.validFrom")} />
        <DateInput meta={meta("validTo", line.validTo)} label={t("prices.validTo")} />
      </div>
      <Disclosure summary={t("prices.cost", { unit })} open={government || costTotal(line) !== null}>
        <Costs line={line} meta={meta} />
      </Disclosure>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextInput
          meta={meta("approvalDocument", line.approvalDocument)}
          label={t("prices.document")}
          optional
          width="medium"
        />
        <Checkbox meta={meta("remove", "")} label={t("prices.remove")} />
      </div>
    </fieldset>
  );
}

function Costs({ line, meta }: { line: PriceLineText; meta: (name: string, value: string) => FieldMeta }) {
  const { t } = useTranslation("catalog");
  const total = costTotal(line);
  return (
    <div className="grid gap-4 py-2">
      <div className="grid gap-4 sm:grid-cols-3 lg:grid-cols-6">
        {costItems.map((name) => (
          <MoneyInput
            key={name}
            meta={meta(`costBreakdown.${name}`, line.cost[name])}
            label={t(`prices.costItem.${name}`)}
          />
        ))}
      </div>
      {total !== null && (
        <p className="tnum text-sm">
          {t("prices.sum")} <strong>{formatMoney(total)}</strong>
        </p>
      )}
    </div>
  );
}
