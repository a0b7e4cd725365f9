import type { Reason } from "#app/runtime/problem.ts";

/** Every reason against an application for a voucher or the use of one; words in `problems:rule`. None can be set aside. */
export const voucherReasons = [
  "voucher_program_closed",
  "voucher_not_applying",
  "voucher_region",
  "voucher_enterprise",
  "voucher_unverified",
  "voucher_size",
  "voucher_technology",
  "voucher_application_cap",
  "voucher_yearly_cap",
  "voucher_budget",
  "voucher_funded",
  "voucher_not_usable",
  "voucher_used_up",
  "voucher_quotation",
  "voucher_before_grant",
  "voucher_too_late",
  "voucher_kind",
  "voucher_way",
  "voucher_class",
  "voucher_provider",
  "voucher_own_facility",
  "voucher_related",
] as const;

export type VoucherReason = (typeof voucherReasons)[number];

export const against = (rule: VoucherReason, params?: Reason["params"]): Reason => ({
  rule,
  overridable: false,
  ...(params && { params }),
});
