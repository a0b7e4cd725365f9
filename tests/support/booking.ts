import { randomUUID } from "node:crypto";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { facility, facilityUnit, listing, opening, price } from "#db/schema/catalog.ts";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import type { OrganizationKind, Role, ServiceWay } from "#db/schema/vocabulary.ts";
import type { Database } from "#db/client.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { type ReserveInput, reserveInput } from "#app/domain/booking/inputs.ts";
import { type Clock, fixedClock } from "#app/runtime/clock.ts";

/** Monday 23 November 2026, 09:00 in Shanghai: "now" of the booking tests. */
export const monday = "2026-11-23T09:00:00+08:00";

let made = 0;
const serial = (): string => String(++made).padStart(6, "0") + randomUUID().replace(/\D/g, "").slice(0, 6);

/** A member of a new, verified organisation. */
export async function makeMember(
  db: Database,
  roles: Role[],
  kind: OrganizationKind = "enterprise",
  verified = true,
): Promise<Actor> {
  const uscc = `9133${serial()}MA`.padEnd(18, "0").slice(0, 18);
  const names = { nameZh: `测试单位${uscc}`, nameEn: `Test organisation ${uscc}` };
  const [org] = await db
    .insert(organization)
    .values({
      ...names,
      uscc,
      kind,
      regionCode: "330106",
      verifiedAt: verified ? new Date("2026-01-01") : null,
    })
    .returning();
  if (!org) throw new Error("no organisation");
  return addColleague(db, { id: org.id, uscc, ...names, regionCode: "330106", verified }, roles);
}

/** Another person of an organisation. */
export async function addColleague(
  db: Database,
  acting: NonNullable<Actor["organization"]>,
  roles: Role[],
): Promise<Actor> {
  const email = `p${serial()}@example.test`;
  const [user] = await db.insert(appUser).values({ email, name: "测试员", passwordHash: "x" }).returning();
  if (!user) throw new Error("no user");
  const [member] = await db
    .insert(membership)
    .values({ userId: user.id, organizationId: acting.id, roles })
    .returning();
  return {
    user: { id: user.id, name: user.name, email },
    organization: acting,
    membershipId: member?.id ?? null,
    roles,
    regionPrefixes: [],
    via: "session",
    requestId: "test",
  };
}

interface FacilityOptions {
  units?: number;
  zone?: string;
  ways?: ServiceWay[];
  state?: "published" | "draft" | "suspended";
  rules?: Partial<typeof bookingPolicy.$inferInsert>;
  hours?: [fromMinute: number, toMinute: number];
}

/** A published facility, open every day from 08:00 to 20:00 and booked at once unless told otherwise. Returns its id. */
export async function makeFacility(
  db: Database,
  provider: Actor,
  options: FacilityOptions = {},
): Promise<string> {
  const organizationId = provider.organization?.id ?? "";
  const [row] = await db
    .insert(listing)
    .values({
      kind: "facility",
      organizationId,
      titleZh: "场发射扫描电镜",
      titleEn: "Field-emission SEM",
      regionCode: "330106",
      state: options.state ?? "published",
      publishedAt: options.state === "draft" ? null : new Date("2026-01-01T00:00:00Z"),
    })
    .returning({ id: listing.id });
  if (!row) throw new Error("no listing");
  const facilityId = row.id;
  await db.insert(facility).values({
    listingId: facilityId,
    organizationId,
    innerId: serial(),
    timezone: options.zone ?? "Asia/Shanghai",
    serviceWays: options.ways ?? ["self_use", "commissioned"],
  });
  const numbers = Array.from({ length: options.units ?? 1 }, (_, index) => index + 1);
  await db.insert(facilityUnit).values(numbers.map((number) => ({ facilityId, number })));
  const [fromMinute, toMinute] = options.hours ?? [480, 1200];
  await db
    .insert(opening)
    .values([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ facilityId, weekday, fromMinute, toMinute })));
  await db.insert(bookingPolicy).values({ facilityId, version: 1, instant: true, ...options.rules });
  await db.insert(price).values({
    listingId: facilityId,
    item: "成像",
    unit: "hour",
    userClass: "enterprise",
    amount: 30_000,
    validFrom: "2026-01-01",
  });
  return facilityId;
}

/** What a command receives when `actor` acts at `clock`, by default on that Monday. */
export const contextOf = (db: Database, actor: Actor, clock: Clock = fixedClock(monday)): Context => ({
  db,
  actor,
  clock,
});

/** A wish for a time on Tuesday 24 November in Shanghai, `14:00` to `16:00` unless told otherwise. */
export function wish(
  facilityId: string,
  from = "14:00",
  to = "16:00",
  extra: Record<string, unknown> = {},
): ReserveInput {
  const day = "2026-11-24";
  return reserveInput.parse({
    facilityId,
    start: `${day}T${from}:00+08:00`,
    end: `${day}T${to}:00+08:00`,
    purpose: "断口形貌观察",
    ...extra,
  });
}
