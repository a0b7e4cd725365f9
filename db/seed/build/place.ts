import type { ServiceWay, UserClass } from "../../schema/vocabulary.ts";
import type { PolicySeed } from "../presets.ts";
import type { FacilitySeed, PersonSeed } from "../shapes.ts";
import { minutes } from "./calendar.ts";
import { organizationSeed } from "./identity.ts";

/** A time on a unit that a person has got, before it is known what becomes of it. */
export interface Place {
  name: string;
  facility: FacilitySeed;
  policy: PolicySeed;
  unit: number;
  person: PersonSeed;
  userClass: UserClass;
  way: ServiceWay;
  startsAt: Date;
  endsAt: Date;
}

/** Internal people belong to the provider; the rest are academic or enterprise users by their organisation's kind. */
export function classOf(person: PersonSeed, facility: FacilitySeed): UserClass {
  if (person.org === facility.org) return "internal";
  return ["university", "institute"].includes(organizationSeed(person.org).kind) ? "academic" : "enterprise";
}

/** Whether the booker has to turn up or log on; the other ways are the staff's to do. */
export const needsPresence = (way: ServiceWay): boolean =>
  way === "self_use" || way === "assisted" || way === "remote";

/** The booking with its buffers, epoch milliseconds. */
export function blockedBy({ policy, startsAt, endsAt }: Place): readonly [number, number] {
  return [
    startsAt.getTime() - minutes(policy.bufferBeforeMinutes),
    endsAt.getTime() + minutes(policy.bufferAfterMinutes),
  ];
}

export interface Charge {
  item: string;
  /** Fen for the whole time. */
  amount: number;
}

/** The price by the first line of the list that counts time; null = by quotation. Days count when begun. */
export function chargeOf({ facility, userClass, startsAt, endsAt }: Place): Charge | null {
  const column = { internal: 0, academic: 1, enterprise: 2 }[userClass];
  const length = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  for (const { item, unit, yuan } of facility.prices) {
    const rate = yuan[column];
    if (rate === null || rate === undefined) continue;
    if (unit === "hour") return { item, amount: Math.round((rate * 100 * length) / 60) };
    if (unit === "day") return { item, amount: rate * 100 * Math.ceil(length / 1440) };
  }
  return null;
}
