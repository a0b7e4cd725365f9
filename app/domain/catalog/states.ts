import { defineProcess, type Process, type Transition } from "#app/domain/process.ts";
import type { Action } from "#app/domain/identity/permissions.ts";
import { type ListingKind, type ListingState, listingStates } from "#db/schema/vocabulary.ts";
import { noInput, reasonsInput } from "./inputs.ts";

export type ListingParty = "editor" | "moderator" | "timer";
export type ListingProcess = Process<ListingState, ListingParty>;

/** Who edits a listing of each kind for its organisation. */
export const editAction = {
  facility: "facility.edit",
  technology: "technology.edit",
  service: "service.edit",
  demand: "demand.edit",
} as const satisfies Record<ListingKind, Action>;

type Step = Transition<ListingState, ListingParty>;

const steps: Step[] = [
  {
    name: "submit",
    from: ["draft", "returned", "withdrawn"],
    to: "submitted",
    by: ["editor"],
    inputs: noInput,
    notify: { template: "listing-submitted", to: ["moderator"] },
  },
  { name: "recall", from: ["submitted"], to: "draft", by: ["editor"], inputs: noInput },
  {
    name: "publish",
    from: ["submitted"],
    to: "published",
    by: ["moderator"],
    inputs: noInput,
    notify: { template: "listing-published", to: ["editor"] },
  },
  {
    name: "return",
    from: ["submitted"],
    to: "returned",
    by: ["moderator"],
    inputs: reasonsInput,
    notify: { template: "listing-returned", to: ["editor"] },
  },
  {
    name: "suspend",
    from: ["published"],
    to: "suspended",
    by: ["moderator"],
    inputs: reasonsInput,
    notify: { template: "listing-suspended", to: ["editor"] },
  },
  {
    name: "restore",
    from: ["suspended"],
    to: "published",
    by: ["moderator"],
    inputs: noInput,
    notify: { template: "listing-restored", to: ["editor"] },
  },
  {
    name: "withdraw",
    from: ["draft", "submitted", "returned", "published", "suspended"],
    to: "withdrawn",
    by: ["editor"],
    inputs: noInput,
  },
  { name: "confirm", from: ["published"], to: "same", by: ["editor"], inputs: noInput },
  {
    name: "remind",
    from: ["published"],
    to: "same",
    by: ["timer"],
    after: "staleAfter",
    notify: { template: "listing-stale", to: ["editor"] },
  },
  {
    name: "lapse",
    from: ["published"],
    to: "withdrawn",
    by: ["timer"],
    after: "deadline",
    notify: { template: "listing-lapsed", to: ["editor"] },
  },
];

/** Agreement pricing by a public institution is announced first; see `policy.ts`. */
const announce: Step = {
  name: "announce",
  from: ["submitted"],
  to: "public_notice",
  by: ["moderator"],
  inputs: noInput,
  notify: { template: "listing-announced", to: ["editor"] },
};

const conclude: Step = {
  name: "conclude",
  from: ["public_notice"],
  to: "published",
  by: ["timer"],
  after: "noticeUntil",
  notify: { template: "listing-published", to: ["editor"] },
};

const alsoDuringNotice = (step: Step): Step =>
  step.name === "return" || step.name === "withdraw"
    ? { ...step, from: [...step.from, "public_notice"] }
    : step;

function processOf(kind: ListingKind): ListingProcess {
  const announced = kind === "technology";
  return defineProcess<ListingState, ListingParty>({
    entity: kind,
    initial: ["draft"],
    states: announced ? listingStates : listingStates.filter((state) => state !== "public_notice"),
    parties: {
      editor: { action: editAction[kind], organization: "organizationId" },
      moderator: { action: "listing.moderate", region: "regionCode" },
      timer: "timer",
    },
    owners: {
      draft: "editor",
      submitted: "moderator",
      returned: "editor",
      suspended: "editor",
      ...(announced ? { public_notice: "timer" as const } : {}),
    },
    transitions: announced ? [conclude, ...steps.map(alsoDuringNotice), announce] : steps,
  });
}

/** The lifecycle of each kind of listing; only technologies can be under public notice. */
export const listingProcesses: Readonly<Record<ListingKind, ListingProcess>> = {
  facility: processOf("facility"),
  technology: processOf("technology"),
  service: processOf("service"),
  demand: processOf("demand"),
};

/** Where the owner may change what a listing says; what is before a moderator or under notice stands still. */
export const editableStates: readonly ListingState[] = [
  "draft",
  "returned",
  "withdrawn",
  "published",
  "suspended",
];

/** Where changes are kept as versions, because someone besides the owner has seen what was there before. */
export const versionedStates: readonly ListingState[] = [
  "submitted",
  "public_notice",
  "published",
  "suspended",
];
