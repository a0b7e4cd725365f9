import type { Reason } from "#app/runtime/problem.ts";
import {
  minutesWithin,
  openMinutesIn,
  overQuota,
  shareWindow,
  usesOf,
  type WantedAccessory,
} from "./quota.ts";
import { reason } from "../rule-codes.ts";
import type { Rule } from "./rules.ts";

/** How many bookings may be open at once; asked of new ones only. */
export const quotaRules: Rule[] = [
  (_, { rules: { maxOpenPerUser: most }, uses, claimant }) => {
    const now = usesOf("user", uses, claimant).filter(({ open }) => open).length;
    return most !== null && now >= most && reason("quota_user", { most, now });
  },
  (_, { rules: { maxOpenPerOrganization: most }, uses, claimant }) => {
    const now = usesOf("organization", uses, claimant).filter(({ open }) => open).length;
    return most !== null && now >= most && reason("quota_organization", { most, now });
  },
  (_, { claimant: { groupId }, groups }) =>
    groupId !== null && !groups.includes(groupId) && reason("group_unknown"),
  (_, { rules, claimant, groups }) =>
    groups.length > 0 &&
    claimant.groupId === null &&
    rules.quotas.some(({ scope }) => scope === "group") &&
    reason("group_needed"),
];

/** What may be held of the facility's time, and what is lent out with it; asked of changed times too. */
export const claimRules: Rule[] = [
  (wish, { rules, zone, uses, claimant }) =>
    rules.quotas.flatMap((quota) => {
      const over = overQuota(quota, wish, zone, uses, claimant);
      const { scope, period, maxMinutes: most } = quota;
      return over ? [reason(`quota_${scope}_${period}`, { most, now: over.now })] : [];
    }),
  // The provider's own people are not one organisation among others: quotas for users and groups share among them.
  (
    wish,
    { rules: { fairShareDays: days, fairSharePercent: percent }, now, hours, zone, unitCount, ...at },
  ) => {
    if (days === null || percent === null || wish.userClass === "internal") return false;
    const window = shareWindow(days, now);
    const most = Math.floor((openMinutesIn(hours, zone, window, unitCount) * percent) / 100);
    const held = minutesWithin(usesOf("organization", at.uses, at.claimant), window);
    const more = minutesWithin([wish], window);
    return more > 0 && held + more > most && reason("fair_share", { percent, days, most, now: held });
  },
  (_, { accessories }) => shortAccessories(accessories),
];

/** What is asked for and cannot be lent. */
export const shortAccessories = (accessories: readonly WantedAccessory[]): Reason[] =>
  accessories.flatMap(({ name, quantity, left }) => {
    if (name === "") return [reason("accessory_gone")];
    return quantity > left ? [reason("accessory_short", { name, left })] : [];
  });
