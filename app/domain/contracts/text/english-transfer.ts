import { type Rights, rightsOf } from "../rights.ts";
import type { Terms } from "../terms.ts";
import {
  acceptance,
  damages,
  definitions,
  disputes,
  milestones,
  rest,
  risk,
  secrecy,
} from "./english-common.ts";
import { royaltyLines } from "./english-royalty.ts";
import { type Clause, said, yuan } from "./wording.ts";

const objects: Record<Rights["object"], string> = {
  patent: "patent",
  patent_application: "patent application",
  know_how: "know-how",
  other_right: "other intellectual property",
};

export const transferTitle = (terms: Terms): string =>
  `${terms.kind === "licence" ? "Technology Licence Contract" : "Technology Assignment Contract"} (${objects[rightsOf(terms).object]})`;

export const transferSides = ({ kind }: Terms) =>
  kind === "licence"
    ? { client: "licensee", developer: "licensor" }
    : { client: "assignee", developer: "assignor" };

/** The articles beside the Chinese ones, in their order. */
export function transferClauses(terms: Terms): Clause[] {
  const rights = rightsOf(terms);
  const licence = terms.kind === "licence";
  const risks = terms.failureClientPercent !== null || terms.failureVerification !== "";
  return [
    { heading: "The technology", lines: subject(terms, rights) },
    licence
      ? { heading: "Form and scope of the licence", lines: scope(rights) }
      : { heading: "Scope of the assignment", lines: passing(rights) },
    { heading: "Technical material and guidance", lines: material(terms, rights) },
    { heading: licence ? "Fee and payment" : "Price and payment", lines: money(terms, rights) },
    { heading: "Milestones", lines: milestones(terms) },
    { heading: "Delivery and acceptance", lines: acceptance(terms) },
    { heading: "Warranty of title", lines: warranty(rights, licence) },
    { heading: "Registration, recording and upkeep", lines: record(rights, licence) },
    { heading: "Later improvements", lines: improvements(terms, rights) },
    { heading: "Confidentiality", lines: secrecy(terms) },
    ...(risks ? [{ heading: "Risk of failure", lines: risk(terms) }] : []),
    { heading: "Breach", lines: damages(terms) },
    { heading: "Amendment and termination", lines: changes(terms) },
    { heading: "Disputes", lines: disputes(terms) },
    { heading: "Definitions", lines: definitions(terms) },
    { heading: "Contacts, annexes and other terms", lines: rest(terms) },
  ];
}

const subject = (terms: Terms, { object, name, holder, number, filedOn, expiresOn }: Rights): string[] => [
  terms.subject,
  `Kind of right: ${objects[object]}`,
  ...said("Name: ", name),
  ...said("Holder (applicant): ", holder),
  ...said("Patent, application or registration number: ", number),
  ...said("Filed on: ", filedOn),
  ...said("In force until: ", expiresOn),
  ...(terms.targets === "" ? [] : ["Technical targets:", terms.targets]),
];

const forms: Record<Rights["licence"], string> = {
  exclusive:
    "The licence is exclusive: within its scope Party A alone uses the technology; Party B neither uses it nor licenses it to others.",
  sole: "The licence is sole: within its scope only Party A and Party B use the technology; Party B licenses it to nobody else.",
  ordinary:
    "The licence is ordinary: within its scope Party B may use the technology itself and license it to others.",
};

const sublicences: Record<Rights["sublicence"], string> = {
  none: "Party A licenses the technology to no third party.",
  with_consent: "With Party B's written consent Party A may sublicense; a sublicence is ordinary.",
  allowed: "Party A may sublicense; a sublicence is ordinary.",
};

const scope = ({ licence, territory, termMonths, manner, sublicence }: Rights): string[] => [
  forms[licence],
  ...said("Territory: ", territory),
  termMonths === null
    ? "Term: until the right ends; for know-how, until it becomes public."
    : `Term: ${termMonths} months from the day the contract takes effect, not beyond the term of the right.`,
  ...(manner === "" ? [] : ["Manner of use:", manner]),
  sublicences[sublicence],
  "The scope agreed may not restrict technological competition and development.",
];

