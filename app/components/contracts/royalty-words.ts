import { useTranslation } from "react-i18next";
import { formatMoney } from "#app/components/format.ts";
import type { Tone } from "#app/components/state-tag.tsx";
import type { Rights } from "#app/domain/contracts/rights.ts";
import { type RoyaltyState, royaltyStates } from "#db/schema/vocabulary.ts";

export const royaltyTone: Record<RoyaltyState, Tone> = {
  due: "pending",
  charged: "held",
  questioned: "warning",
  lowered: "warning",
  settled: "confirmed",
  ended: "neutral",
};

export const royaltyState = (state: string): RoyaltyState =>
  royaltyStates.find((known) => known === state) ?? "due";

/** How a royalty is reckoned, in words. */
export function useRoyaltyRule(): (rights: Rights) => string {
  const { t } = useTranslation(["contracts", "deals"]);
  return ({ royaltyBasis, royaltyRate, royaltyPerUnit, royaltyUnit }) => {
    if (royaltyPerUnit !== null)
      return t("royalty.perUnit", {
        amount: formatMoney(royaltyPerUnit),
        unit: royaltyUnit || t("royalty.unit"),
      });
    const basis = royaltyBasis && t(`deals:negotiation.basis.${royaltyBasis}`);
    return t("royalty.rate", { basis, rate: (royaltyRate ?? 0) / 100 });
  };
}
