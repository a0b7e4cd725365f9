import { and, count, eq } from "drizzle-orm";
import { validate } from "uuid";
import { contract } from "#db/schema/contracts.ts";
import { organization } from "#db/schema/identity.ts";
import { licenceOffer } from "#db/schema/licences.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { rightsOf } from "../rights.ts";
import { termsOf } from "../scene.server.ts";
import { hashOf } from "../text/canonical.ts";
import { heldBy } from "./accept.server.ts";
import { isOpen } from "./policy.ts";

/** The standing offer of a technology, for everybody; null while there is none. */
export async function licenceOf(ctx: Context, technologyId: string) {
  const [found] = validate(technologyId)
    ? await ctx.db
        .select({ row: licenceOffer, seller: organization })
        .from(licenceOffer)
        .innerJoin(organization, eq(organization.id, licenceOffer.organizationId))
        .where(and(eq(licenceOffer.technologyId, technologyId), eq(licenceOffer.state, "licence_offered")))
    : [];
  return found ? viewOf(ctx, found) : null;
}

interface Found {
  row: typeof licenceOffer.$inferSelect;
  seller: typeof organization.$inferSelect;
}

async function viewOf(ctx: Context, { row, seller: { id, nameZh, nameEn, contactEmail } }: Found) {
  const { actor } = ctx;
  const rights = rightsOf(termsOf(row));
  const mine = actor.organization?.id;
  const selling = may(actor, "contract.sign", { organizationId: id });
  const signs = may(actor, "contract.sign") && may(actor, "deal.buy");
  return {
    row,
    seller: { id, nameZh, nameEn, contactEmail },
    termMonths: rights.termMonths,
    territory: rights.territory,
    manner: rights.manner,
    /** Whether the text still hashes to what was signed. */
    intact: hashOf(row.canonical) === row.sha256,
    open: isOpen(row, ctx.clock.now()),
    selling,
    /** Whether the actor could accept it for their organisation. */
    buying: signs && mine !== id,
    /** The contract that the actor's organisation has by it. */
    held: mine ? ((await heldBy(ctx.db, row.id, mine)) ?? null) : null,
    /** How many have accepted it; the owner's to know. */
    accepted: selling ? await acceptedCount(ctx, row.id) : null,
  };
}

export type LicenceView = NonNullable<Awaited<ReturnType<typeof licenceOf>>>;

async function acceptedCount({ db }: Context, offerId: string): Promise<number> {
  const [found] = await db.select({ n: count() }).from(contract).where(eq(contract.licenceOfferId, offerId));
  return found?.n ?? 0;
}
