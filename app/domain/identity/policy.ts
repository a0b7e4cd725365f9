import type { Role } from "#db/schema/vocabulary.ts";
import type { Problem } from "#app/runtime/problem.ts";

interface Member {
  id: string;
  roles: readonly Role[];
}

/** Whether the organisation would still have an owner if `membershipId` had `rolesAfter` (none: it has left). */
export function keepsOwner(
  members: readonly Member[],
  membershipId: string,
  rolesAfter: readonly Role[],
): boolean {
  return members.some(({ id, roles }) => (id === membershipId ? rolesAfter : roles).includes("owner"));
}

/** Roles somebody asked to give but may not. Roles that the person holds already may stay. */
export function rolesNotAssignable(
  wanted: readonly Role[],
  assignable: readonly Role[],
  held: readonly Role[],
): Role[] {
  return wanted.filter((role) => !assignable.includes(role) && !held.includes(role));
}

interface Identity {
  nameZh: string;
  kind: string;
  regionCode: string;
  publicInstitution: boolean;
  smeSize: string | null;
}

/**
 * Whether an edit changes what a regulator has verified: then the verification no longer stands. Size and standing are part
 * of it: notices of agreed prices, terms of payment and vouchers go by them.
 */
export const changesIdentity = (before: Identity, after: Identity): boolean =>
  before.nameZh !== after.nameZh ||
  before.kind !== after.kind ||
  before.regionCode !== after.regionCode ||
  before.publicInstitution !== after.publicInstitution ||
  before.smeSize !== after.smeSize;

/** Whether a credit code is that of a public institution (事业单位): GB 32100-2015, Annex A. */
export const mustBePublic = (uscc: string): boolean => uscc.startsWith("12");

/** How long before its end a verification may be renewed, and its owners are asked to. */
export const renewalMs = 90 * 86_400_000;

/** Whether an organisation may ask for verification now: not verified, or its verification ends within 90 days. */
export const mayAskVerification = (
  row: { verifiedAt: Date | null; reverifyAt: Date | null },
  now: Date,
): boolean =>
  row.verifiedAt === null ||
  (row.reverifyAt !== null && row.reverifyAt.getTime() - now.getTime() <= renewalMs);

export const identityProblems = {
  lastOwner: (): Problem => ({ code: "last_owner", status: 409 }),
  organizationExists: (name: string): Problem => ({
    code: "organization_exists",
    status: 409,
    params: { name },
  }),
  alreadyMember: (): Problem => ({ code: "already_member", status: 409 }),
  invitationOver: (): Problem => ({ code: "invitation_over", status: 410 }),
  invitationForOther: (email: string): Problem => ({
    code: "invitation_for_other",
    status: 403,
    params: { email },
  }),
  ownOrganization: (): Problem => ({ code: "own_organization", status: 403 }),
  verificationOpen: (): Problem => ({ code: "verification_open", status: 409 }),
  verifiedAlready: (): Problem => ({ code: "verified_already", status: 409 }),
  proofMissing: (): Problem => ({
    code: "invalid",
    status: 422,
    errors: [{ path: "proof", code: "file_missing" }],
  }),
} as const;
