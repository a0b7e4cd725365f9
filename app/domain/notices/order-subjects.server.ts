import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { booking } from "#db/schema/booking.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import { waitlistProcess } from "#app/domain/booking/waitlist/states.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { shortCode } from "#app/domain/short-code.ts";
import { sampleProcess } from "#app/domain/samples/states.ts";
import { serviceOrderProcess } from "#app/domain/service-orders/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { dayText, deadlineText, inLocale, spanText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

/** An entry of a waiting list: the time that is offered, or the window in which somebody waits. */
export async function loadWait(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: waitlistEntry,
      title: { zh: listing.titleZh, en: listing.titleEn },
      timezone: facility.timezone,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
    })
    .from(waitlistEntry)
    .innerJoin(listing, eq(listing.id, waitlistEntry.facilityId))
    .innerJoin(facility, eq(facility.listingId, waitlistEntry.facilityId))
    .leftJoin(booking, eq(booking.id, waitlistEntry.bookingId))
    .where(eq(waitlistEntry.id, id));
  if (!found) return undefined;
  const { row, timezone } = found;
  const [starts, ends] = [found.startsAt ?? row.earliest, found.endsAt ?? row.latest];
  return {
    parties: waitlistProcess.parties,
    row,
    words: (locale) => ({
      title: inLocale(found.title, locale),
      when: spanText(starts, ends, timezone, locale),
      until: row.deadline ? deadlineText(row.deadline, timezone, locale) : "",
    }),
    href: () => "/bookings/waitlist",
    people: { booker: row.userId },
  };
}

/** An order for work on samples. */
export async function loadOrder(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: sampleOrder,
      title: { zh: listing.titleZh, en: listing.titleEn },
      from: { zh: organization.nameZh, en: organization.nameEn },
    })
    .from(sampleOrder)
    .innerJoin(listing, eq(listing.id, sampleOrder.facilityId))
    .innerJoin(organization, eq(organization.id, sampleOrder.organizationId))
    .where(eq(sampleOrder.id, id));
  if (!found) return undefined;
  const { row } = found;
  return {
    parties: sampleProcess.parties,
    row,
    words: (locale) => orderWords(found, locale),
    href: () => `/samples/${id}`,
    people: { booker: row.userId },
  };
}

interface Ordered {
  row: { id: string; dueOn: string | null };
  title: { zh: string; en: string };
  from: { zh: string; en: string };
}

/** What is said of an order, whatever was ordered: its name, who gave it, its number, and by when it is due. */
const orderWords = ({ row, title, from }: Ordered, locale: Locale) => ({
  title: inLocale(title, locale),
  from: inLocale(from, locale),
  number: shortCode(row.id),
  due: dueText(row.dueOn, locale),
});

/** The local day by which something is due; nothing where none is named. */
const dueText = (day: string | null, locale: Locale): string =>
  day ? dayText(new Date(`${day}T12:00:00+08:00`), platformZone, locale) : "";

/** An ordered service. */
export async function loadServiceOrder(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: serviceOrder,
      title: { zh: listing.titleZh, en: listing.titleEn },
      from: { zh: organization.nameZh, en: organization.nameEn },
    })
    .from(serviceOrder)
    .innerJoin(listing, eq(listing.id, serviceOrder.serviceId))
    .innerJoin(organization, eq(organization.id, serviceOrder.organizationId))
    .where(eq(serviceOrder.id, id));
  if (!found) return undefined;
  const { row } = found;
  return {
    parties: serviceOrderProcess.parties,
    row,
    words: (locale) => ({
      ...orderWords(found, locale),
      until: row.deadline ? deadlineText(row.deadline, platformZone, locale) : "",
    }),
    href: () => `/service-orders/${id}`,
    people: { client: row.userId },
  };
}
