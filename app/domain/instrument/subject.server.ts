import { eq } from "drizzle-orm";
import { facilityUnit, listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { instrumentProblem } from "#db/schema/instrument.ts";
import type { Tx } from "#db/client.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { problemProcess } from "./states.ts";

/** What a notice about a problem needs to know of it. */
export async function loadProblemSubject(tx: Tx, id: string) {
  const [found] = await tx
    .select({ row: instrumentProblem, listing, organization, unit: facilityUnit.number })
    .from(instrumentProblem)
    .innerJoin(listing, eq(listing.id, instrumentProblem.facilityId))
    .innerJoin(organization, eq(organization.id, instrumentProblem.organizationId))
    .leftJoin(facilityUnit, eq(facilityUnit.id, instrumentProblem.unitId))
    .where(eq(instrumentProblem.id, id));
  if (!found) return undefined;
  const { row, unit } = found;
  return {
    parties: problemProcess.parties,
    row,
    words: (locale: Locale) => ({
      title: (locale === "en" && found.listing.titleEn) || found.listing.titleZh,
      from: (locale === "en" && found.organization.nameEn) || found.organization.nameZh,
      unit: unit === null ? "" : translatorFor(locale).t("instrument:unit", { number: unit }),
      description: row.description,
    }),
    href: () => `/problems/${id}`,
    people: { reporter: row.userId },
  };
}
