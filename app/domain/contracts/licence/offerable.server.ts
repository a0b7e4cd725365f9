import { and, eq } from "drizzle-orm";
import { listing, technology } from "#db/schema/catalog.ts";
import type { licenceOffer } from "#db/schema/licences.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "../../catalog/days.ts";
import { hasBeenAnnounced } from "../../catalog/public-notice.server.ts";
import { needsNotice } from "../../deals/negotiation/policy.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import { daysAfter } from "../milestones/policy.ts";
import { findings, isSignable } from "../policy.ts";
import { contractProblems } from "../problems.ts";
import { readLimits } from "../scene.server.ts";
import type { Terms } from "../terms.ts";
import type { LicenceTermsInput } from "./inputs.ts";
import { dueOn } from "./text.ts";

export type LicenceOfferRow = typeof licenceOffer.$inferSelect;

/** A published technology with its owner, the listing's row locked: one deal is concluded after another. Else `technology_gone`. */
export async function lockOffered(tx: Tx, technologyId: string) {
  const [found] = await tx
    .select({ listing, technology, owner: organization })
    .from(listing)
    .innerJoin(technology, eq(technology.listingId, listing.id))
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .where(and(eq(listing.id, technologyId), eq(listing.state, "published")))
    .for("no key update", { of: listing });
  return found ?? refuse({ code: "technology_gone", status: 409 });
}

export type Offered = Awaited<ReturnType<typeof lockOffered>>;

/**
 * From when on an offer can be accepted: at once, or, for a public institution whose manner and price were not announced
 * with the technology, once they have been published for the days in force (Zhejiang ordinance, Art. 17).
 */
export async function opensAt(
  tx: Tx,
  { listing: { id, regionCode }, technology: { transferModes, askingPrice, insiderDeal }, owner }: Offered,
  { mode, price }: Pick<LicenceTermsInput, "mode" | "price">,
  now: Date,
): Promise<Date> {
  const announced = (await hasBeenAnnounced(tx, id))
    ? { modes: transferModes, price: askingPrice, insider: insiderDeal }
    : null;
  const deal = { mode, payment: "lump", amount: price } as const;
  if (!needsNotice(owner.publicInstitution, deal, announced)) return now;
  return endOfDay(now, await readParameter(tx, "public_notice_days", regionCode, calendarDay(now)));
}

/** What stands in the way of a contract concluded on `now` by these terms, and everything else there is to say of it. */
export async function licenceFindings(
  tx: Tx,
  terms: Terms,
  { deliverDays, regionCode }: { deliverDays: number; regionCode: string },
  now: Date,
) {
  const whole = dueOn(terms, today(daysAfter(now, deliverDays)));
  return findings(whole, await readLimits(tx, regionCode, now), today(now));
}

/** Refuses `contract_not_signable` with what is missing, for instance when the patent has expired meanwhile. */
export async function demandSignable(...asked: Parameters<typeof licenceFindings>): Promise<void> {
  const found = await licenceFindings(...asked);
  if (!isSignable(found))
    refuse(contractProblems.notSignable(found.filter(({ weight }) => weight === "blocker")));
}

/** An organisation as a contract's text names it. */
export const namesOf = ({ nameZh, nameEn, uscc, address }: Offered["owner"]) => ({
  ...{ nameZh, nameEn, uscc },
  address: address.replace(/\s+/gu, " ").trim(),
});
