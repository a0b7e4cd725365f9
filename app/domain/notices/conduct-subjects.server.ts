import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { booking } from "#db/schema/booking.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import { appUser } from "#db/schema/identity.ts";
import { blockProcess, violationProcess } from "#app/domain/conduct/states.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { inLocale, lastDayText, spanText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

const hrefOf = (party: string): string =>
  party === "provider" ? "/organization/conduct" : "/account/conduct";

export async function loadViolation(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: violation,
      title: { zh: listing.titleZh, en: listing.titleEn },
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      timezone: facility.timezone,
      from: appUser.name,
    })
    .from(violation)
    .innerJoin(booking, eq(booking.id, violation.bookingId))
    .innerJoin(listing, eq(listing.id, violation.facilityId))
    .innerJoin(facility, eq(facility.listingId, violation.facilityId))
    .innerJoin(appUser, eq(appUser.id, violation.userId))
    .where(eq(violation.id, id));
  if (!found) return undefined;
  const { row, title, startsAt, endsAt, timezone, from } = found;
  return {
    parties: violationProcess.parties,
    row,
    words: (locale) => ({
      title: inLocale(title, locale),
      from,
      when: spanText(startsAt, endsAt, timezone, locale),
      code: translatorFor(locale).t(`conduct:code.${row.code}`),
      until: lastDayText(row.until, timezone, locale),
    }),
    href: hrefOf,
  };
}

export async function loadBlock(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: facilityBlock,
      title: { zh: listing.titleZh, en: listing.titleEn },
      timezone: facility.timezone,
      from: appUser.name,
    })
    .from(facilityBlock)
    .innerJoin(listing, eq(listing.id, facilityBlock.facilityId))
    .innerJoin(facility, eq(facility.listingId, facilityBlock.facilityId))
    .innerJoin(appUser, eq(appUser.id, facilityBlock.userId))
    .where(eq(facilityBlock.id, id));
  if (!found) return undefined;
  const { row, title, timezone, from } = found;
  return {
    parties: blockProcess.parties,
    row,
    words: (locale) => ({
      title: inLocale(title, locale),
      from,
      level: translatorFor(locale).t(`conduct:level.${row.level}`),
      until: lastDayText(row.until, timezone, locale),
    }),
    href: hrefOf,
  };
}
