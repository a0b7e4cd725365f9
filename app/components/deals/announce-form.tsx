import { useTranslation } from "react-i18next";
import { Select } from "#app/components/choices.tsx";
import { DateTimeInput } from "#app/components/date-input.tsx";
import { MoneyInput, NumberInput, TextArea } from "#app/components/inputs.tsx";
import { dealLimits } from "#app/domain/deals/limits.ts";
import type { TransferMode } from "#db/schema/vocabulary.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";

const fields = [
  "mode",
  "terms",
  "priceBasis",
  "startPrice",
  "step",
  "deposit",
  "reserve",
  "startsAt",
  "endsAt",
  "extendWithin",
  "extendBy",
] as const;

interface Props {
  modes: readonly TransferMode[];
  initial: Record<string, string>;
  reply: DealReply | undefined;
}

/** All conditions of a bidding, on one page. */
export function AnnounceForm({ modes, initial, reply }: Props) {
  const { t } = useTranslation("deals");
  const label = (name: (typeof fields)[number]) => t(`bidding.form.${name}`);
  const labels = Object.fromEntries(fields.map((name) => [name, label(name)]));
  const options = modes.map((value) => ({ value, label: t(`mode.${value}`) }));
  return (
    <DealForm
      intent="announce"
      reply={reply}
      labels={labels}
      submit={t("bidding.form.submit")}
      initial={{ mode: modes[0] ?? "", ...initial }}
    >
      {(meta) => (
        <>
          <Select meta={meta("mode")} label={label("mode")} options={options} placeholder={null} />
          <TextArea
            meta={meta("terms")}
            label={label("terms")}
            help={t("bidding.form.termsHelp")}
            max={dealLimits.terms}
            rows={8}
          />
          <TextArea
            meta={meta("priceBasis")}
            label={label("priceBasis")}
            help={t("bidding.form.priceBasisHelp")}
            max={dealLimits.prose}
            rows={3}
          />
          <MoneyInput meta={meta("startPrice")} label={label("startPrice")} />
          <MoneyInput meta={meta("step")} label={label("step")} />
          <MoneyInput meta={meta("deposit")} label={label("deposit")} help={t("bidding.form.depositHelp")} />
          <MoneyInput
            meta={meta("reserve")}
            label={label("reserve")}
            help={t("bidding.form.reserveHelp")}
            optional
          />
          <DateTimeInput
            meta={meta("startsAt")}
            label={label("startsAt")}
            help={t("bidding.form.timeHelp")}
          />
          <DateTimeInput meta={meta("endsAt")} label={label("endsAt")} help={t("bidding.form.timeHelp")} />
          <NumberInput
            meta={meta("extendWithin")}
            label={label("extendWithin")}
            unit={t("bidding.minutes")}
          />
          <NumberInput meta={meta("extendBy")} label={label("extendBy")} unit={t("bidding.minutes")} />
        </>
      )}
    </DealForm>
  );
}
