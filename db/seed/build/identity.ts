import type { appUser, jurisdiction, membership, organization, verification } from "../../schema/identity.ts";
import type { OrganizationKind } from "../../schema/vocabulary.ts";
import { creditCode } from "../check-digits.ts";
import { between, seedId } from "../ids.ts";
import { organizations } from "../organizations/index.ts";
import { people } from "../people.ts";
import type { OrganizationSeed, PersonSeed } from "../shapes.ts";
import type { Calendar } from "./calendar.ts";

export const organizationId = (key: string): string =>
  seedId(`organization ${key}`, position(organizations, key));
export const userId = (mailbox: string): string => seedId(`user ${mailbox}`, 100);

const authorities: Record<OrganizationKind, string> = {
  enterprise: "91",
  university: "12",
  institute: "12",
  public_service: "12",
  social_organization: "51",
  government: "11",
  other: "Y1",
};

/** The credit code of an organisation: invented serial, true check characters. */
export function creditCodeOf(seed: OrganizationSeed): string {
  const start = seed.kind === "enterprise" ? "MA" : "4";
  const length = 8 - start.length;
  const serial = String(between(`credit code ${seed.key}`, 10 ** (length - 1), 10 ** length - 1));
  return creditCode(authorities[seed.kind], seed.region, start + serial);
}

export function organizationRows(calendar: Calendar): (typeof organization.$inferInsert)[] {
  return organizations.map((seed) => ({
    id: organizationId(seed.key),
    createdAt: verificationTimes(seed, calendar).askedAt,
    uscc: creditCodeOf(seed),
    nameZh: seed.name[0],
    nameEn: seed.name[1],
    kind: seed.kind,
    regionCode: seed.region,
    address: seed.address,
    website: `https://${seed.key}.example.org`,
    introduction: seed.introduction,
    smeSize: seed.size ?? null,
    contactEmail: `office@${seed.key}.example.org`,
    // Each its own: a contact that two share is a sign that they hang together.
    contactPhone: `0571-0000-${String(organizations.indexOf(seed) + 1).padStart(4, "0")}`,
    publicInstitution: seed.publicInstitution ?? false,
    verifiedAt: seed.verified === undefined ? null : calendar.at(-seed.verified, 900),
    reverifyAt: seed.verified === undefined ? null : calendar.at(730 - seed.verified, 900),
    demo: true,
  }));
}

export function userRows(calendar: Calendar, passwordHash: string): (typeof appUser.$inferInsert)[] {
  return people.map((person) => ({
    id: userId(person.mailbox),
    createdAt: calendar.at(-380, 560),
    email: `${person.mailbox}@demo.test`,
    name: person.name,
    locale: person.locale ?? "zh-CN",
    passwordHash,
    emailVerifiedAt: calendar.at(-380, 570),
    demo: true,
  }));
}

export function membershipRows(calendar: Calendar): (typeof membership.$inferInsert)[] {
  return people.map((person) => ({
    id: seedId(`membership ${person.mailbox}`, 200),
    createdAt: calendar.at(-380, 580),
    userId: userId(person.mailbox),
    organizationId: organizationId(person.org),
    roles: [...person.roles],
  }));
}

export function jurisdictionRows(): (typeof jurisdiction.$inferInsert)[] {
  return organizations.flatMap((seed) =>
    seed.territory === undefined
      ? []
      : [{ organizationId: organizationId(seed.key), regionPrefix: seed.territory }],
  );
}

/** When an organisation asked to be verified, and when that was decided. */
export function verificationTimes(
  { verified }: OrganizationSeed,
  calendar: Calendar,
): { askedAt: Date; decidedAt: Date | null } {
  const askedAt = calendar.at(-(verified ?? 0) - 1, 600);
  return { askedAt, decidedAt: verified === undefined ? null : calendar.at(-verified, 900) };
}

export const verificationId = (seed: OrganizationSeed): string => seedId(`verification ${seed.key}`, 300);

/** One decided request for every verified provider and company, one open for each that waits. */
export function verificationRows(calendar: Calendar): (typeof verification.$inferInsert)[] {
  return organizations.filter(needsVerification).map((seed) => {
    const { askedAt, decidedAt } = verificationTimes(seed, calendar);
    const waits = decidedAt === null;
    return {
      id: verificationId(seed),
      createdAt: askedAt,
      organizationId: organizationId(seed.key),
      requestedBy: userId(ownerOf(seed.key).mailbox),
      statement: "申请核验单位信息。（示范数据，未附证明文件。）",
      decidedBy: waits ? null : userId(moderatorOf(seed.region)),
      decidedAt,
      state: waits ? "submitted" : "verified",
      version: waits ? 1 : 2,
      stateSince: decidedAt ?? askedAt,
      deadline: waits ? calendar.afterWorkingDays(askedAt, 5) : null,
    };
  });
}

export const needsVerification = (seed: OrganizationSeed): boolean =>
  seed.kind !== "government" && seed.key !== "operator";

/** The mailbox of the officer who decides about things in a region. */
export const moderatorOf = (region: string): string => (region.startsWith("3301") ? "city" : "officer");

export function ownerOf(org: string): PersonSeed {
  return personWith(org, (person) => person.roles.includes("owner"));
}

/** A person of `org` who passes `test`, or its owner. */
export function personWith(org: string, test: (person: PersonSeed) => boolean): PersonSeed {
  const members = people.filter((person) => person.org === org);
  const found = members.find(test) ?? members.find((person) => person.roles.includes("owner")) ?? members[0];
  if (found === undefined) throw new Error(`Nobody belongs to ${org}`);
  return found;
}

export function organizationSeed(key: string): OrganizationSeed {
  const seed = organizations.find((candidate) => candidate.key === key);
  if (seed === undefined) throw new Error(`No organisation ${key}`);
  return seed;
}

function position(list: readonly { key: string }[], key: string): number {
  return list.findIndex((item) => item.key === key);
}
