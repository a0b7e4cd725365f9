import type { z } from "zod";
import { caseResponsible } from "#db/schema/cases.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import type { recordInput, responsibleInput } from "./inputs.ts";
import { demandDeclared, stepCase } from "./step-case.server.ts";

/** The investigator writes down what was found, or what somebody said. */
export const recordFinding = (
  ctx: Context,
  id: string,
  { kind, text, audience }: z.output<typeof recordInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "record", async (scene) => {
    await demandDeclared(scene);
    return { entry: { kind, text, audience } };
  });

/** Somebody of the accused organisation answers for what happened: on file for those who handle the case, never published. */
export const nameResponsible = (
  ctx: Context,
  id: string,
  input: z.output<typeof responsibleInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "name_responsible", async (scene) => {
    await demandDeclared(scene);
    await scene.tx.insert(caseResponsible).values({ caseId: id, ...input });
    return { entry: { kind: "investigation", text: `${input.name}（${input.capacity}）` } };
  });
