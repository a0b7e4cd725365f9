import { Temporal } from "temporal-polyfill";
import type { SmeSize } from "#db/schema/vocabulary.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { platformZone } from "../working-days.ts";
import { against } from "./reasons.ts";

export interface ApplicationRules {
  applyFrom: string;
  applyUntil: string;
  useUntil: string;
  validDays: number;
  sizes: readonly SmeSize[];
  technologyOnly: boolean;
  applicationCap: number;
  yearlyCap: number;
  automaticUpTo: number;
  excludeFunded: boolean;
}

export interface Applicant {
  kind: string;
  verified: boolean;
  regionCode: string;
  size: SmeSize | null;
  /** In a register of technology companies today. */
  technology: boolean;
  /** Fen of this programme's vouchers that count against the year's cap. */
  takenThisYear: number;
}

export interface Application {
  requested: number;
  /** The applicant declares that no other public money pays for the same. */
  notFunded: boolean;
}

export interface ProgramFacts {
  open: boolean;
  regionPrefix: string;
  /** Fen that the budget has left. */
  free: number;
  today: string;
}

/** Every reason against an application; none: it may be granted. */
export function reviewApplication(
  { open, regionPrefix, free, today }: ProgramFacts,
  rules: ApplicationRules,
  applicant: Applicant,
  { requested, notFunded }: Application,
): Reason[] {
  const reasons: (Reason | false)[] = [
    !open && against("voucher_program_closed"),
    (today < rules.applyFrom || today > rules.applyUntil) &&
      against("voucher_not_applying", { from: rules.applyFrom, until: rules.applyUntil }),
    ...reviewApplicant(rules, applicant, regionPrefix),
    rules.excludeFunded && !notFunded && against("voucher_funded"),
    requested > rules.applicationCap && against("voucher_application_cap", { most: rules.applicationCap }),
    overYear(rules, applicant, requested),
    requested > free && against("voucher_budget", { left: Math.max(0, free) }),
  ];
  return reasons.filter((reason) => reason !== false);
}

function reviewApplicant(
  { sizes, technologyOnly }: ApplicationRules,
  { kind, verified, regionCode, size, technology }: Applicant,
  regionPrefix: string,
): (Reason | false)[] {
  return [
    kind !== "enterprise" && against("voucher_enterprise"),
    !verified && against("voucher_unverified"),
    !regionCode.startsWith(regionPrefix) && against("voucher_region"),
    sizes.length > 0 && (size === null || !sizes.includes(size)) && against("voucher_size"),
    technologyOnly && !technology && against("voucher_technology"),
  ];
}

const overYear = (
  { yearlyCap }: ApplicationRules,
  { takenThisYear }: Applicant,
  requested: number,
): Reason | false =>
  takenThisYear + requested > yearlyCap &&
  against("voucher_yearly_cap", { most: yearlyCap, left: Math.max(0, yearlyCap - takenThisYear) });

/** Whether the rules grant an application without an officer. */
export const isAutomatic = ({ automaticUpTo }: ApplicationRules, requested: number): boolean =>
  requested <= automaticUpTo;

/** The end of a voucher's last day: so many days after its grant, and not after the programme's own last day. */
export function validUntil({ validDays, useUntil }: ApplicationRules, grantedAt: Date): Date {
  const granted = Temporal.Instant.fromEpochMilliseconds(grantedAt.getTime())
    .toZonedDateTimeISO(platformZone)
    .toPlainDate();
  const own = granted.add({ days: validDays });
  const last = Temporal.PlainDate.from(useUntil);
  const day = Temporal.PlainDate.compare(own, last) < 0 ? own : last;
  return new Date(day.add({ days: 1 }).toZonedDateTime(platformZone).epochMilliseconds);
}
