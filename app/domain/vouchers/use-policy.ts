import type { Deadline } from "#app/domain/deadline.ts";
import type { ServiceWay, VoucherKind } from "#db/schema/vocabulary.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { type CoverRules, leftOf, type Purse } from "./cover.ts";
import { against } from "./reasons.ts";

/** The conditions of a use, as the version of the rules that a voucher was granted under says them. */
export interface UseRules extends CoverRules {
  kinds: readonly VoucherKind[];
  ways: readonly ServiceWay[];
  classes: readonly string[];
  providers: readonly string[];
  excludeRelated: boolean;
}

export interface UsableVoucher extends Purse {
  state: string;
  grantedAt: Date | null;
  validUntil: Deadline | null;
}

/** A use that a voucher is to pay for. `price` in fen, null when only a quotation will say; codes as the registers write them. */
export interface Use {
  kind: VoucherKind;
  way: ServiceWay | null;
  classCode: string;
  provider: { uscc: string; own: boolean; related: boolean };
  price: number | null;
  startsAt: Date;
  endsAt: Date;
}

const fits = <T>(list: readonly T[], value: T | null): boolean =>
  list.length === 0 || (value !== null && list.includes(value));

/** Every reason why a voucher does not pay for a use; none: it does. */
export function reviewUse(voucher: UsableVoucher, rules: UseRules, use: Use, now: Date): Reason[] {
  const reasons: (Reason | false)[] = [
    ...reviewTimes(voucher, use, now),
    use.price === null && against("voucher_quotation"),
    leftOf(voucher) <= 0 && against("voucher_used_up"),
    !rules.kinds.includes(use.kind) && against("voucher_kind"),
    !fits(rules.ways, use.way) && against("voucher_way"),
    rules.classes.length > 0 &&
      !rules.classes.some((start) => use.classCode.startsWith(start)) &&
      against("voucher_class"),
    !fits(rules.providers, use.provider.uscc) && against("voucher_provider"),
    use.provider.own && against("voucher_own_facility"),
    rules.excludeRelated && use.provider.related && against("voucher_related"),
  ];
  return reasons.filter((reason) => reason !== false);
}

/** A service must come after the grant and within the voucher's time. */
function reviewTimes(
  { state, grantedAt, validUntil }: UsableVoucher,
  { startsAt, endsAt }: Use,
  now: Date,
): (Reason | false)[] {
  if (state !== "granted" || grantedAt === null || validUntil === null)
    return [against("voucher_not_usable")];
  if (validUntil <= now) return [against("voucher_too_late", { until: validUntil.toISOString() })];
  return [
    startsAt < grantedAt && against("voucher_before_grant", { at: grantedAt.toISOString() }),
    endsAt > validUntil && against("voucher_too_late", { until: validUntil.toISOString() }),
  ];
}
