import { and, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import { listing } from "#db/schema/catalog.ts";
import { auction } from "#db/schema/deals.ts";
import { proposal } from "#db/schema/demands.ts";
import { organization, verification } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { inTerritory } from "#app/domain/identity/territory.server.ts";

/** What of the audit log the actor may see, with the organisation that was acted for joined to it. */
export function visible(ctx: Context): SQL | undefined {
  const { roles } = ctx.actor;
  const secret = and(stillSealed(ctx), stillBidding(ctx), notNegotiated);
  if (roles.includes("auditor")) return secret;
  return and(roles.includes("operator") ? undefined : inReach(ctx), notOthersSecret(ctx), secret);
}

function inReach({ db, actor }: Context): SQL | undefined {
  const subjects = [
    db.select({ id: organization.id }).from(organization).where(inTerritory(actor, organization.regionCode)),
    db
      .select({ id: verification.id })
      .from(verification)
      .innerJoin(organization, eq(organization.id, verification.organizationId))
      .where(inTerritory(actor, organization.regionCode)),
    db.select({ id: listing.id }).from(listing).where(inTerritory(actor, listing.regionCode)),
  ];
  return or(
    inTerritory(actor, organization.regionCode),
    ...subjects.map((subject) => sql`${auditEntry.entityId} in (${subject})`),
  );
}

/** Who has proposed to a demand is nobody's to know before the opening, the auditors' and operators' neither. */
function stillSealed({ db }: Context): SQL {
  const sealed = db
    .select({ one: sql`1` })
    .from(proposal)
    .where(and(eq(proposal.id, auditEntry.entityId), isNull(proposal.openedAt)));
  return sql`not (${auditEntry.entity} = 'proposal' and exists (${sealed}))`;
}

/** Who negotiates with whom is the two sides' own. */
const notNegotiated = ne(auditEntry.entity, "negotiation");

/** While a bidding runs, bidders are numbers to everybody. */
function stillBidding({ db }: Context): SQL {
  const running = db
    .select({ one: sql`1` })
    .from(auction)
    .where(and(eq(auction.id, auditEntry.entityId), isNull(auction.endedAt)));
  return sql`not (${auditEntry.entity} = 'auction' and ${auditEntry.transition} in ('bid', 'enter_bidding') and exists (${running}))`;
}

/** A confidential case is nobody's but its handlers' (and the auditors'): the log would name who complained. */
function notOthersSecret({ db, actor }: Context): SQL {
  const me = actor.user?.id ?? null;
  const others = db
    .select({ one: sql`1` })
    .from(misconductCase)
    .where(
      and(
        eq(misconductCase.id, auditEntry.entityId),
        misconductCase.confidential,
        sql`coalesce(${me}::uuid <> all (array_remove(array[${misconductCase.officerId}, ${misconductCase.chairId},
          ${misconductCase.deciderId}, ${misconductCase.reviewerId}], null)), true)`,
      ),
    );
  return sql`not (${auditEntry.entity} = 'misconduct_case' and exists (${others}))`;
}
