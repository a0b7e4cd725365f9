import type { UserClass } from "../../schema/vocabulary.ts";
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
  startsAt: Date;
  endsAt: Date;
}

export function classOf(person: PersonSeed, facility: FacilitySeed): UserClass {
  if (person.org === facility.org) return "internal";
  return organizationSeed(person.org).kind === "enterprise" ? "enterprise" : "academic";
}

/** The booking with its buffers, epoch milliseconds. */
export function blockedBy({ policy, startsAt, endsAt }: Place): readonly [number, number] {
  return [
    startsAt.getTime() - minutes(policy.bufferBeforeMinutes),
    endsAt.getTime() + minutes(policy.bufferAfterMinutes),
  ];
}

/** Fen for the whole time by the facility's hour or day price; null = by quotation. */
export function chargeOf({ facility, userClass, startsAt, endsAt }: Place): number | null {
  const column = { internal: 0, academic: 1, enterprise: 2 }[userClass];
  const length = endsAt.getTime() - startsAt.getTime();
  for (const [unit, size] of [["hour", 3_600_000], ["day", 86_400_000]] as const) {
    const yuan = facility.prices.find((line) => line.unit === unit)?.yuan[column];
    if (yuan !== undefined && yuan !== null) return Math.round((yuan * 100 * length) / size);
  }
  return null;
}
