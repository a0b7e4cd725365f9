import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { assessmentCycle, assessmentSubject } from "#db/schema/assessment.ts";
import { booking, bookingSeries } from "#db/schema/booking.ts";
import { auction, dealNotice, negotiation } from "#db/schema/deals.ts";
import { misconductCase } from "#db/schema/cases.ts";
import { contract } from "#db/schema/contracts.ts";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { appUser, membership, organization, verification } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { proposal } from "#db/schema/demands.ts";
import { instrumentProblem } from "#db/schema/instrument.ts";
import { trainingSession } from "#db/schema/qualification.ts";
import { voucher } from "#db/schema/vouchers.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import type { TestDatabase } from "../../support/database.ts";
import type { Things } from "./doors.ts";
import type { Walker } from "./people.ts";

/** Picks, from the demonstration market, the things that the walk's addresses name: all of provider's university. */
export async function findThings({ db }: TestDatabase, provider: Walker): Promise<Things> {
  const owner = provider.actor.organization?.id ?? "";
  const [listed] = await db
    .select({ id: listing.id, organizationId: listing.organizationId, regionCode: listing.regionCode })
    .from(listing)
    .innerJoin(facility, eq(facility.listingId, listing.id))
    .where(and(eq(listing.organizationId, owner), eq(listing.state, "published")))
    .orderBy(listing.id)
    .limit(1);
  const [asked] = await db
    .select({ id: verification.id, regionCode: organization.regionCode })
    .from(verification)
    .innerJoin(organization, eq(organization.id, verification.organizationId))
    .orderBy(verification.id)
    .limit(1);
  const [colleague] = await db
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.organizationId, owner), isNull(membership.endedAt)))
    .orderBy(membership.id)
    .limit(1);
  const [made] = await db
    .select({
      id: booking.id,
      booker: booking.organizationId,
      provider: booking.providerId,
      regionCode: listing.regionCode,
    })
    .from(booking)
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(listing, eq(listing.id, booking.facilityId))
    .where(and(eq(appUser.email, "sme@demo.test"), eq(booking.providerId, owner)))
    .orderBy(booking.id)
    .limit(1);
  const [charged] = await db
    .select({ id: charge.id, payer: charge.payerId, payee: charge.payeeId })
    .from(charge)
    .where(and(eq(charge.payeeId, owner), gt(charge.paid, 0)))
    .orderBy(sql`${charge.payerId} <> ${made?.booker ?? null}`, charge.id)
    .limit(1);
  const [sent] = await db
    .select({
      id: sampleOrder.id,
      booker: sampleOrder.organizationId,
      provider: sampleOrder.providerId,
      regionCode: listing.regionCode,
    })
    .from(sampleOrder)
    .innerJoin(appUser, eq(appUser.id, sampleOrder.userId))
    .innerJoin(listing, eq(listing.id, sampleOrder.facilityId))
    .where(
      and(
        eq(appUser.email, "sme@demo.test"),
        eq(sampleOrder.providerId, owner),
        eq(sampleOrder.state, "in_progress"),
      ),
    )
    .limit(1);
  const [ordered] = await db
    .select({
      id: serviceOrder.id,
      booker: serviceOrder.organizationId,
      provider: serviceOrder.providerId,
      regionCode: listing.regionCode,
    })
    .from(serviceOrder)
    .innerJoin(appUser, eq(appUser.id, serviceOrder.userId))
    .innerJoin(listing, eq(listing.id, serviceOrder.serviceId))
    .where(
      and(
        eq(appUser.email, "sme@demo.test"),
        eq(serviceOrder.providerId, owner),
        eq(serviceOrder.state, "delivered"),
      ),
    )
    .limit(1);
  const [training] = await db
    .select({ id: trainingSession.id, typeId: trainingSession.typeId })
    .from(trainingSession)
    .where(eq(trainingSession.organizationId, owner))
    .orderBy(trainingSession.id)
    .limit(1);
  const published = async (kind: ListingKind) => {
    const [row] = await db
      .select({ id: listing.id })
      .from(listing)
      .where(and(eq(listing.kind, kind), eq(listing.state, "published")))
      .limit(1);
    return row?.id ?? "";
  };
  const [bidden] = await db
    .select({ id: auction.technologyId })
    .from(auction)
    .where(eq(auction.state, "bidding_open"))
    .limit(1);
  const [talked] = await db
    .select({ id: negotiation.id, seller: negotiation.sellerId, buyer: negotiation.buyerId })
    .from(negotiation)
    .innerJoin(appUser, eq(appUser.id, negotiation.buyerUserId))
    .where(and(eq(appUser.email, "sme@demo.test"), eq(negotiation.sellerId, owner)))
    .limit(1);
  const [announced] = await db.select({ id: dealNotice.id }).from(dealNotice).limit(1);
  const [ownTechnology] = await db
    .select({ id: listing.id, organizationId: listing.organizationId })
    .from(listing)
    .where(
      and(eq(listing.kind, "technology"), eq(listing.organizationId, owner), eq(listing.state, "published")),
    )
    .orderBy(listing.id)
    .limit(1);
  const [unit] = await db
    .select({ id: facilityUnit.id })
    .from(facilityUnit)
    .where(eq(facilityUnit.facilityId, listed?.id ?? owner))
    .limit(1);
  const [problem] = await db
    .select({
      id: instrumentProblem.id,
      reporter: instrumentProblem.userId,
      provider: instrumentProblem.providerId,
    })
    .from(instrumentProblem)
    .where(eq(instrumentProblem.providerId, owner))
    .orderBy(instrumentProblem.id)
    .limit(1);
  const [series] = await db
    .select({ id: bookingSeries.id, booker: bookingSeries.organizationId })
    .from(bookingSeries)
    .orderBy(bookingSeries.id)
    .limit(1);
  const [bundled] = await db
    .select({ id: booking.bundleId, booker: booking.organizationId })
    .from(booking)
    .where(isNotNull(booking.bundleId))
    .limit(1);
  const [assessed] = await db
    .select({
      id: assessmentCycle.id,
      subject: assessmentSubject.id,
      rules: assessmentCycle.setId,
      year: assessmentCycle.year,
    })
    .from(assessmentSubject)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, assessmentSubject.cycleId))
    .where(and(eq(assessmentSubject.organizationId, owner), eq(assessmentCycle.state, "published")))
    .limit(1);
  const [told] = await db
    .select({ id: misconductCase.id, organizationId: misconductCase.subjectId })
    .from(misconductCase)
    .innerJoin(membership, eq(membership.organizationId, misconductCase.subjectId))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(and(eq(appUser.email, "sme@demo.test"), isNotNull(misconductCase.statementDueAt)))
    .orderBy(misconductCase.id)
    .limit(1);
  const [sealed] = await db
    .select({
      id: proposal.id,
      demandId: proposal.demandId,
      author: proposal.organizationId,
      client: proposal.clientId,
    })
    .from(proposal)
    .where(and(eq(proposal.organizationId, owner), eq(proposal.state, "sealed")))
    .limit(1);
  const [settled] = await db
    .select({ id: misconductCase.id, regionCode: misconductCase.regionCode })
    .from(misconductCase)
    .where(and(eq(misconductCase.state, "final"), eq(misconductCase.confidential, false)))
    .orderBy(misconductCase.id)
    .limit(1);
  const [agreed] = await db
    .select({ id: contract.id, client: contract.clientId, developer: contract.developerId })
    .from(contract)
    .innerJoin(membership, eq(membership.organizationId, contract.clientId))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(
        eq(appUser.email, "sme@demo.test"),
        eq(contract.developerId, owner),
        eq(contract.state, "in_force"),
      ),
    )
    .orderBy(contract.id)
    .limit(1);
  const [vouchered] = await db
    .select({ id: voucher.id, holder: voucher.organizationId, program: voucher.programId })
    .from(voucher)
    .innerJoin(appUser, eq(appUser.id, voucher.appliedBy))
    .where(
      and(eq(appUser.email, "sme@demo.test"), eq(voucher.state, "granted"), eq(voucher.regionCode, "330000")),
    )
    .limit(1);
  if (
    !agreed ||
    !bidden ||
    !talked ||
    !announced ||
    !ownTechnology ||
    !told ||
    !settled ||
    !sealed ||
    !bundled?.id ||
    !assessed ||
    !series ||
    !listed ||
    !colleague ||
    !asked ||
    !made ||
    !sent ||
    !ordered ||
    !charged ||
    !unit ||
    !problem ||
    !training ||
    !vouchered
  )
    throw new Error("the demonstration market lacks what the walk needs");
  const { id, ...subject } = listed;
  return {
    facility: { id, subject },
    organization: owner,
    verification: { id: asked.id, subject: { regionCode: asked.regionCode } },
    colleague: colleague.id,
    booking: made,
    series,
    bundle: { id: bundled.id, booker: bundled.booker },
    sampleOrder: sent,
    serviceOrder: ordered,
    charge: charged,
    unit: unit.id,
    problem,
    qualificationType: training.typeId,
    training: training.id,
    assessment: assessed,
    program: vouchered.program,
    voucher: { id: vouchered.id, holder: vouchered.holder },
    ownCase: { id: told.id, subject: { organizationId: told.organizationId } },
    finalCase: { id: settled.id, subject: { regionCode: settled.regionCode } },
    contract: agreed,
    proposal: sealed,
    technology: await published("technology"),
    ownTechnology: { id: ownTechnology.id, subject: { organizationId: ownTechnology.organizationId } },
    negotiation: talked,
    dealNotice: announced.id,
    biddingTechnology: bidden.id,
    service: await published("service"),
    demand: await published("demand"),
  };
}
