import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RadioGroup } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { type FieldMeta, textOf } from "#app/components/field-meta.ts";
import { formatMoney } from "#app/components/format.ts";
import { NumberInput, TextArea } from "#app/components/inputs.tsx";
import { lineKey } from "#app/domain/service-orders/order-form.ts";
import type { ServiceQuote } from "#app/domain/service-orders/policy.ts";

type Names = "line" | "quantity" | "wanted" | "wishedOn";

/** What an order says: which line of the price list, how much of it, what is needed and by when. */
export function OrderFields({
  fields,
  quotes,
}: {
  fields: Record<Names, FieldMeta>;
  quotes: readonly ServiceQuote[];
}) {
  const { t } = useTranslation(["serviceOrders", "catalog"]);
  const [chosen, setChosen] = useState(textOf(fields.line) ?? "");
  const [quantity, setQuantity] = useState(textOf(fields.quantity) ?? "1");
  const quote = quotes.find((one) => lineKey(one) === chosen);
  return (
    <>
      <RadioGroup
        meta={fields.line}
        label={t("form.line")}
        optional={false}
        onChange={(event) => setChosen(event.currentTarget.value)}
        options={quotes.map((one) => ({
          value: lineKey(one),
          label: one.item,
          hint: t("form.perUnit", {
            rate: formatMoney(one.rate),
            unit: t(`catalog:option.priceUnits.${one.unit}`),
          }),
        }))}
      />
      <NumberInput
        meta={fields.quantity}
        label={t("form.quantity")}
        optional={false}
        unit={quote && t(`catalog:option.priceUnits.${quote.unit}`)}
        onInput={(event) => setQuantity(event.currentTarget.value)}
      />
      <Price quote={quote} quantity={Number(quantity)} />
      <TextArea
        meta={fields.wanted}
        label={t("form.wanted")}
        help={t("form.wantedHelp")}
        optional={false}
        max={2000}
        rows={5}
      />
      <DateInput meta={fields.wishedOn} label={t("form.wishedOn")} help={t("form.wishedOnHelp")} optional />
    </>
  );
}

function Price({ quote, quantity }: { quote: ServiceQuote | undefined; quantity: number }) {
  const { t } = useTranslation("serviceOrders");
  if (!quote || !Number.isInteger(quantity) || quantity < 1) return null;
  return (
    <p className="tnum" aria-live="polite">
      {t("form.estimate")}{" "}
      <span className="font-semibold">
        {t("form.estimateOf", {
          rate: formatMoney(quote.rate),
          quantity,
          amount: formatMoney(quote.rate * quantity),
        })}
      </span>
    </p>
  );
}
