import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { PayByCard } from "#app/components/cards/pay-by-card.tsx";
import { formatLastDay, formatMoney, localeOf } from "#app/components/format.ts";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import type { ChargePage } from "#app/domain/money/charges/charge-page.server.ts";
import { SubjectOfCharge } from "./charge-subject.tsx";
import { nextOfRefunds } from "./next-of-refunds.ts";
import { moneyTone, purposeWord } from "./words.ts";

/** What a charge is for, where it stands, whose turn it is, and the ways to pay it. */
export function ChargeHead(loaded: ChargePage) {
  const { t } = useTranslation("charges");
  const { charge, scope, subject, pays, invoices } = loaded;
  const here = `/organization/charges/${charge.id}`;
  return (
    <PageHead
      kicker={t("kicker", { reference: charge.reference })}
      title={purposeWord(t, charge.purpose)}
      lead={subject && <SubjectOfCharge subject={subject} />}
      state={<StateTag tone={moneyTone(charge.state)}>{t(`state.${charge.state}`)}</StateTag>}
      next={<p>{useNext(loaded)}</p>}
      actions={
        <>
          {scope === "payer" && charge.outstanding > 0 && <PayByCard chargeId={charge.id} />}
          {pays && scope !== "overseer" && (
            <ButtonLink look="secondary" to={`${here}/transfer`}>
              {t(scope === "payer" ? "payByTransfer" : "confirmTransfer")}
            </ButtonLink>
          )}
          {invoices && (
            <ButtonLink look="secondary" to={`/organization/invoices/new?charge=${charge.id}`}>
              {t("askInvoice")}
            </ButtonLink>
          )}
          {charge.paid > 0 && (
            <ButtonLink look="secondary" to={`${here}/receipt`}>
              {t("openReceipt")}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}

/** Whose turn it is and by when. */
function useNext(loaded: ChargePage): string {
  const { charge, payer, payee, scope, late, disputes } = loaded;
  const { t, i18n } = useTranslation("charges");
  const locale = localeOf(i18n.language);
  const nameOf = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
    locale === "en" && nameEn ? nameEn : nameZh;
  const { reference } = charge;
  const amount = formatMoney(charge.outstanding);
  const words = { payer: nameOf(payer), payee: nameOf(payee), reference, amount };
  const asked = disputes.find(({ stage }) => stage === "wanted" || stage === "refused")?.evidenceBy;
  if (asked) return t("next.evidence", { until: formatLastDay(asked, locale) });
  const refunding = nextOfRefunds(loaded);
  if (refunding) return t(`next.${refunding}`, words);
  if (charge.outstanding > 0 && scope !== "payer") return t("next.payeeOpen", words);
  if (charge.outstanding > 0)
    return charge.dueAt
      ? t(late ? "next.payerLate" : "next.payerDue", { ...words, due: formatLastDay(charge.dueAt, locale) })
      : t("next.payerOpen", words);
  if (charge.held && charge.releasedAt) return t("next.released", words);
  if (charge.held && charge.paid > charge.refunded)
    return charge.holdUntil
      ? t("next.heldUntil", { ...words, until: formatLastDay(charge.holdUntil, locale) })
      : t("next.held", words);
  return t(charge.state === "paid" ? "next.paid" : "next.over");
}
