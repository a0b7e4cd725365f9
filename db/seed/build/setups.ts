import type {
  accessory,
  bookingQuota,
  facilityRequirement,
  openingException,
} from "../../schema/booking-policy.ts";
import type { researchGroup, researchGroupMember } from "../../schema/identity.ts";
import { facilities } from "../facilities/index.ts";
import { seedId } from "../ids.ts";
import type { FacilitySeed, PersonSeed } from "../shapes.ts";
import type { Calendar } from "./calendar.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import { policyId } from "./parts.ts";

/** Instruments that stand in a room which is booked with them. */
const rooms: Partial<Record<string, string>> = { labram: "darkroom-qt" };

const facilityOf = (key: string): FacilitySeed => {
  const found = facilities.find((seed) => seed.key === key);
  if (!found) throw new Error(`there is no facility ${key}`);
  return found;
};

/** What a facility cannot be used without. */
export function requiredBy({ key }: FacilitySeed): FacilitySeed[] {
  const room = rooms[key];
  return room === undefined ? [] : [facilityOf(room)];
}

const accessories = [
  { facility: "gemini360", name: "扫描透射探头（STEM）", stock: 1 },
  { facility: "gemini360", name: "截面样品台", stock: 3 },
  { facility: "phenom", name: "低真空杯", stock: 2 },
  { facility: "phenom", name: "拉伸台", stock: 1 },
  { facility: "labram", name: "变温台（−196–600 ℃）", stock: 1 },
  { facility: "nmr400-qt", name: "宽带探头", stock: 1 },
] as const;

export const accessoryId = (facility: string, name: string): string =>
  seedId(`accessory ${facility} ${name}`);

const quotas = [
  { facility: "gemini360", scope: "user", period: "week", maxMinutes: 960 },
  { facility: "gemini360", scope: "group", period: "month", maxMinutes: 1320 },
  { facility: "nmr600-qt", scope: "group", period: "week", maxMinutes: 1200 },
  { facility: "nmr600-qt", scope: "organization", period: "month", maxMinutes: 1380 },
] as const;

const groups = [
  { org: "qiantang", name: "微纳制造课题组", members: ["researcher"] },
  { org: "qiantang", name: "储能材料课题组", members: ["qiantang"] },
  { org: "yanchi", name: "浆料研发组", members: ["sme", "engineer"] },
] as const;

/** The group that a person's bookings of a facility with quotas for groups count for; each is of one at most. */
export function groupFor({ key }: FacilitySeed, { mailbox }: PersonSeed): string | undefined {
  if (!quotas.some(({ facility, scope }) => facility === key && scope === "group")) return undefined;
  const group = groups.find(({ members }) => members.some((member) => member === mailbox));
  return group && groupId(group.name);
}

const groupId = (name: string): string => seedId(`group ${name}`);

/** What providers have set up beside hours and rules: rooms, accessories, quotas, groups, days with other hours. */
export function setupRows(calendar: Calendar) {
  return {
    requirements: Object.entries(rooms).map(([key, room = ""]) => ({
      facilityId: listingId("facility", facilityOf(key)),
      requiredId: listingId("facility", facilityOf(room)),
    })) satisfies (typeof facilityRequirement.$inferInsert)[],
    accessories: accessories.map(({ facility, name, stock }) => ({
      id: accessoryId(facility, name),
      createdAt: calendar.at(-190, 600),
      facilityId: listingId("facility", facilityOf(facility)),
      name,
      stock,
    })) satisfies (typeof accessory.$inferInsert)[],
    quotas: quotas.map(({ facility, ...quota }) => ({
      policyId: policyId(facilityOf(facility)),
      ...quota,
    })) satisfies (typeof bookingQuota.$inferInsert)[],
    groups: groups.map(({ org, name }) => ({
      id: groupId(name),
      createdAt: calendar.at(-190, 600),
      organizationId: organizationId(org),
      name,
    })) satisfies (typeof researchGroup.$inferInsert)[],
    groupMembers: groups.flatMap(({ name, members }) =>
      members.map((mailbox) => ({ groupId: groupId(name), userId: userId(mailbox) })),
    ) satisfies (typeof researchGroupMember.$inferInsert)[],
    exceptions: exceptionRows(calendar),
  };
}

/** Past the days that the market's bookings reach: one short day and one on which it is shut. */
function exceptionRows(calendar: Calendar): (typeof openingException.$inferInsert)[] {
  const facilityId = listingId("facility", facilityOf("gemini360"));
  const row = (day: number, note: string, hours: { fromMinute?: number; toMinute?: number } = {}) => ({
    id: seedId(`exception ${day}`),
    createdAt: calendar.at(-3, 600),
    facilityId,
    day: calendar.date(day),
    note,
    ...hours,
  });
  return [
    row(27, "仪器开放日，只在上午开机", { fromMinute: 480, toMinute: 720 }),
    row(28, "配电检修，全天停电"),
  ];
}
