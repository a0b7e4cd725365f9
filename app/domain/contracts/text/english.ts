import type { Parties, Terms } from "../terms.ts";
import { type Clause, type Wording, yuan } from "./wording.ts";

const kinds: Record<Terms["kind"], string> = {
  commissioned: "Technology Development Contract (commissioned)",
  cooperative: "Technology Development Contract (cooperative)",
  consulting: "Technology Consulting Contract",
  service: "Technology Service Contract",
};

const courts: Record<Exclude<Terms["disputes"], "arbitration">, string> = {
  court_client: "Party A",
  court_developer: "Party B",
};

/** The rendering in English, article by article beside the Chinese text. */
export const english: Wording = {
  title: ({ title, kind }) => `${title}\n${kinds[kind]}`,
  preamble: (_terms, { client, developer }: Parties) => [
    `Party A (client): ${inEnglish(client)}`,
    `Unified social credit code: ${client.uscc}`,
    ...(client.address === "" ? [] : [`Address: ${client.address}`]),
    `Party B (developer): ${inEnglish(developer)}`,
    `Unified social credit code: ${developer.uscc}`,
    ...(developer.address === "" ? [] : [`Address: ${developer.address}`]),
    "The parties conclude this contract under the Civil Code of the People's Republic of China.",
  ],
  clauses: (terms) => [
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
  ],
  numbered: (n, heading) => `Article ${n}  ${heading}`,
  closing: [
    "The Chinese text binds; this is a rendering, in which the parties' own words stand as they wrote them. The contract takes effect when the authorised signers of both parties have signed the same Chinese text, identified by its SHA-256 digest.",
  ],
};

const inEnglish = ({ nameEn, nameZh }: Parties["client"]): string =>
  nameEn === "" ? nameZh : `${nameEn} (${nameZh})`;

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

const milestones = (terms: Terms): string[] =>
  terms.milestones.flatMap(({ title, deliverable, dueOn, amount }, index) => [
    `Milestone ${index + 1}: ${title}`,
    `Deliverable: ${deliverable}`,
    `Due on ${dueOn} at the latest; amount CNY ${yuan(amount)}.`,
  ]);

const acceptance = (terms: Terms): string[] => [
  ...terms.milestones.flatMap(({ standard, method }, index) => [
    `Acceptance standard of milestone ${index + 1}: ${standard}`,
    ...(method === "" ? [] : [`Acceptance method of milestone ${index + 1}: ${method}`]),
  ]),
  terms.acceptanceDays === null
    ? "Party A accepts in good time; silence does not accept."
    : `Party A accepts or answers within ${terms.acceptanceDays} days of delivery; after that, silence accepts.`,
  `What falls short of the standard Party A sends back in writing, at most ${terms.changeRounds} times for each milestone; Party B delivers again within ${terms.redoDays} days.`,
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

const secrecy = (terms: Terms): string[] =>
  terms.confidential === ""
    ? ["Each party keeps the other's trade secrets as the law requires."]
    : [
        terms.confidential,
        `The duty lasts ${terms.confidentialYears} years after the end of this contract and survives it.`,
      ];

const risk = (terms: Terms): string[] => [
  terms.failureClientPercent === null
    ? "Where the work fails in whole or part for insuperable technical difficulty, the parties share the risk reasonably."
    : `Where the work fails in whole or part for insuperable technical difficulty, Party A bears ${terms.failureClientPercent}% of the milestone's amount and Party B the rest.`,
  "Whoever finds that the work may fail tells the other in good time and limits the loss, and is liable for loss that grows otherwise.",
  ...(terms.failureVerification === "" ? [] : ["How failure is confirmed:", terms.failureVerification]),
];

const damages = (terms: Terms): string[] => [
  `For each day of late delivery Party B pays ${terms.delayRate} ten-thousandths of the milestone's amount, at most ${terms.damagesCap}% of it, and still has to perform.`,
  `Where a party delays its main duty and does not perform within ${terms.cureDays} days of a reminder, the other may terminate.`,
  ...(terms.breach === "" ? [] : ["Other liability:", terms.breach]),
];

const changes = (terms: Terms): string[] => [
  `The contract is amended in writing, signed by both. A proposal is answered within ${terms.amendmentDays} days; silence declines it.`,
  terms.subcontracting === "none"
    ? "Party B does not subcontract the work."
    : "With Party A's written consent Party B may subcontract part of the work and answers for it.",
  "Where others have made the technology public so that performance is pointless, either party may terminate.",
  "On termination accepted milestones stand; money held for the others goes back to Party A.",
];

const disputes = (terms: Terms): string[] => [
  "Disputes about a milestone may be put to the science and technology authority for mediation, whose result binds the milestone.",
  terms.disputes === "arbitration"
    ? `Other disputes go to arbitration by ${terms.arbitration}.`
    : `Other disputes go to the competent people's court at the seat of ${courts[terms.disputes]}.`,
];

const definitions = (terms: Terms): string[] =>
  terms.definitions.length === 0
    ? ["Terms have their usual meaning in the field."]
    : terms.definitions.map(({ term, meaning }) => `“${term}”: ${meaning}`);

const rest = (terms: Terms): string[] => [
  ...(terms.clientContact === "" ? [] : [`Contact of Party A: ${terms.clientContact}`]),
  ...(terms.developerContact === "" ? [] : [`Contact of Party B: ${terms.developerContact}`]),
  ...terms.annexes.map(({ name, sha256 }, index) => `Annex ${index + 1}: ${name} (SHA-256: ${sha256})`),
  ...(terms.annexes.length === 0 ? ["There are no annexes."] : ["The annexes are part of this contract."]),
  terms.other,
];
