import { eq } from "drizzle-orm";
import { cardRectification } from "#db/schema/assessment.ts";
import { attachment, listing } from "#db/schema/catalog.ts";
import { demandCall, proposal } from "#db/schema/demands.ts";
import { organization } from "#db/schema/identity.ts";
import { invoice } from "#db/schema/invoices.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { transferClaim } from "#db/schema/transfer.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { evidenceShows } from "./evidence-readers.server.ts";
import { may } from "./permissions.ts";

type Attachment = typeof attachment.$inferSelect;

/**
 * An attachment, if the actor may see it; else `not_found`, which does not tell whether there is one. Public files follow
 * their listing: seen by everybody while that is on the market or under notice. Proof is for its organisation's owners
 * and the regulator.
 */
export async function findReadableFile(ctx: Context, id: string): Promise<Result<Attachment>> {
  const [file] = await ctx.db.select().from(attachment).where(eq(attachment.id, id));
  if (!file) return fail(problems.notFound("file"));
  const shows = readers[file.ownerType];
  const readable = shows !== undefined && (await shows(ctx, file));
  return readable ? ok(file) : fail(problems.notFound("file"));
}

/** Who may read a file, by what it hangs on; what is not here nobody reads. */
const readers: Partial<
  Record<Attachment["ownerType"], (ctx: Context, file: Attachment) => Promise<boolean>>
> = {
  listing: listingShows,
  verification: proofShows,
  sample_order: resultShows,
  service_order: deliverableShows,
  qualification: evidenceShows,
  card_rectification: rectificationShows,
  proposal: proposalShows,
  transfer_claim: (ctx, file) => sidesShow(ctx, transferClaim, file),
  invoice: (ctx, file) => sidesShow(ctx, invoice, file),
  // Evidence is the payee's; the payer's bank has it from Stripe.
  dispute: async ({ actor }, { organizationId }) => may(actor, "charge.manage", { organizationId }),
};

/** Papers of a payment are for those who pay and those who are paid. */
async function sidesShow(
  { db, actor }: Context,
  table: typeof transferClaim | typeof invoice,
  { ownerId }: Attachment,
): Promise<boolean> {
  const [row] = await db
    .select({ payerId: table.payerId, payeeId: table.payeeId })
    .from(table)
    .where(eq(table.id, ownerId));
  if (!row) return false;
  return (
    may(actor, "charge.pay", { organizationId: row.payerId }) ||
    may(actor, "charge.manage", { organizationId: row.payeeId })
  );
}

/** Results are for the organisation that ordered the work and for those who do it. */
async function resultShows({ db, actor }: Context, { ownerId }: Attachment): Promise<boolean> {
  const [order] = await db
    .select({ organizationId: sampleOrder.organizationId, providerId: sampleOrder.providerId })
    .from(sampleOrder)
    .where(eq(sampleOrder.id, ownerId));
  if (!order) return false;
  return (
    may(actor, "booking.use", { organizationId: order.organizationId }) ||
    may(actor, "booking.manage", { organizationId: order.providerId })
  );
}

/** What is delivered is for the organisation that ordered it and for the provider's staff. */
async function deliverableShows({ db, actor }: Context, { ownerId }: Attachment): Promise<boolean> {
  const [order] = await db
    .select({
      organizationId: serviceOrder.organizationId,
      providerId: serviceOrder.providerId,
    })
    .from(serviceOrder)
    .where(eq(serviceOrder.id, ownerId));
  if (!order) return false;
  return (
    may(actor, "service.edit", { organizationId: order.providerId }) ||
    may(actor, "booking.use", { organizationId: order.organizationId })
  );
}

/** A file of a proposal is as sealed as the proposal: its author's alone, and the client's once it was opened. */
async function proposalShows({ db, actor, clock }: Context, { ownerId }: Attachment): Promise<boolean> {
  const [row] = await db
    .select({
      organizationId: proposal.organizationId,
      clientId: proposal.clientId,
      openedAt: proposal.openedAt,
      dueAt: demandCall.dueAt,
    })
    .from(proposal)
    .innerJoin(demandCall, eq(demandCall.id, proposal.demandId))
    .where(eq(proposal.id, ownerId));
  if (!row) return false;
  if (may(actor, "proposal.write", row)) return true;
  const opened = row.openedAt !== null && row.openedAt <= clock.now() && row.dueAt <= clock.now();
  return opened && may(actor, "demand.edit", { organizationId: row.clientId });
}

async function listingShows({ db, actor, clock }: Context, file: Attachment): Promise<boolean> {
  const [row] = await db
    .select({
      state: listing.state,
      organizationId: listing.organizationId,
      regionCode: listing.regionCode,
      appears: mayAppear(listing.organizationId, clock.now()),
    })
    .from(listing)
    .where(eq(listing.id, file.ownerId));
  if (!row) return false;
  const shown = row.appears && ["published", "public_notice"].includes(row.state);
  if (file.visibility === "public" && shown) return true;
  return may(actor, "listing.read_unpublished", row);
}

async function proofShows({ db, actor }: Context, file: Attachment): Promise<boolean> {
  if (may(actor, "organization.edit", { organizationId: file.organizationId })) return true;
  const [owner] = await db
    .select({ regionCode: organization.regionCode })
    .from(organization)
    .where(eq(organization.id, file.organizationId));
  return owner !== undefined && may(actor, "desk.read", owner);
}

/** What shows that something was put right is for those who report it and for the regulators who check it. */
async function rectificationShows({ db, actor }: Context, { ownerId }: Attachment): Promise<boolean> {
  const [row] = await db.select().from(cardRectification).where(eq(cardRectification.id, ownerId));
  return row !== undefined && (may(actor, "assessment.report", row) || may(actor, "assessment.read", row));
}
