import type { Reason } from "#app/runtime/problem.ts";

/**
 * Every reason that a facility's rules may give against a booking, with its words in `problems:rule`; and whether the
 * provider's staff may set it aside by giving a reason. What was promised to others, what the platform asks of everybody
 * and what has already passed cannot be set aside.
 */
export const overridable = {
  not_published: false,
  run_state: true,
  no_units: false,
  way_not_offered: false,
  organization_unverified: false,
  user_class: true,
  terms: false,
  question: true,
  question_number: true,
  facility_block: true,
  qualification: true,
  qualification_expired: true,
  qualification_unused: true,
  qualification_revoked: true,
  in_past: false,
  lead_time: true,
  horizon: true,
  too_short: true,
  too_long: true,
  length_step: true,
  start_step: true,
  outside_hours: true,
  closed: false,
  quota_user: true,
  quota_organization: true,
  group_unknown: false,
  group_needed: true,
  quota_user_day: true,
  quota_user_week: true,
  quota_user_month: true,
  quota_group_day: true,
  quota_group_week: true,
  quota_group_month: true,
  quota_organization_day: true,
  quota_organization_week: true,
  quota_organization_month: true,
  fair_share: true,
  accessory_short: false,
  accessory_gone: false,
  change_cutoff: true,
} as const satisfies Record<string, boolean>;

export type RuleCode = keyof typeof overridable;

/** A reason of a facility's rules. `params` fill its words. */
export const reason = (rule: RuleCode, params?: Reason["params"]): Reason => ({
  rule,
  overridable: overridable[rule],
  ...(params && { params }),
});
