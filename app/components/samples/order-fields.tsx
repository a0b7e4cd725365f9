import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup, RadioGroup } from "#app/components/choices.tsx";
import { type FieldMeta, textOf } from "#app/components/field-meta.ts";
import { Field } from "#app/components/field.tsx";
import { fieldProps } from "#app/components/field-meta.ts";
import { formatMoney } from "#app/components/format.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { mostSamples } from "#app/domain/samples/inputs.ts";
import { PayByVoucher } from "#app/components/vouchers/pay-by-voucher.tsx";
import { coverOf } from "#app/domain/vouchers/cover.ts";
import type { Offered } from "#app/domain/vouchers/voucher-queries.server.ts";
import { samplesFromText } from "#app/domain/samples/paste.ts";
import type { SampleQuote } from "#app/domain/samples/policy.ts";
import { fundingSources, serviceTypes } from "#db/schema/vocabulary.ts";
import { SampleTable } from "./sample-table.tsx";

type Names = "purpose" | "samples" | "item" | "project" | "serviceType" | "funding" | "returnSamples";

/** What an order says: what is to be done, with which samples, at what price. */
export function OrderFields({
  fields,
  quotes,
  vouchers,
}: {
  fields: Record<Names, FieldMeta>;
  quotes: readonly SampleQuote[];
  /** Where a voucher may pay: its field, and what there is. */
  vouchers?: Vouchers;
}) {
  const { t } = useTranslation("samples");
  const [text, setText] = useState(textOf(fields.samples) ?? "");
  const [item, setItem] = useState(textOf(fields.item) ?? quotes[0]?.item ?? "");
  const rows = samplesFromText(text);
  const quote = quotes.find((one) => one.item === item);
  return (
    <>
      <TextArea
        meta={fields.purpose}
        label={t("form.purpose")}
        help={t("form.purposeHelp")}
        optional={false}
        max={500}
        rows={3}
      />
      <SamplesField meta={fields.samples} onText={setText} />
      {rows.length > 0 && (
        <div className="grid gap-2" aria-live="polite">
          <p className="text-sm font-medium">{t("form.read", { count: rows.length })}</p>
          <SampleTable
            rows={rows.slice(0, shown).map((row, index) => ({ ...row, number: index + 1 }))}
            caption={t("form.samples")}
          />
        </div>
      )}
      {quotes.length > 0 && (
        <RadioGroup
          meta={fields.item}
          label={t("form.item")}
          optional={false}
          onChange={(event) => setItem(event.currentTarget.value)}
          options={[
            ...quotes.map(({ item: value, rate }) => ({
              value,
              label: value,
              hint: t("form.perSample", { rate: formatMoney(rate) }),
            })),
            { value: "", label: t("form.quotation") },
          ]}
        />
      )}
      <Price quote={quote} count={rows.length} vouchers={vouchers} />
      <TextInput meta={fields.project} label={t("form.project")} help={t("form.projectHelp")} optional />
      <RadioGroup
        meta={fields.serviceType}
        label={t("form.serviceType")}
        optional={false}
        columns
        options={serviceTypes.map((value) => ({ value, label: t(`serviceType.${value}`) }))}
      />
      <CheckboxGroup
        meta={fields.funding}
        label={t("form.funding")}
        optional
        columns
        options={fundingSources.map((value) => ({ value, label: t(`funding.${value}`) }))}
      />
      <Checkbox meta={fields.returnSamples} label={t("form.returnSamples")} />
    </>
  );
}

interface Vouchers {
  meta: FieldMeta;
  offered: readonly Offered[];
}

/** What so many samples cost, and what of it a voucher may pay. */
function Price({
  quote,
  count,
  vouchers,
}: {
  quote: SampleQuote | undefined;
  count: number;
  vouchers: Vouchers | undefined;
}) {
  const { t } = useTranslation("samples");
  return (
    <>
      {quote && count > 0 && (
        <p className="tnum" aria-live="polite">
          {t("form.estimate")}{" "}
          <span className="font-semibold">
            {t("form.estimateOf", {
              rate: formatMoney(quote.rate),
              samples: count,
              amount: formatMoney(quote.rate * count),
            })}
          </span>
        </p>
      )}
      {vouchers && (
        <PayByVoucher
          meta={vouchers.meta}
          price={quote ? quote.rate * (count || 1) : null}
          vouchers={vouchers.offered.map((one) => forPrice(one, quote, count || 1))}
        />
      )}
    </>
  );
}

/** A voucher as it is offered for so many samples; it does not pay what only a quotation will say. */
function forPrice(one: Offered, quote: SampleQuote | undefined, count: number): Offered {
  if (quote) return { ...one, covers: coverOf(quote.rate * count, one, one.left) };
  const others = one.reasons.filter(({ rule }) => rule !== "voucher_quotation");
  return { ...one, reasons: [...others, { rule: "voucher_quotation", overridable: false }] };
}

/** More rows than anybody checks at a glance; the count says how many there are. */
const shown = 20;

function SamplesField({ meta, onText }: { meta: FieldMeta; onText: (text: string) => void }) {
  const { t } = useTranslation("samples");
  return (
    <Field
      meta={meta}
      label={t("form.samples")}
      help={t("form.samplesHelp", { most: mostSamples })}
      optional={false}
    >
      <textarea
        key={meta.key}
        className="textarea font-mono text-sm"
        rows={6}
        wrap="off"
        placeholder={t("form.samplesExample")}
        defaultValue={textOf(meta)}
        onInput={(event) => onText(event.currentTarget.value)}
        {...fieldProps(meta, { help: true })}
      />
    </Field>
  );
}
