import type { Terms } from "../terms.ts";
import { yuan } from "./wording.ts";

const courts: Record<Exclude<Terms["disputes"], "arbitration">, string> = {
  court_client: "Party A",
  court_developer: "Party B",
};

export const milestones = (terms: Terms): string[] => [
  ...terms.milestones.flatMap(({ title, deliverable, dueOn, amount }, index) => [
    `Milestone ${index + 1}: ${title}`,
    `Deliverable: ${deliverable}`,
    `Due on ${dueOn} at the latest; amount CNY ${yuan(amount)}.`,
  ]),
  "Where Party A pays the money of a milestone after the time that the platform states, that milestone's day of delivery moves by as many days. Where money that was held is taken back, the time for delivery stops until it is paid again.",
];

export const acceptance = (terms: Terms): string[] => [
  ...terms.milestones.flatMap(({ standard, method }, index) => [
    `Acceptance standard of milestone ${index + 1}: ${standard}`,
    ...(method === "" ? [] : [`Acceptance method of milestone ${index + 1}: ${method}`]),
  ]),
  terms.acceptanceDays === null
    ? "Party A accepts in good time; silence does not accept."
    : `Party A accepts or answers within ${terms.acceptanceDays} days of delivery; after that, silence accepts.`,
  `What falls short of the standard Party A sends back in writing, at most ${terms.changeRounds} times for each milestone; Party B delivers again within ${terms.redoDays} days.`,
];

export const secrecy = (terms: Terms): string[] =>
  terms.confidential === ""
    ? ["Each party keeps the other's trade secrets as the law requires."]
    : [
        terms.confidential,
        `The duty lasts ${terms.confidentialYears} years after the end of this contract and survives it.`,
      ];

export const risk = (terms: Terms): string[] => [
  terms.failureClientPercent === null
    ? "Where the work fails in whole or part for insuperable technical difficulty, the parties share the risk reasonably."
    : `Where the work fails in whole or part for insuperable technical difficulty, Party A bears ${terms.failureClientPercent}% of the milestone's amount and Party B the rest.`,
  "Whoever finds that the work may fail tells the other in good time and limits the loss, and is liable for loss that grows otherwise.",
  ...(terms.failureVerification === "" ? [] : ["How failure is confirmed:", terms.failureVerification]),
];

export const damages = (terms: Terms): string[] => [
  `For each day of late delivery Party B pays ${terms.delayRate} ten-thousandths of the milestone's amount, at most ${terms.damagesCap}% of it, and still has to perform.`,
  `Where a party delays its main duty and does not perform within ${terms.cureDays} days of a reminder, the other may terminate.`,
  ...(terms.breach === "" ? [] : ["Other liability:", terms.breach]),
];

export const disputes = (terms: Terms): string[] => [
  "Disputes about a milestone may be put to the science and technology authority for mediation, whose result binds the milestone.",
  terms.disputes === "arbitration"
    ? `Other disputes go to arbitration by ${terms.arbitration}.`
    : `Other disputes go to the competent people's court at the seat of ${courts[terms.disputes]}.`,
];

export const definitions = (terms: Terms): string[] =>
  terms.definitions.length === 0
    ? ["Terms have their usual meaning in the field."]
    : terms.definitions.map(({ term, meaning }) => `“${term}”: ${meaning}`);

export const rest = (terms: Terms): string[] => [
  ...(terms.clientContact === "" ? [] : [`Contact of Party A: ${terms.clientContact}`]),
  ...(terms.developerContact === "" ? [] : [`Contact of Party B: ${terms.developerContact}`]),
  ...terms.annexes.map(({ name, sha256 }, index) => `Annex ${index + 1}: ${name} (SHA-256: ${sha256})`),
  ...(terms.annexes.length === 0 ? ["There are no annexes."] : ["The annexes are part of this contract."]),
  terms.other,
];
