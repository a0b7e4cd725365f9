import { useTranslation } from "react-i18next";
import { Checkbox, Select } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { MoneyInput, NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { dealLimits } from "#app/domain/deals/limits.ts";
import { dealPayments, improvementRules, royaltyBases, type TransferMode } from "#db/schema/vocabulary.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";

const fields = [
  "mode",
  "payment",
  "amount",
  "instalments",
  "royaltyBasis",
  "royaltyRate",
  "territory",
  "termMonths",
  "sublicence",
  "improvements",
  "other",
  "message",
] as const;

type Name = (typeof fields)[number];
type Meta = (name: string) => FieldMeta;

interface Props {
  modes: readonly TransferMode[];
  /** What is on the table; a counter-offer begins with it. */
  initial: Record<string, string>;
  reply: DealReply | undefined;
}

/** All terms of a deal, as one side puts them to the other. */
export function OfferForm({ modes, initial, reply }: Props) {
  const { t } = useTranslation("deals");
  const labels = Object.fromEntries(fields.map((name) => [name, t(`negotiation.field.${name}`)]));
  return (
    <DealForm
      intent="offer"
      reply={reply}
      labels={labels}
      submit={t("negotiation.act.offer")}
      initial={{ mode: modes[0] ?? "", payment: "lump", improvements: "each_its_own", ...initial }}
    >
      {(meta) => (
        <>
          <Money meta={meta} modes={modes} />
          <Scope meta={meta} />
        </>
      )}
    </DealForm>
  );
}

/** In which manner, for how much. */
function Money({ meta, modes }: { meta: Meta; modes: readonly TransferMode[] }) {
  const { t } = useTranslation("deals");
  const label = (name: Name) => t(`negotiation.field.${name}`);
  const help = (name: "amount" | "instalments" | "royaltyRate") => t(`negotiation.help.${name}`);
  return (
    <>
      <Select
        meta={meta("mode")}
        label={label("mode")}
        options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        placeholder={null}
      />
      <Select
        meta={meta("payment")}
        label={label("payment")}
        options={dealPayments.map((value) => ({ value, label: t(`negotiation.payment.${value}`) }))}
        placeholder={null}
      />
      <MoneyInput meta={meta("amount")} label={label("amount")} help={help("amount")} optional />
      <TextArea
        meta={meta("instalments")}
        label={label("instalments")}
        help={help("instalments")}
        rows={3}
        optional
      />
      <Select
        meta={meta("royaltyBasis")}
        label={label("royaltyBasis")}
        options={royaltyBases.map((value) => ({ value, label: t(`negotiation.basis.${value}`) }))}
        optional
      />
      <NumberInput
        meta={meta("royaltyRate")}
        label={label("royaltyRate")}
        help={help("royaltyRate")}
        unit="%"
        optional
      />
    </>
  );
}

/** Where, how long, what else. */
function Scope({ meta }: { meta: Meta }) {
  const { t } = useTranslation("deals");
  const label = (name: Name) => t(`negotiation.field.${name}`);
  return (
    <>
      <TextInput meta={meta("territory")} label={label("territory")} maxLength={dealLimits.line} />
      <NumberInput
        meta={meta("termMonths")}
        label={label("termMonths")}
        help={t("negotiation.help.termMonths")}
        unit={t("negotiation.monthUnit")}
        optional
      />
      <Checkbox meta={meta("sublicence")} label={t("negotiation.sublicenceChoice")} />
      <Select
        meta={meta("improvements")}
        label={label("improvements")}
        options={improvementRules.map((value) => ({ value, label: t(`negotiation.improvement.${value}`) }))}
        placeholder={null}
      />
      <TextArea meta={meta("other")} label={label("other")} max={dealLimits.prose} rows={3} optional />
      <TextArea
        meta={meta("message")}
        label={label("message")}
        help={t("negotiation.help.message")}
        max={dealLimits.reasons}
        rows={3}
        optional
      />
    </>
  );
}
