import { useTranslation } from "react-i18next";
import { RadioGroup } from "#app/components/choices.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { Section } from "#app/components/page-head.tsx";
import { dealLimits } from "#app/domain/deals/limits.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";

/** A mediator decides whether the winner of a lot is in default: whose its deposit is. */
export function MediatorPart({ reply }: { reply: DealReply | undefined }) {
  const { t } = useTranslation("deals");
  const labels = { outcome: t("bidding.outcome"), reason: t("bidding.reason") };
  const options = (["uphold", "dismiss"] as const).map((value) => ({ value, label: t(`bidding.${value}`) }));
  return (
    <Section title={t("bidding.decideTitle")}>
      <p className="max-w-reading pb-4 text-sm">{t("bidding.decideLead")}</p>
      <DealForm intent="decide_default" reply={reply} labels={labels} submit={t("bidding.decide_default")}>
        {(meta) => (
          <>
            <RadioGroup meta={meta("outcome")} label={labels.outcome} options={options} />
            <TextArea meta={meta("reason")} label={labels.reason} max={dealLimits.reasons} rows={4} />
          </>
        )}
      </DealForm>
    </Section>
  );
}
