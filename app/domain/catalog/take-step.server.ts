import type { Context } from "#app/domain/context.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { confirmListing } from "./confirm-listing.server.ts";
import { needsReasons } from "./moderation.ts";
import type { Moved, Target } from "./move-listing.server.ts";
import { announceListing, publishListing } from "./publish-listing.server.ts";
import { recallListing } from "./recall-listing.server.ts";
import { restoreListing } from "./restore-listing.server.ts";
import { returnListing } from "./return-listing.server.ts";
import { submitListing } from "./submit-listing.server.ts";
import { suspendListing } from "./suspend-listing.server.ts";
import { withdrawListing } from "./withdraw-listing.server.ts";

type Take = (ctx: Context, target: Target, input: { reasons: string }) => Promise<Result<Moved>>;

/** The command behind each transition that a person may take. */
const commands = {
  submit: submitListing,
  recall: recallListing,
  publish: publishListing,
  announce: announceListing,
  return: returnListing,
  suspend: suspendListing,
  restore: restoreListing,
  withdraw: withdrawListing,
  confirm: confirmListing,
} as const satisfies Record<string, Take>;

export type ListingStep = keyof typeof commands;

export const listingSteps = Object.keys(commands).filter(isListingStep);

export function isListingStep(name: string): name is ListingStep {
  return Object.hasOwn(commands, name);
}

/** Takes the transition of that name; `reasons` count only where the lifecycle asks for them, and then must be given. */
export async function takeStep(
  ctx: Context,
  target: Target,
  name: ListingStep,
  reasons = "",
): Promise<Result<Moved>> {
  if (needsReasons.includes(name) && reasons.trim() === "") {
    return fail(problems.invalid([{ path: "reasons", code: "required" }]));
  }
  const take: Take = commands[name];
  return take(ctx, target, { reasons: reasons.trim() });
}
