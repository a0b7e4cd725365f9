import { z } from "zod";
import { assessmentTracks } from "#db/schema/vocabulary.ts";
import {
  answerInput,
  indicatorInput,
  objectionInput,
  reasonInput,
  rectificationInput,
  reportInput,
  setRulesInput,
} from "./inputs.ts";

/** The steps of an assessment that need nothing but the press. */
export const plainSteps = [
  "open_assessment",
  "freeze_figures",
  "score",
  "announce_result",
  "confirm_result",
  "publish_result",
] as const;

/** What is done on an assessment's page, told apart by `intent`. */
export const cycleForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.enum(plainSteps) }),
  reasonInput.safeExtend({ intent: z.literal("discard_assessment") }),
  reasonInput.safeExtend({ intent: z.literal("adopt"), id: z.uuid() }),
  reasonInput.safeExtend({ intent: z.literal("decline"), id: z.uuid() }),
  answerInput.safeExtend({ intent: z.literal("answer"), id: z.uuid() }),
  reasonInput.safeExtend({ intent: z.literal("accept_rectification"), id: z.uuid() }),
  reasonInput.safeExtend({ intent: z.literal("return_rectification"), id: z.uuid() }),
]);

export type CycleForm = z.output<typeof cycleForm>;

/** What a subject does on its own page. */
export const ownForm = z.discriminatedUnion("intent", [
  reportInput.safeExtend({ intent: z.literal("report") }),
  objectionInput.safeExtend({ intent: z.literal("object") }),
  rectificationInput.safeExtend({ intent: z.literal("rectify"), id: z.uuid() }),
]);

/** What is done to a draft of the rules. */
export const setForm = z.discriminatedUnion("intent", [
  indicatorInput.safeExtend({ intent: z.literal("indicator") }),
  z.strictObject({ intent: z.literal("remove"), code: z.string().max(40) }),
  setRulesInput.safeExtend({ intent: z.literal("numbers") }),
  z.strictObject({ intent: z.literal("publish") }),
]);

export const beginForm = z.strictObject({ track: z.enum(assessmentTracks) });
