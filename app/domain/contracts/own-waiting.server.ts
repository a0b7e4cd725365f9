import { and, eq, inArray, or, sql } from "drizzle-orm";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { today } from "../working-days.ts";

/**
 * How many contracts wait for the actor's organisation: to draft on, to sign, to fund, deliver or accept a milestone of,
 * to report, pay or answer a royalty of; 0 for who may not act on contracts.
 */
export async function countOwnContracts({ db, actor, clock }: Context): Promise<number> {
  const mine = actor.organization?.id;
  if (!mine || !may(actor, "contract.edit")) return 0;
  const unsigned = sql`not exists (select 1 from contract_signature s
    where s.text_id = ${contract.textId} and s.organization_id = ${mine})`;
  const milestone = sql`exists (select 1 from ${contractMilestone} m where m.contract_id = ${contract.id} and
    (m.state in ('delivered', 'awaiting_payment') and ${contract.clientId} = ${mine}
      or m.state in ('changes_requested', 'overdue') and ${contract.developerId} = ${mine}))`;
  const royalty = sql`exists (select 1 from ${royaltyPeriod} r where r.contract_id = ${contract.id} and
    (r.client_id = ${mine} and (r.state in ('charged', 'questioned')
        or r.state = 'due' and r.ends_on < ${today(clock.now())}::date)
      or r.developer_id = ${mine} and r.state = 'lowered'))`;
  return db.$count(
    contract,
    and(
      or(eq(contract.clientId, mine), eq(contract.developerId, mine)),
      or(
        and(eq(contract.state, "drafting"), eq(contract.turnId, mine)),
        and(eq(contract.state, "signing"), unsigned),
        and(inArray(contract.state, ["in_force"]), milestone),
        royalty,
      ),
    ),
  );
}
