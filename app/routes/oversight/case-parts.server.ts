import type { z } from "zod";
import { addEvidence } from "#app/domain/cases/evidence.server.ts";
import { answerInput, evidenceInput, repairInput, textInput } from "#app/domain/cases/inputs.ts";
import { publishDecision } from "#app/domain/cases/publication/publish.server.ts";
import { acceptRectification, returnRectification } from "#app/domain/cases/rectification/answer.server.ts";
import { reportRectification } from "#app/domain/cases/rectification/report.server.ts";
import { grantRepair, refuseRepair, requestRepair } from "#app/domain/cases/repair/repair.server.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";

type Values = Readonly<Record<string, string>>;

/** Acts on what belongs to a case: its evidence, a rectification, a repair. Undefined when the form names none of them. */
export function takePart(
  ctx: Context,
  caseId: string,
  form: FormData,
  values: Values,
): Promise<Result<unknown>> | undefined {
  const { id = "", text, answer, statement, facts = "" } = values;
  switch (values.intent) {
    case "add_evidence":
      return addAll(ctx, caseId, form, values);
    case "report":
      return checked(textInput, { text }, (input) => reportRectification(ctx, id, input));
    case "accept_rectification":
      return checked(answerInput, { answer }, (input) => acceptRectification(ctx, id, input));
    case "return_rectification":
      return checked(answerInput, { answer }, (input) => returnRectification(ctx, id, input));
    case "publish":
      return publishDecision(ctx, id, { facts });
    case "ask_repair":
      return checked(repairInput, { statement, promise: values.promise === "on" }, (input) =>
        requestRepair(ctx, caseId, input),
      );
    case "grant_repair":
      return checked(answerInput, { answer }, (input) => grantRepair(ctx, id, input));
    case "refuse_repair":
      return checked(answerInput, { answer }, (input) => refuseRepair(ctx, id, input));
    default:
      return undefined;
  }
}

async function checked<S extends z.ZodType>(
  schema: S,
  input: Record<string, unknown>,
  run: (input: z.output<S>) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const parsed = schema.safeParse(input, { error: codeErrorMap });
  return parsed.success ? run(parsed.data) : fail(problems.invalid(fieldErrors(parsed.error)));
}

/** Files each file on its own; those before a refused one are on file. */
async function addAll(ctx: Context, caseId: string, form: FormData, { source, audience }: Values) {
  const files = form.getAll("files").filter((entry) => entry instanceof File && entry.size > 0);
  if (files.length === 0) return fail(problems.invalid([{ path: "files", code: "file_missing" }]));
  return checked(evidenceInput, { source, audience }, async (about) => {
    for (const file of files) {
      if (!(file instanceof File)) continue;
      const added = await addEvidence(ctx, caseId, file, about);
      if (!added.ok) return fail(underFiles(added.problem));
    }
    return ok(undefined);
  });
}

/** Errors of the upload stand beside this form's own field. */
const underFiles = (problem: Parameters<typeof fail>[0]) => ({
  ...problem,
  errors: problem.errors?.map((error) => (error.path === "file" ? { ...error, path: "files" } : error)),
});
