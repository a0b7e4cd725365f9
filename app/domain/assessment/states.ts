import { assessmentStates, proposalStates, resultObjectionStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import { answerInput, noInput, reasonInput } from "./inputs.ts";

const parties = {
  officer: { action: "assessment.run", region: "regionCode" },
  reviewer: { action: "assessment.review", region: "regionCode" },
  clock: "timer",
} as const;

/**
 * An assessment's life. Who scores does not confirm (also a constraint of the database); figures are frozen once the period
 * has ended; what follows from a result is proposed when it is confirmed, and published when every proposal is decided.
 */
export const assessmentProcess = defineProcess({
  entity: "assessment_cycle",
  initial: ["drafted"],
  states: assessmentStates,
  parties,
  owners: {
    drafted: "officer",
    open: "officer",
    scored: "officer",
    provisional: "reviewer",
    result_confirmed: "reviewer",
  },
  transitions: [
    { name: "open_assessment", from: ["drafted"], to: "open", by: ["officer"], inputs: noInput },
    {
      name: "freeze_figures",
      from: ["open"],
      to: "same",
      by: ["officer", "clock"],
      after: "period_to",
      inputs: noInput,
    },
    { name: "score", from: ["open"], to: "scored", by: ["officer"], inputs: noInput },
    { name: "announce_result", from: ["scored"], to: "provisional", by: ["officer"], inputs: noInput },
    {
      name: "confirm_result",
      from: ["provisional"],
      to: "result_confirmed",
      by: ["reviewer"],
      inputs: noInput,
    },
    {
      name: "publish_result",
      from: ["result_confirmed"],
      to: "published",
      by: ["reviewer"],
      inputs: noInput,
    },
    { name: "discard_assessment", from: ["drafted"], to: "discarded", by: ["officer"], inputs: reasonInput },
  ],
});

const toAssessed = (template: string) => ({ template, to: ["assessed"] as const });

const answering = {
  assessed: { action: "assessment.report", organization: "organizationId" },
  reviewer: { action: "assessment.review", region: "regionCode" },
} as const;

/** An objection to a provisional result: answered by the end of its deadline, by somebody else than who scored. */
export const resultObjectionProcess = defineProcess({
  entity: "result_objection",
  initial: ["raised"],
  states: resultObjectionStates,
  parties: answering,
  owners: { raised: "reviewer" },
  transitions: [
    {
      name: "sustain_objection",
      from: ["raised"],
      to: "sustained",
      by: ["reviewer"],
      inputs: answerInput,
      notify: toAssessed("assessment-answered"),
    },
    {
      name: "overrule_objection",
      from: ["raised"],
      to: "overruled",
      by: ["reviewer"],
      inputs: answerInput,
      notify: toAssessed("assessment-answered"),
    },
  ],
});

/** What a result calls for: nothing follows until a person who did not score adopts it. */
export const proposalProcess = defineProcess({
  entity: "assessment_proposal",
  initial: ["proposed"],
  states: proposalStates,
  parties: answering,
  owners: { proposed: "reviewer" },
  transitions: [
    {
      name: "adopt_proposal",
      from: ["proposed"],
      to: "adopted",
      by: ["reviewer"],
      inputs: reasonInput,
      notify: toAssessed("assessment-adopted"),
    },
    {
      name: "decline_proposal",
      from: ["proposed"],
      to: "not_adopted",
      by: ["reviewer"],
      inputs: reasonInput,
    },
  ],
});
