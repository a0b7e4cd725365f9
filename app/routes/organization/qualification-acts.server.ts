import type { Submission } from "@conform-to/react";
import { redirect } from "react-router";
import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { changeType, retireType } from "#app/domain/qualification/define-type.server.ts";
import { addEvidence, removeEvidence } from "#app/domain/qualification/evidence.server.ts";
import { grantQualification } from "#app/domain/qualification/grant.server.ts";
import { grantForm, reasonInput, sessionForm, typeForm } from "#app/domain/qualification/inputs.ts";
import { planSession } from "#app/domain/qualification/plan-session.server.ts";
import { revokeQualification } from "#app/domain/qualification/revoke.server.ts";
import { distrustType, trustType } from "#app/domain/qualification/trust-type.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { parseForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";

const idForm = z.strictObject({ trusted: z.uuid() });
const fileForm = z.strictObject({ id: z.uuid(), file: z.file("file_missing") });
const removeForm = z.strictObject({ id: z.uuid(), file: z.uuid() });
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
        (input) => counted(ctx, () => grantQualification(ctx, typeId, input)),
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
      return performOnFile(scope, here, intent, form);
  }
}

/** The same of the files that a qualification rests on. */
function performOnFile(scope: RequestScope, here: string, intent: string, form: FormData) {
  const { ctx } = scope;
  const answer = answerFor(scope);
  switch (intent) {
    case "add_evidence":
      return answer(
        form,
        fileForm,
        ({ id, file }) => counted(ctx, () => addEvidence(ctx, id, file)),
        `${here}?done=file_added`,
      );
    case "remove_evidence":
      return answer(
        form,
        removeForm,
        ({ id, file }) => removeEvidence(ctx, id, file),
        `${here}?done=file_removed`,
      );
    default:
      return undefined;
  }
}

/** Files are taken so often from one account, and no oftener. */
async function counted<T>({ db, clock, actor }: Context, act: () => Promise<Result<T>>): Promise<Result<T>> {
  const attempt = await countAttempt(db, clock.now(), [[limits.uploadByAccount, actor.user?.id ?? null]]);
  return attempt.ok ? act() : attempt;
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
