import type { IpType, LegalStatus, TransferMode } from "#db/schema/vocabulary.ts";
import type { MadeDeal } from "../deals/made-deal.server.ts";
import type { Rights } from "./rights.ts";
import { emptyTerms, type Terms } from "./terms.ts";

type Deal = Pick<MadeDeal, "mode" | "amount" | "terms" | "lotTerms" | "technology">;

/** The longest text that one field of a contract takes, characters. */
const field = 5000;

/**
 * What was agreed on, as terms of a contract: the technology, the manner, price, territory, term and every further word; what
 * the deal does not say, such as days and standards of acceptance, is left to the parties. Undefined for a contribution to
 * equity, which is made by the articles of a company.
 */
export function termsOfDeal(deal: Deal): Terms | undefined {
  const { mode, amount, terms, lotTerms, technology } = deal;
  if (mode === "equity") return undefined;
  const title = `${[...technology.titleZh].slice(0, 90).join("")}${mode === "assignment" ? "转让" : "许可"}`;
  return emptyTerms({
    kind: mode === "assignment" ? "assignment" : "licence",
    title,
    subject: technology.summaryZh || technology.titleZh,
    targets: [...technology.advantage].slice(0, 3000).join(""),
    amount,
    milestones: milestonesOf(deal),
    other: terms?.other ?? lotTerms.slice(0, field),
    plan: lotTerms.slice(field),
    rights: { ...rightOf(technology), ...agreedOf(deal) },
  });
}

function milestonesOf({ amount, terms }: Deal) {
  if (terms?.payment === "instalments")
    return terms.instalments.map(({ amount: part, due }) => ({
      title: [...due].slice(0, 100).join(""),
      deliverable: due,
      amount: part,
    }));
  const entry = terms?.payment === "royalty_with_entry_fee" || terms?.payment === "royalty";
  const title = entry ? "交付技术资料并支付入门费" : "交付技术资料并支付价款";
  return [{ title, deliverable: "全部技术资料", amount }];
}

function rightOf(technology: Deal["technology"]): Partial<Rights> {
  const { titleZh, owner, ipType, applicationNo, legalStatus, filedOn } = technology;
  const object = objectOf(ipType, legalStatus);
  const number = applicationNo ?? "";
  return {
    object,
    name: titleZh,
    holder: owner,
    number: object === "patent" && number !== "" ? `ZL${number}` : number,
    filedOn: filedOn ?? "",
    expiresOn: object === "patent" && filedOn !== null ? expiryOf(ipType, filedOn) : "",
  };
}

const pending: readonly LegalStatus[] = ["published", "examination"];

/** Civil Code, Art. 863, and Art. 876 for rights that are neither patents nor know-how. */
function objectOf(ipType: IpType, legalStatus: LegalStatus): Rights["object"] {
  if (ipType === "know_how") return "know_how";
  if (!(ipType in years)) return "other_right";
  return pending.includes(legalStatus) ? "patent_application" : "patent";
}

/** How long a patent lasts from its filing: Patent Law, Art. 42. */
const years: Partial<Record<IpType, number>> = { invention: 20, utility_model: 10, design: 15 };

function expiryOf(ipType: IpType, filedOn: string): string {
  const day = new Date(`${filedOn}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + (years[ipType] ?? 0));
  return day.toISOString().slice(0, 10);
}

const licences: Partial<Record<TransferMode, Rights["licence"]>> = {
  exclusive_licence: "exclusive",
  sole_licence: "sole",
};

function agreedOf({ mode, terms }: Deal): Partial<Rights> {
  const licence = licences[mode] ?? "ordinary";
  if (!terms) return { licence };
  const royalty = terms.payment === "royalty_with_entry_fee" || terms.payment === "royalty";
  return {
    licence,
    territory: terms.territory,
    termMonths: terms.termMonths,
    sublicence: terms.sublicence ? "allowed" : "none",
    improvements: terms.improvements,
    fee: royalty ? "entry_fee_royalty" : terms.payment === "instalments" ? "instalments" : "lump",
    royaltyBasis: terms.royaltyBasis,
    royaltyRate: terms.royaltyRate,
  };
}
