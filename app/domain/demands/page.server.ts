import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq, ne } from "drizzle-orm";
import { demandCall, proposal } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { awardOf } from "./find-proposal.server.ts";
import { type CallRow, endOf } from "./call.server.ts";
import { usualCriteria } from "./policy.ts";

/** Where the call of a demand stands as everybody may know it: until when, by which criteria, to whom it was awarded. */
export interface CallPage {
  state: CallRow["state"];
  dueAt: Deadline | null;
  deadline: Deadline | null;
  criteria: readonly { name: string; weight: number }[];
  outcome: CallRow["outcome"];
  outcomeNote: string;
  award: Awaited<ReturnType<typeof awardOf>>[number] | null;
  row: CallRow | null;
  /** The actor's organisation's own proposal, if it has one. */
  ownProposal: { id: string; state: string } | null;
}

/** What the page of a demand says of its call. `open` proposals and their number are never among it. */
export async function callPage(
  ctx: Context,
  { id, deadlineOn }: { id: string; deadlineOn: string | null },
): Promise<CallPage> {
  const [[row], [award], ownProposal] = await Promise.all([
    ctx.db.select().from(demandCall).where(eq(demandCall.id, id)),
    awardOf(ctx.db, id),
    ownOf(ctx.db, ctx, id),
  ]);
  const dueAt = row?.dueAt ?? (deadlineOn ? endOf(deadlineOn) : null);
  const over = dueAt !== null && dueAt <= ctx.clock.now();
  const state = row?.state ?? "receiving";
  return {
    // What is due is over for everybody, also before the clock's job has come round.
    state: state === "receiving" && over ? "scoring" : state,
    dueAt,
    deadline: row?.deadline ?? dueAt,
    criteria: row?.criteria ?? usualCriteria,
    outcome: row?.outcome ?? null,
    outcomeNote: row?.outcomeNote ?? "",
    award: award ?? null,
    row: row ?? null,
    ownProposal,
  };
}

async function ownOf(tx: Tx, { actor }: Context, demandId: string) {
  const mine = actor.organization?.id;
  if (!mine || !may(actor, "proposal.write")) return null;
  const [row] = await tx
    .select({ id: proposal.id, state: proposal.state })
    .from(proposal)
    .where(
      and(
        eq(proposal.demandId, demandId),
        eq(proposal.organizationId, mine),
        ne(proposal.state, "withdrawn"),
      ),
    );
  return row ?? null;
}
