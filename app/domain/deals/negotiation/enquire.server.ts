import { and, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { negotiation } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { isUniqueViolation } from "#db/errors.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay } from "../../catalog/days.ts";
import { findListing } from "../../catalog/detail-queries.server.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { transact } from "../../transact.server.ts";
import { workingDeadline } from "../../working-days.server.ts";
import { refuseInsider } from "../bidding/enter.server.ts";
import type { EnquireInput } from "./inputs.ts";
import { demandStillToBeHad } from "../concluded.server.ts";
import { confidentialityTerms } from "./policy.ts";

export interface MovedNegotiation {
  id: string;
  state: string;
}

/**
 * Asks the owner of a published technology for a negotiation and accepts the confidentiality terms. Refuses
 * `terms_changed`, `technology_gone`, `own_technology`, `negotiating_already`, `standing`, `not_verified`.
 */
export async function enquire(
  ctx: Context,
  technologyId: string,
  { enquiry, termsVersion }: EnquireInput,
): Promise<Result<MovedNegotiation>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "deal.buy")) return fail(problems.forbidden("deal.buy"));
  if (!organization.verified) return fail({ code: "not_verified", status: 403 });
  if (termsVersion !== confidentialityTerms.version) return fail({ code: "terms_changed", status: 409 });
  const found = await findListing(ctx, technologyId, "technology");
  if (!found.ok) return found;
  return transact(ctx.db, async (tx) => {
    const now = ctx.clock.now();
    await demandStanding(tx, organization.id, "propose", now);
    const [offered] = await tx
      .select()
      .from(listing)
      .where(and(eq(listing.id, technologyId), eq(listing.state, "published")))
      .for("share");
    if (!offered) return refuse({ code: "technology_gone", status: 409 });
    await demandStillToBeHad(tx, technologyId, found.value.technology?.transferModes ?? [], now);
    await refuseInsider(tx, offered.organizationId, organization.id, user.id);
    const id = await insertOnce(tx, {
      ...{ technologyId, sellerId: offered.organizationId, buyerId: organization.id, buyerUserId: user.id },
      ...{ enquiry, termsVersion, buyerAcceptedAt: now, demo: offered.demo },
      ...{ createdAt: now, stateSince: now, deadline: await answerBy(tx, now) },
    });
    await recordAudit(tx, ctx, {
      ...{ entity: "negotiation", entityId: id, transition: "enquire", toState: "enquired" },
      detail: { technologyId },
    });
    const told = { template: "negotiation-enquired", entity: "negotiation", entityId: id };
    await enqueue(tx, "notify", { ...told, parties: ["seller"], reason: "", by: user.id });
    return { id, state: "enquired" };
  });
}

/** By when a side of a negotiation has to answer. */
export async function answerBy(tx: Tx, now: Date): Promise<Date> {
  const days = await readParameter(tx, "negotiation_answer_working_days", "", calendarDay(now));
  return workingDeadline(tx, now, days);
}

async function insertOnce(tx: Tx, values: typeof negotiation.$inferInsert): Promise<string> {
  try {
    const [row] = await tx.insert(negotiation).values(values).returning({ id: negotiation.id });
    if (!row) throw new Error("a negotiation was not returned by its insert");
    return row.id;
  } catch (error) {
    if (!isUniqueViolation(error, "negotiation_one_live")) throw error;
    return refuse({ code: "negotiating_already", status: 409 });
  }
}
