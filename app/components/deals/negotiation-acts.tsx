import { useTranslation } from "react-i18next";
import { Checkbox } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { Section } from "#app/components/page-head.tsx";
import type { NegotiationAct } from "#app/domain/deals/negotiation/acts.ts";
import { dealLimits } from "#app/domain/deals/limits.ts";
import type { TransferMode } from "#db/schema/vocabulary.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";
import { OfferForm } from "./offer-form.tsx";

interface Props {
  acts: readonly NegotiationAct[];
  modes: readonly TransferMode[];
  termsVersion: number;
  /** The latest terms, which a counter-offer begins with. */
  initial: Record<string, string>;
  reply: DealReply | undefined;
}

/** What the reader's side can do now, each act unfolding to what it needs. */
export function NegotiationActs({ acts, ...rest }: Props) {
  const { t } = useTranslation("deals");
  if (acts.length === 0) return null;
  return (
    <Section title={t("negotiation.acts")}>
      <div className="flex flex-wrap items-start gap-3">
        {acts.map((name, i) => (
          <Act key={name} name={name} first={i === 0} {...rest} />
        ))}
      </div>
    </Section>
  );
}

function Act({
  name,
  first,
  reply,
  ...props
}: Omit<Props, "acts"> & { name: NegotiationAct; first: boolean }) {
  const { t } = useTranslation("deals");
  const leaves = name === "break_off" || name === "decline";
  return (
    <Confirm
      label={t(`negotiation.act.${name}`)}
      look={first && !leaves ? "primary" : "secondary"}
      open={reply?.intent === name}
    >
      <p className="text-sm">{t(`negotiation.lead.${name}`)}</p>
      {name === "offer" ? (
        <OfferForm modes={props.modes} initial={props.initial} reply={reply} />
      ) : (
        <Plain name={name} termsVersion={props.termsVersion} reply={reply} />
      )}
    </Confirm>
  );
}

interface PlainProps {
  name: Exclude<NegotiationAct, "offer">;
  termsVersion: number;
  reply: DealReply | undefined;
}

/** An act that needs a consent, a reason, a mark or nothing. */
function Plain({ name, termsVersion, reply }: PlainProps) {
  const { t } = useTranslation("deals");
  const leaves = name === "break_off" || name === "decline";
  const reasoned = leaves || name === "renegotiate";
  const labels: Record<string, string> = {
    ...(name === "open" && { termsVersion: t("negotiation.agree", { version: termsVersion }) }),
    ...(reasoned && { reason: t("negotiation.reason") }),
    ...(name === "announce" && { relation: t("negotiation.relation") }),
  };
  return (
    <DealForm
      intent={name}
      reply={reply}
      labels={labels}
      submit={t(`negotiation.act.${name}`)}
      look={leaves ? "danger" : "primary"}
    >
      {(meta) => (
        <>
          {name === "open" && (
            <>
              <p className="max-w-reading whitespace-pre-line text-sm text-muted">{t("negotiation.terms")}</p>
              <Checkbox
                meta={meta("termsVersion")}
                label={labels.termsVersion}
                value={String(termsVersion)}
              />
            </>
          )}
          {reasoned && (
            <TextArea meta={meta("reason")} label={labels.reason} max={dealLimits.reasons} rows={3} />
          )}
          {name === "announce" && (
            <>
              <Checkbox meta={meta("insider")} label={t("negotiation.insider")} />
              <TextInput
                meta={meta("relation")}
                label={labels.relation}
                help={t("negotiation.relationHelp")}
                maxLength={dealLimits.line}
                optional
              />
            </>
          )}
        </>
      )}
    </DealForm>
  );
}
