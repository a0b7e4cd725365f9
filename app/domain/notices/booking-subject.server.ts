import { eq } from "drizzle-orm";
import type { TFunction } from "i18next";
import type { KeptAnswer } from "#db/schema/booking-policy.ts";
import { booking } from "#db/schema/booking.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { bookingProcess } from "../booking/states.ts";
import { shortCode } from "../short-code.ts";
import type { Subject } from "./subject.ts";
import { inLocale, spanText } from "./subject-words.ts";

/** A booking; its mails also say what it is for and what the facility asked. */
export async function loadBooking(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: booking,
      title: { zh: listing.titleZh, en: listing.titleEn },
      from: { zh: organization.nameZh, en: organization.nameEn },
      timezone: facility.timezone,
    })
    .from(booking)
    .innerJoin(listing, eq(listing.id, booking.facilityId))
    .innerJoin(facility, eq(facility.listingId, booking.facilityId))
    .innerJoin(organization, eq(organization.id, booking.organizationId))
    .where(eq(booking.id, id));
  if (!found) return undefined;
  const { row, timezone } = found;
  return {
    parties: bookingProcess.parties,
    row,
    words: (locale) => ({
      title: inLocale(found.title, locale),
      from: inLocale(found.from, locale),
      when: spanText(row.startsAt, row.endsAt, timezone, locale),
    }),
    details: (locale, t) => [
      [t("booking:detail.number"), shortCode(id)],
      [t("booking:detail.purpose"), row.purpose],
      ...row.answers.map(
        (one) => [inLocale({ zh: one.textZh, en: one.textEn }, locale), answerText(t, one)] as const,
      ),
    ],
    href: () => `/bookings/${id}`,
    people: { booker: row.userId },
  };
}

const answerText = (t: TFunction, { kind, answer }: KeptAnswer): string =>
  kind === "yes_no" ? t(answer === "yes" ? "booking:question.yes" : "booking:question.no") : answer;
