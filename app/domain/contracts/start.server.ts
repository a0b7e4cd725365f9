import { eq } from "drizzle-orm";
import { contract } from "#db/schema/contracts.ts";
import { organization } from "#db/schema/identity.ts";
import type { ContractSide } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Actor, Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import type { StartInput } from "./inputs.ts";
import { contractProblems } from "./problems.ts";
import type { Terms } from "./terms.ts";

/**
 * Begins a contract with another organisation, named by its credit code: a draft that only this side sees until it
 * proposes a text. Refuses with `standing` where a measure forbids signing.
 */
export async function startContract(ctx: Context, input: StartInput): Promise<Result<{ id: string }>> {
  const { user, organization: own } = ctx.actor;
  if (!user || !own || !may(ctx.actor, "contract.edit")) return fail(problems.forbidden("contract.edit"));
  return transact(ctx.db, async (tx) => {
    const [other] = await tx
      .select({ id: organization.id })
      .from(organization)
      .where(eq(organization.uscc, input.counterpart));
    if (!other) return refuse(contractProblems.noSuchOrganization());
    if (other.id === own.id) return refuse(contractProblems.ownOrganization());
    const sides =
      input.side === "client"
        ? { clientId: own.id, developerId: other.id }
        : { clientId: other.id, developerId: own.id };
    return openContract(tx, ctx, { ...sides, side: input.side, user, terms: input.terms });
  });
}

interface Opening {
  clientId: string;
  developerId: string;
  /** Whose turn it is first. */
  side: ContractSide;
  user: NonNullable<Actor["user"]>;
  terms: Terms;
  demandId?: string;
  awardId?: string;
  negotiationId?: string;
  auctionId?: string;
  licenceOfferId?: string;
}

/** Writes a new contract with its private first draft. */
export async function openContract(tx: Tx, ctx: Context, opening: Opening): Promise<{ id: string }> {
  const { clientId, developerId, side, user, terms, demandId, awardId, ...deal } = opening;
  const { negotiationId, auctionId, licenceOfferId } = deal;
  const now = ctx.clock.now();
  const turnId = side === "client" ? clientId : developerId;
  await demandStanding(tx, turnId, "sign", now);
  const [made] = await tx
    .insert(contract)
    .values({
      ...{ kind: terms.kind, title: terms.title, clientId, developerId, turnId },
      ...{ demandId, awardId, negotiationId, auctionId, licenceOfferId },
      ...{ createdById: user.id, draft: terms, createdAt: now, stateSince: now },
    })
    .returning({ id: contract.id });
  if (!made) throw new Error("the contract was not written");
  await recordAudit(tx, ctx, {
    ...{ entity: "contract", entityId: made.id, transition: "start-contract", toState: "drafting" },
    detail: { clientId, developerId, demandId, negotiationId, auctionId, licenceOfferId },
  });
  return made;
}
