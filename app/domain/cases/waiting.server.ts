import { and, eq, inArray, isNull, ne, or, type SQL } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import type { CaseState } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { counts, nothing, type Waiting } from "../identity/desk.server.ts";
import { may } from "../identity/permissions.ts";
import { known } from "./queries.server.ts";
import { caseProcess } from "./states.ts";

const ownedBy = (owner: string): CaseState[] =>
  caseProcess.states.filter((state) => caseProcess.owners[state] === owner);

/** The cases in which it is this person's own turn, or anybody's of their part, counted by deadline. */
export async function casesWaiting(ctx: Context): Promise<Waiting> {
  const turn = turnOf(ctx);
  if (!turn) return nothing;
  const [row] = await ctx.db
    .select(counts(ctx, misconductCase.deadline))
    .from(misconductCase)
    .where(and(known(ctx), turn));
  return row ?? nothing;
}

function turnOf({ actor }: Context): SQL | undefined {
  const id = actor.user?.id;
  if (!id || !may(actor, "case.read")) return undefined;
  const { officerId, chairId, deciderId, state } = misconductCase;
  const isFree = or(isNull(officerId), eq(officerId, id));
  const notMine = or(isNull(officerId), ne(officerId, id));
  const notDecidedByMe = or(ne(state, "under_review"), isNull(deciderId), ne(deciderId, id));
  return or(
    and(inArray(state, ownedBy("investigator")), eq(officerId, id)),
    and(inArray(state, ownedBy("chair")), eq(chairId, id)),
    may(actor, "case.handle") ? and(inArray(state, ownedBy("officer")), isFree) : undefined,
    may(actor, "case.decide")
      ? and(inArray(state, ownedBy("adjudicator")), notMine, notDecidedByMe)
      : undefined,
  );
}
