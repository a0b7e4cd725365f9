import type { Role } from "#db/schema/vocabulary.ts";
import type { Actor } from "#app/domain/context.ts";

/** `own`: things of the actor's organisation. `region`: things in the regulator's territory. `any`: everything. */
export type Scope = "own" | "region" | "any";

/**
 * The whole of who may do what, in one table: action → role → scope. What is not here is refused.
 * Every command asks `may` first; a test walks every route with every role against it.
 */
export const permissions = {
  "organization.edit": { owner: "own" },
  "organization.members": { owner: "own" },
  "organization.verify": { officer: "region", operator: "any" },
  "listing.read_unpublished": {
    owner: "own",
    member: "own",
    facility_manager: "own",
    technology_transfer: "own",
    officer: "region",
    adjudicator: "region",
    auditor: "any",
    operator: "any",
  },
  "facility.edit": { owner: "own", facility_manager: "own" },
  "technology.edit": { owner: "own", technology_transfer: "own" },
  "service.edit": { owner: "own", facility_manager: "own", technology_transfer: "own" },
  "demand.edit": { owner: "own", member: "own", technology_transfer: "own" },
  /** Asking the owner of a published demand; an authority has other ways to ask and no part in the market. */
  "demand.ask": { owner: "own", member: "own", facility_manager: "own", technology_transfer: "own" },
  /** Proposing to others' demands, and reading what of them is confidential. */
  "proposal.write": { owner: "own", facility_manager: "own", technology_transfer: "own" },
  /** Offering one's technology to bidders, answering enquiries, agreeing to terms. */
  "deal.sell": { owner: "own", technology_transfer: "own" },
  /** Bidding, enquiring and agreeing to terms for one's organisation. */
  "deal.buy": { owner: "own", technology_transfer: "own" },
  "listing.moderate": { officer: "region", operator: "any" },
  "import.run": { owner: "own", facility_manager: "own" },
  /** Reading and working on the organisation's contracts. */
  "contract.edit": { owner: "own", member: "own", technology_transfer: "own" },
  /** What binds the organisation or moves its money: signing, funding, accepting, ending. */
  "contract.sign": { owner: "own", technology_transfer: "own" },
  "contract.mediate": { officer: "region", operator: "any" },
  "booking.use": {
    owner: "own",
    member: "own",
    facility_manager: "own",
    technology_transfer: "own",
  },
  "booking.manage": { owner: "own", facility_manager: "own" },
  "booking.oversee": { officer: "region", adjudicator: "region", auditor: "any", operator: "any" },
  /** Charges from either side, with what they are for. */
  "charge.read": {
    owner: "own",
    member: "own",
    facility_manager: "own",
    technology_transfer: "own",
    auditor: "any",
  },
  "charge.pay": { owner: "own", member: "own", facility_manager: "own", technology_transfer: "own" },
  /** As the payee: cancel, refund, approve what a colleague would refund, confirm what came. */
  "charge.manage": { owner: "own", facility_manager: "own", technology_transfer: "own" },
  /** An organisation's statements of account. */
  "statement.read": { owner: "own", facility_manager: "own", technology_transfer: "own", auditor: "any" },
  "synonym.edit": { officer: "region", operator: "any" },
  "assessment.run": { officer: "region" },
  "assessment.review": { officer: "region", adjudicator: "region" },
  "assessment.read": { officer: "region", adjudicator: "region", auditor: "any", operator: "any" },
  "assessment.report": { owner: "own", facility_manager: "own", technology_transfer: "own" },
  /** Programmes of a region: their conditions, applications and settlements. */
  "voucher.run": { officer: "region" },
  "voucher.read": { officer: "region", adjudicator: "region", auditor: "any", operator: "any" },
  /** Applying for vouchers and paying with them. */
  "voucher.use": { owner: "own", member: "own" },
  /** The second of the two people who pay public money out. */
  "budget.pay": { officer: "region", adjudicator: "region" },
  "case.read": { officer: "region", adjudicator: "region", auditor: "any" },
  "case.handle": { officer: "region" },
  "case.decide": { adjudicator: "region" },
  /** Taking in lists of other authorities, and saying whom they mean. */
  "external_list.import": { officer: "region" },
  "case.answer": { owner: "own" },
  /** Where transfers go to: only owners, who prove themselves again. */
  "bank_account.edit": { owner: "own" },
  /** Payments to small companies that are late, for reading. */
  "payment.oversee": { officer: "region", adjudicator: "region", auditor: "any", operator: "any" },
  "reconciliation.read": { auditor: "any", operator: "any" },
  "reconciliation.explain": { operator: "any" },
  /** The operator drafts a rule book; an adjudicator of the province publishes it. */
  "rule_book.edit": { operator: "any" },
  "rule_book.publish": { adjudicator: "region" },
  "rule_book.read": { officer: "region", adjudicator: "region", auditor: "any", operator: "any" },
  /** What waits at the regulator's desk, for reading; deciding is `organization.verify` and `listing.moderate`. */
  "desk.read": { officer: "region", auditor: "any", operator: "any" },
  "audit.read": { officer: "region", adjudicator: "region", auditor: "any", operator: "any" },
  /** Whether the log is what was written, and who looked at what is confidential. */
  "audit.verify": { auditor: "any", operator: "any" },
  /** Where an organisation's income by card goes: its account at the payment service, payouts. */
  "payout.manage": { owner: "own" },
  /** Notices of the payment service that need a person. */
  "payment.operate": { operator: "any" },
  /** What is due by the clock and fails for a row. */
  "due_failure.read": { auditor: "any", operator: "any" },
  "due_failure.retry": { operator: "any" },
} as const satisfies Record<string, Partial<Record<Role, Scope>>>;

export type Action = keyof typeof permissions;

/** What an action is about: whose it is and where it lies. */
export interface Subject {
  organizationId?: string | null;
  regionCode?: string | null;
}

/** Whether `actor` may do `action` to `subject`; without a subject, whether to anything at all. */
export function may(actor: Actor, action: Action, subject?: Subject): boolean {
  const table: Partial<Record<Role, Scope>> = permissions[action];
  return actor.roles.some((role) => {
    const scope = table[role];
    return scope !== undefined && (subject === undefined || covers(actor, scope, subject));
  });
}

/** What of the regulator's desk is open to `actor`. */
export const deskOf = (actor: Actor): { decides: boolean; reads: boolean } => ({
  decides: may(actor, "organization.verify"),
  reads: may(actor, "desk.read"),
});

function covers(actor: Actor, scope: Scope, subject: Subject): boolean {
  if (scope === "any") return true;
  if (scope === "own") return actor.organization !== null && subject.organizationId === actor.organization.id;
  const region = subject.regionCode;
  return region != null && actor.regionPrefixes.some((prefix) => region.startsWith(prefix));
}

/** Roles that every organisation may give its own people; a regulator's and the platform's are kept to their kind. */
const ordinaryRoles: readonly Role[] = ["owner", "member", "facility_manager", "technology_transfer"];

/** The roles that `actor` may give to members of their organisation. Nobody hands out what their organisation is not. */
export function assignableRoles(actor: Actor): Role[] {
  return [
    ...ordinaryRoles,
    ...(actor.regionPrefixes.length > 0 ? (["officer", "adjudicator", "auditor"] as const) : []),
    ...(actor.roles.includes("operator") ? (["operator"] as const) : []),
  ];
}
