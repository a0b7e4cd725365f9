import type { Submission } from "@conform-to/react";
import { redirect } from "react-router";
import { z } from "zod";
import { changeType, retireType } from "#app/domain/qualification/define-type.server.ts";
import { grantQualification } from "#app/domain/qualification/grant.server.ts";
import { grantForm, reasonInput, sessionForm, typeForm } from "#app/domain/qualification/inputs.ts";
import { planSession } from "#app/domain/qualification/plan-session.server.ts";
import { revokeQualification } from "#app/domain/qualification/revoke.server.ts";
import { distrustType, trustType } from "#app/domain/qualification/trust-type.server.ts";
import { parseForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";

const idForm = z.strictObject({ trusted: z.uuid() });
const revokeForm = z.strictObject({ id: z.uuid(), ...reasonInput.shape });

/** Carries out what a form of a qualification's page asks for, and says where to go on. */
export function performOn(scope: RequestScope, typeId: string, intent: string, form: FormData) {
  const { ctx } = scope;
  const here = `/organization/qualifications/${typeId}`;
  const answer = answerFor(scope);
  switch (intent) {
    case "change":
      return answer(form, typeForm, (input) => changeType(ctx, typeId, input), `${here}?done=changed`);
    case "grant":
      return answer(
        form,
        grantForm,
        (input) => grantQualification(ctx, typeId, input),
        `${here}?done=granted`,
      );
    case "revoke":
      return answer(
        form,
        revokeForm,
        ({ id, reason }) => revokeQualification(ctx, id, { reason }),
        `${here}?done=revoked`,
      );
    case "plan":
      return answer(form, sessionForm, (input) => planSession(ctx, typeId, input), `${here}?done=planned`);
    case "trust":
      return answer(form, idForm, ({ trusted }) => trustType(ctx, typeId, trusted), `${here}?done=trusted`);
    case "distrust":
      return answer(
        form,
        idForm,
        ({ trusted }) => distrustType(ctx, typeId, trusted),
        `${here}?done=distrusted`,
      );
    case "retire":
      return answer(
        form,
        z.strictObject({}),
        () => retireType(ctx, typeId),
        "/organization/qualifications?done=retired",
      );
    default:
      return undefined;
  }
}

const answerFor =
  (scope: RequestScope) =>
  async <S extends z.ZodType>(
    form: FormData,
    schema: S,
    act: (input: z.output<S>) => Promise<Result<unknown>>,
    then: string,
  ) => {
    const submission: Submission<z.output<S>, string[], z.output<S>> = parseForm(form, schema);
    if (submission.status !== "success") return replyInvalid(submission);
    const result = await act(submission.value);
    return result.ok ? redirect(then) : replyProblem(submission, result.problem, scope.t);
  };
