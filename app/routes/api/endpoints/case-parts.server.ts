import { z } from "zod";
import type { CaseDetail } from "#app/domain/cases/find-case.server.ts";
import { caseDetail } from "#app/domain/cases/find-case.server.ts";
import { answerInput, publishInput } from "#app/domain/cases/inputs.ts";
import { publishDecision } from "#app/domain/cases/publication/publish.server.ts";
import { acceptRectification, returnRectification } from "#app/domain/cases/rectification/answer.server.ts";
import { grantRepair, refuseRepair } from "#app/domain/cases/repair/repair.server.ts";
import type { Context } from "#app/domain/context.ts";
import type { Action } from "#app/domain/identity/permissions.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { caseAnswer, showCase } from "./case-answer.server.ts";

const partOfCase = z.strictObject({ id: z.uuid(), partId: z.uuid() });

interface Part<I extends z.ZodType> {
  path: string;
  access: Action;
  input: I;
  problems?: Record<string, number>;
  /** The parts of a case of this kind. */
  of(detail: CaseDetail): readonly { id: string }[];
  run(ctx: Context, partId: string, input: z.output<I>): Promise<Result<unknown>>;
}

/** A step of something that belongs to a case; the answer is the case as it is afterwards. */
const part = <I extends z.ZodType>({ path, access, input, of, run, problems: more }: Part<I>): Endpoint =>
  endpoint(
    {
      method: "POST",
      path: `/cases/{id}/${path}`,
      tag: "cases",
      access,
      params: partOfCase,
      body: input,
      answer: caseAnswer,
      problems: { not_allowed_now: 409, ...more },
    },
    async ({ ctx, params: { id, partId }, body }) => {
      const found = await caseDetail(ctx, id);
      if (!found.ok) return found;
      if (!of(found.value).some((one) => one.id === partId)) return fail(problems.notFound("page"));
      const done = await run(ctx, partId, body);
      return done.ok ? showCase(ctx, id) : done;
    },
  );

const rectifications = ({ rectifications: all }: CaseDetail) => all;
const repairs = ({ repairs: all }: CaseDetail) => all;

/** What a regulator does with the decisions, rectifications and repairs of a case. */
export const casePartEndpoints: readonly Endpoint[] = [
  part({
    path: "decisions/{partId}/publish",
    access: "case.handle",
    input: publishInput,
    problems: {
      not_served: 409,
      decision_ended: 409,
      not_publishable_class: 409,
      publication_over: 409,
      published_already: 409,
    },
    of: ({ decisions }) => decisions.map(({ decision }) => decision),
    run: publishDecision,
  }),
  part({
    path: "rectifications/{partId}/accept",
    access: "case.handle",
    input: answerInput,
    of: rectifications,
    run: acceptRectification,
  }),
  part({
    path: "rectifications/{partId}/return",
    access: "case.handle",
    input: answerInput,
    of: rectifications,
    run: returnRectification,
  }),
  part({
    path: "repairs/{partId}/grant",
    access: "case.decide",
    input: answerInput,
    problems: { level_too_low: 403 },
    of: repairs,
    run: grantRepair,
  }),
  part({
    path: "repairs/{partId}/refuse",
    access: "case.decide",
    input: answerInput,
    problems: { level_too_low: 403 },
    of: repairs,
    run: refuseRepair,
  }),
];
