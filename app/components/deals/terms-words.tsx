import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney, formatShare, localeOf } from "#app/components/format.ts";
import { Money } from "#app/components/text.tsx";
import type { ComparedTerm, Terms } from "#app/domain/deals/negotiation/policy.ts";

/** Each term of a deal in words. */
export function useTermWords(): (name: ComparedTerm, terms: Terms) => ReactNode {
  const { t, i18n } = useTranslation("deals");
  const words: Record<ComparedTerm, (terms: Terms) => ReactNode> = {
    mode: ({ mode }) => t(`mode.${mode}`),
    payment: ({ payment }) => t(`negotiation.payment.${payment}`),
    amount: ({ amount, payment }) => (payment === "royalty" ? "–" : <Money fen={amount} />),
    instalments: ({ instalments }) =>
      instalments.length === 0 ? (
        "–"
      ) : (
        <ul>
          {instalments.map(({ amount, due }) => (
            <li key={`${amount} ${due}`}>
              {formatMoney(amount)} · {due}
            </li>
          ))}
        </ul>
      ),
    royaltyBasis: ({ royaltyBasis }) => (royaltyBasis ? t(`negotiation.basis.${royaltyBasis}`) : "–"),
    royaltyRate: ({ royaltyRate }) =>
      royaltyRate === null ? "–" : formatShare(royaltyRate / 10_000, localeOf(i18n.language), 2),
    territory: ({ territory }) => territory,
    termMonths: ({ termMonths }) =>
      termMonths === null ? t("negotiation.wholeTerm") : t("negotiation.months", { count: termMonths }),
    sublicence: ({ sublicence }) => t(sublicence ? "negotiation.yes" : "negotiation.no"),
    improvements: ({ improvements }) => t(`negotiation.improvement.${improvements}`),
    other: ({ other }) => <span className="whitespace-pre-line">{other || "–"}</span>,
  };
  return (name, terms) => words[name](terms);
}
