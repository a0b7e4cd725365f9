import { isTransfer } from "../rights.ts";
import type { Parties, Terms } from "../terms.ts";
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
import { transferClauses, transferSides, transferTitle } from "./english-transfer.ts";
import { type Clause, type Wording, yuan } from "./wording.ts";

const kinds = {
  commissioned: "Technology Development Contract (commissioned)",
  cooperative: "Technology Development Contract (cooperative)",
  consulting: "Technology Consulting Contract",
  service: "Technology Service Contract",
};

const kindOf = (terms: Terms): string =>
  terms.kind === "assignment" || terms.kind === "licence" ? transferTitle(terms) : kinds[terms.kind];

const sidesOf = (terms: Terms) =>
  isTransfer(terms.kind) ? transferSides(terms) : { client: "client", developer: "developer" };

/** The rendering in English, article by article beside the Chinese text. */
export const english: Wording = {
  title: (terms) => `${terms.title}\n${kindOf(terms)}`,
  preamble: (terms, { client, developer }: Parties) => [
    `Party A (${sidesOf(terms).client}): ${inEnglish(client)}`,
    `Unified social credit code: ${client.uscc}`,
    ...(client.address === "" ? [] : [`Address: ${client.address}`]),
    `Party B (${sidesOf(terms).developer}): ${inEnglish(developer)}`,
    `Unified social credit code: ${developer.uscc}`,
    ...(developer.address === "" ? [] : [`Address: ${developer.address}`]),
    "The parties conclude this contract under the Civil Code of the People's Republic of China.",
  ],
  clauses: (terms) => (isTransfer(terms.kind) ? transferClauses(terms) : workClauses(terms)),
  numbered: (n, heading) => `Article ${n}  ${heading}`,
  closing: [
    "The Chinese text binds; this is a rendering, in which the parties' own words stand as they wrote them. The contract takes effect when the authorised signers of both parties have signed the same Chinese text, identified by its SHA-256 digest.",
  ],
};

const inEnglish = ({ nameEn, nameZh }: Parties["client"]): string =>
  nameEn === "" ? nameZh : `${nameEn} (${nameZh})`;

const workClauses = (terms: Terms): Clause[] => [
  ...about(terms),
  { heading: "Money", lines: money(terms) },
  { heading: "Milestones", lines: milestones(terms) },
  { heading: "Delivery and acceptance", lines: acceptance(terms) },
  { heading: "Ownership of results and benefits", lines: property(terms) },
  { heading: "Confidentiality", lines: secrecy(terms) },
  { heading: "Risk of failure", lines: risk(terms) },
  { heading: "Breach", lines: damages(terms) },
  { heading: "Amendment, subcontracting and termination", lines: changes(terms) },
  { heading: "Disputes", lines: disputes(terms) },
  { heading: "Definitions", lines: definitions(terms) },
  { heading: "Contacts, annexes and other terms", lines: rest(terms) },
];

function about(terms: Terms): Clause[] {
  return [
    {
      heading: "Subject, scope and requirements",
      lines: [terms.subject, ...(terms.targets === "" ? [] : ["Technical targets:", terms.targets])],
    },
    {
      heading: "Plan, place and manner of performance",
      lines: [
        terms.plan,
        ...(terms.place === "" ? [] : [`Place of performance: ${terms.place}`]),
        ...(terms.clientDuties === "" ? [] : ["What Party A provides:", terms.clientDuties]),
      ],
    },
  ];
}

const money = (terms: Terms): string[] => [
  `The total amount is CNY ${yuan(terms.amount)}, of which CNY ${yuan(terms.equipment)} for equipment and materials that are not technology.`,
  "It is held milestone by milestone: Party A pays into the platform's custody before a milestone begins, and Party B is paid once it is accepted.",
  ...(terms.moneyUse === "" ? [] : ["Use and inspection of the money:", terms.moneyUse]),
];

const patents: Record<Terms["patent"], string> = {
  developer:
    "The right to apply for patents on inventions made under this contract belongs to Party B; Party A may use them free of charge and has the first right to acquire them on equal terms.",
  client: "The right to apply for patents on inventions made under this contract belongs to Party A.",
  joint:
    "The right to apply for patents on inventions made under this contract belongs to both; where one gives it up the other may apply alone, where one objects the other may not apply.",
};

const knowHow: Record<Terms["knowHow"], string> = {
  both: "Both may use and transfer the know-how; before delivery Party B transfers it to nobody else.",
  developer: "Use and transfer of the know-how belong to Party B; Party A may use it for its own business.",
  client: "Use and transfer of the know-how belong to Party A.",
};

const improvements: Record<Terms["improvements"], string> = {
  own: "Later improvements belong to whoever makes them.",
  shared: "Later improvements are offered to each other on mutual terms, against payment, to be agreed.",
};

const property = (terms: Terms): string[] => [
  patents[terms.patent],
  knowHow[terms.knowHow],
  improvements[terms.improvements],
  ...(terms.benefits === "" ? [] : ["Benefits and further terms:", terms.benefits]),
  "Those who made the result have the right to be named. Party B warrants that the result infringes nobody's rights.",
];

const changes = (terms: Terms): string[] => [
  `The contract is amended in writing, signed by both. A proposal is answered within ${terms.amendmentDays} days; silence declines it.`,
  terms.subcontracting === "none"
    ? "Party B does not subcontract the work."
    : "With Party A's written consent Party B may subcontract part of the work and answers for it.",
  "Where others have made the technology public so that performance is pointless, either party may give notice to terminate; it may terminate where the other has not objected within the time for answering amendments, and an objection is a dispute.",
  "On termination accepted milestones stand; money held for the others goes back to Party A.",
];
