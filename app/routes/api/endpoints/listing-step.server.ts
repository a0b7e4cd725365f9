import { z } from "zod";
import { limits } from "#app/domain/catalog/limits.ts";
import { needsReasons } from "#app/domain/catalog/moderation.ts";
import { type ListingStep, takeStep } from "#app/domain/catalog/take-step.server.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";

/** What a step of a listing's lifecycle takes; without `version` whatever the listing is now. */
export const stepBody = z.strictObject({
  version: z.int().min(1).optional(),
  reasons: z.string().max(limits.reasons).optional(),
});

export const stepProblems = { changed_meanwhile: 409, not_allowed_now: 409, not_publishable: 422 };

/** Takes a listing through a step. Refuses `reasons`, as an unknown field, where the step asks for none. */
export async function takeListingStep(
  ctx: Context,
  id: string,
  transition: ListingStep,
  { version, reasons }: z.output<typeof stepBody>,
): Promise<Result<unknown>> {
  if (reasons !== undefined && !needsReasons.includes(transition))
    return fail(problems.invalid([{ path: "reasons", code: "unknown_field" }]));
  return takeStep(ctx, { id, version }, transition, reasons);
}
