import type { DealtTechnology } from "../../deals/made-deal.server.ts";
import { termsOfDeal } from "../deal-terms.ts";
import { rightsOf } from "../rights.ts";
import type { PartyNames, Terms } from "../terms.ts";
import { canonicalText, englishText } from "../text/canonical.ts";
import type { LicenceTermsInput } from "./inputs.ts";

/** Terms of the contract that an acceptance makes, the day of delivery left open. */
export function termsOfLicence(technology: DealtTechnology, input: LicenceTermsInput): Terms {
  const { mode, price, termMonths, territory, manner, material, standard, other } = input;
  const terms = termsOfDeal({
    ...{ mode, amount: price, technology, lotTerms: "" },
    terms: {
      ...{ mode, payment: "lump", amount: price, instalments: [], royaltyBasis: null, royaltyRate: null },
      ...{ territory, termMonths, sublicence: false, improvements: "each_its_own", other },
    },
  });
  if (!terms) throw new Error(`no contract of ${mode}`);
  const [first] = terms.milestones;
  const deliverable = [...material].slice(0, 1000).join("");
  return {
    ...terms,
    milestones: first ? [{ ...first, title: "交付技术资料并支付使用费", deliverable, standard }] : [],
    rights: { ...rightsOf(terms), manner, material },
  };
}

/** The same with its day of delivery, `YYYY-MM-DD`. */
export const dueOn = (terms: Terms, day: string): Terms => ({
  ...terms,
  milestones: terms.milestones.map((milestone) => ({ ...milestone, dueOn: day })),
});

const anybody: PartyNames = {
  nameZh: "接受本要约的单位",
  nameEn: "whoever accepts this offer",
  ...{ uscc: "以接受时登记的为准", address: "" },
};

const anybodyInEnglish: PartyNames = { ...anybody, uscc: "as registered on acceptance" };

/** The standing offer word for word: the contract as it will be, with a party that is not named yet. The Chinese is hashed and signed. */
export function offerText(
  terms: Terms,
  deliverDays: number,
  developer: PartyNames,
): { canonical: string; english: string } {
  const chinese = dueOn(terms, `合同生效之日起第 ${deliverDays} 日`);
  const english = dueOn(terms, `day ${deliverDays} after the contract takes effect`);
  return {
    canonical: canonicalText(chinese, { client: anybody, developer }),
    english: englishText(english, { client: anybodyInEnglish, developer }),
  };
}

/** Terms of the contract that an acceptance on this day makes: it names the offer that it accepts by its digest. */
export function termsAccepted(terms: Terms, day: string, sha256: string): Terms {
  const origin = `本合同由甲方接受乙方签署的标准许可要约（SHA-256：${sha256}）而订立；乙方对该要约的签署即为对本合同的签署。`;
  return { ...dueOn(terms, day), other: terms.other === "" ? origin : `${origin}\n${terms.other}` };
}