const passing = ({ territory, manner }: Rights): string[] => [
  "Party B assigns all rights in the technology to Party A and afterwards uses it only with Party A's licence.",
  ...said("Territory: ", territory),
  ...(manner === "" ? [] : ["Extent of the assignment and rights kept:", manner]),
  "The scope agreed may not restrict technological competition and development.",
];

const material = (terms: Terms, rights: Rights): string[] => [
  ...(rights.material === "" ? [] : ["Technical material that Party B hands over:", rights.material]),
  rights.guidance === ""
    ? "Party B gives the guidance that using the technology needs."
    : `Guidance that Party B gives:\n${rights.guidance}`,
  ...(terms.plan === "" ? [] : ["Plan and manner of performance:", terms.plan]),
  ...said("Place of performance: ", terms.place),
  ...(terms.clientDuties === "" ? [] : ["What Party A provides:", terms.clientDuties]),
];

const fees: Record<Rights["fee"], string> = {
  lump: "a lump sum, paid at once.",
  instalments: "a fixed sum, paid in instalments as the milestones say.",
  entry_fee_royalty:
    "an entry fee and a royalty; the total amount is the entry fee, the royalty comes on top.",
};

const money = (terms: Terms, rights: Rights): string[] => [
  `The total amount is CNY ${yuan(terms.amount)}, of which CNY ${yuan(terms.equipment)} for equipment and materials that are not technology.`,
  `Payment: ${fees[rights.fee]}`,
  ...royaltyLines(rights),
  ...(rights.accounts === ""
    ? []
    : ["Settlement of royalties and inspection of the books:", rights.accounts]),
  "The total amount is held milestone by milestone: Party A pays into the platform's custody before a milestone begins, and Party B is paid once it is accepted.",
  ...(terms.moneyUse === "" ? [] : ["Further terms of payment:", terms.moneyUse]),
];

const warranty = ({ encumbrances }: Rights, licence: boolean): string[] => [
  "Party B warrants that it lawfully owns the technology and that the technology is complete, free of error and effective and can reach the agreed aim.",
  ...(encumbrances === "" ? [] : ["Licences, pledges and use before this contract:", encumbrances]),
  "Where Party A uses the technology as agreed and infringes the rights of others, Party B is liable.",
  ...(licence ? [] : ["The assignment leaves licences granted before in force."]),
];

function record({ object, recordedBy }: Rights, licence: boolean): string[] {
  const by = recordedBy === "client" ? "Party A" : "Party B";
  if (object === "know_how")
    return [
      "Know-how needs neither registration nor recording; Party B warrants that it is practicable and reliable, and keeps it secret.",
    ];
  return licence
    ? [
        `${by} has the licence put on record within three months of the contract taking effect; the other party assists.`,
        "Party B keeps the right in force during the contract, pays its annual fees and defends it against requests for invalidation.",
      ]
    : [
        `${by} has the assignment registered within thirty days of the contract taking effect; the other party assists. The right passes on registration.`,
        "Party B keeps the right in force until registration, Party A from then on.",
      ];
}

const improved: Record<Rights["improvements"], string> = {
  each_its_own: "Later improvements belong to whoever makes them; the other party has no share.",
  shared: "Later improvements are shared by both; how, the parties agree separately.",
  licensed_back:
    "Later improvements belong to whoever makes them, who licenses them to the other party on reasonable terms to be agreed.",
};

const improvements = (terms: Terms, rights: Rights): string[] => [
  improved[rights.improvements],
  ...(terms.benefits === "" ? [] : ["Benefits and further terms:", terms.benefits]),
];

const changes = (terms: Terms): string[] => [
  `The contract is amended in writing, signed by both. A proposal is answered within ${terms.amendmentDays} days; silence declines it.`,
  "Where others have made the technology public, or the right is declared invalid, so that performance is pointless, either party may terminate.",
  "On termination accepted milestones stand; money held for the others goes back to Party A.",
];
