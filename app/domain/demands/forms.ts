import { z } from "zod";
import { demandOutcomes, demandWays } from "#db/schema/vocabulary.ts";
import { yuan } from "../booking/act-forms.ts";
import { limits } from "../catalog/limits.ts";
import { someText, text } from "../values.ts";
import {
  acceptTermsInput,
  answerQuestionInput,
  awardInput,
  closeInput,
  criteriaInput,
  extendInput,
  milestoneInput,
  type ProposalInput,
  proposalInput,
  questionInput,
  reasonInput,
  scoreInput,
} from "./inputs.ts";
import { proposalLimits } from "./proposal-limits.ts";

const line = text(proposalLimits.reasons).optional();
const row = z.strictObject({ title: line, deliverable: line, acceptance: line, dueOn: line, amount: line });
const formMilestone = milestoneInput.extend({ amount: yuan });

/** Rows of the form that an empty one is shown with. */
export const milestoneRows = 6;

/** The form that sends or changes a proposal: empty rows of milestones are left out, the price is the sum of the others. */
export const proposalForm = z
  .strictObject({
    key: z.uuid(),
    version: z.coerce.number().int().optional(),
    method: proposalInput.shape.method,
    team: proposalInput.shape.team,
    plan: proposalInput.shape.plan,
    milestones: z.array(row).max(proposalLimits.milestones),
  })
  .transform(({ milestones, ...rest }, ctx) => {
    const rows = milestones.flatMap((one, i) => {
      if (!Object.values(one).some(Boolean)) return [];
      const read = formMilestone.safeParse(one);
      if (read.success) return [read.data];
      for (const { path, message } of read.error.issues)
        ctx.addIssue({ code: "custom", message: wordOf(message), path: ["milestones", i, ...path] });
      return [];
    });
    if (rows.length === 0 && ctx.issues.length === 0)
      ctx.addIssue({ code: "custom", message: "required", path: ["milestones", 0, "title"] });
    const amount = rows.reduce((sum, one) => sum + one.amount, 0);
    const content: ProposalInput = { ...pick(rest), milestones: rows, amount };
    if (ctx.issues.length > 0) return z.NEVER;
    const checked = proposalInput.safeParse(content);
    for (const { message } of checked.error?.issues ?? [])
      ctx.addIssue({ code: "custom", message: wordOf(message), path: ["milestones", 0, "dueOn"] });
    return { key: rest.key, version: rest.version, content };
  });

const pick = ({ method, team, plan }: Pick<ProposalInput, "method" | "team" | "plan">) => ({
  method,
  team,
  plan,
});

/** Codes stay; what a schema says in its own words means that something is missing or of the wrong form. */
const wordOf = (message: string): string => (/^[a-z][a-z0-9_]*$/.test(message) ? message : "required");

export type ProposalForm = {
  key: string;
  version?: string;
  method: string;
  team: string;
  plan: string;
  milestones: { title: string; deliverable: string; acceptance: string; dueOn: string; amount: string }[];
};

const named = <I extends string, S extends z.ZodRawShape>(intent: I, shape: S) =>
  z.strictObject({ intent: z.literal(intent), ...shape });

const whole = z.coerce.number().pipe(z.int());

/** The acts on a proposal's page. */
export const proposalActForm = z.discriminatedUnion("intent", [
  named("withdraw", {}),
  named("score", {
    scores: z
      .array(z.strictObject({ points: whole.pipe(scoreInput.shape.points), reason: scoreInput.shape.reason }))
      .min(1)
      .max(proposalLimits.criteria),
  }),
  named("award", awardInput.shape),
]);

/** Criteria as lines of `name, weight`. */
const criteriaLines = z.string().transform((value, ctx) => {
  const criteria = value
    .split(/\r?\n/)
    .map((one) => /^\s*(.+?)\s*[,，\t]\s*(\d{1,3})\s*$/.exec(one))
    .flatMap((match) => (match ? [{ name: match[1] ?? "", weight: Number(match[2]) }] : []));
  const read = criteriaInput.safeParse({ criteria });
  if (read.success) return read.data.criteria;
  ctx.addIssue({ code: "custom", message: "weights_sum" });
  return z.NEVER;
});

/** The acts of a client on the page of the proposals it received. */
export const callActForm = z.discriminatedUnion("intent", [
  named("extend", extendInput.shape),
  named("reopen", extendInput.shape),
  named("close", { outcome: z.enum(demandOutcomes), note: closeInput.shape.note }),
  named("criteria", { criteria: criteriaLines }),
  named("revoke-award", reasonInput.shape),
]);

/** The acts on a demand's own page. */
export const demandActForm = z.discriminatedUnion("intent", [
  named("ask", questionInput.shape),
  named("answer", answerQuestionInput.shape),
  named("accept", { termsVersion: whole.pipe(acceptTermsInput.shape.termsVersion) }),
  named("judge", {
    listingId: z.uuid(),
    useful: z.enum(["yes", "no"]).transform((value) => value === "yes"),
  }),
]);

/** One page that a workshop owner fills in on a phone. Amounts in units of 10,000 yuan, as the trade counts. */
export const demandForm = z.strictObject({
  intent: z.enum(["submit", "draft"]).default("submit"),
  titleZh: someText(limits.title),
  problem: someText(limits.demandProse),
  target: someText(limits.demandProse),
  tried: text(limits.demandProse).default(""),
  budgetMax: z
    .string()
    .trim()
    .regex(/^\d{1,6}(\.\d{1,2})?$/, "number")
    .transform((value) => Math.round(Number(value) * 1_000_000))
    .optional(),
  deadlineOn: extendInput.shape.deadlineOn,
  ways: z.array(z.enum(demandWays)).min(1),
  regionCode: z.string().regex(/^[1-9]\d{5}$/, "region_code"),
  fieldCode: z.string().regex(/^[1-9]\d{2}$/, "field_code"),
  keywords: text(200).default(""),
  summaryZh: text(limits.summary).default(""),
  confidentialPart: text(limits.confidential).default(""),
});
