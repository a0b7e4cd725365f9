import { and, eq, gte, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { demand, listing } from "#db/schema/catalog.ts";
import { demandCall } from "#db/schema/demands.ts";
import { mayAppear } from "#db/in-force.ts";
import { marketEngine, marketWords } from "#search/indexing.ts";
import { calendarDay } from "../../catalog/days.ts";
import { may } from "../../identity/permissions.ts";
import type { Context } from "../../context.ts";
import {
  type Candidate,
  type CandidateRow,
  type DemandTexts,
  loadCandidates,
  selectDemandTexts,
} from "./candidates.server.ts";
import { featuresOf, queryOf } from "./features.server.ts";
import { ofKind, searchFor } from "./scopes.ts";
import { type DemandFeatures, type Match, matchOf } from "./score.ts";
import { termsOf } from "./terms.ts";

/** An open demand that something of the provider's could meet, with the best of it and why. */
export interface Answerable extends Match {
  demand: DemandTexts;
  by: CandidateRow;
}

/** Own listings that ask the engine, each in its own words, and demands each may bring up. */
const asking = 60;
const asked = 8;
const shown = 30;

/** Open demands of others that the actor's organisation could answer, best first; empty when it offers nothing. */
export async function demandsToAnswer(ctx: Context): Promise<Answerable[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "proposal.write")) return [];
  const now = ctx.clock.now();
  const own = await loadCandidates(ctx.db, now, { ownedBy: mine });
  const ids = await demandsNear(ctx, own);
  if (ids.length === 0) return [];
  const demands = await selectDemandTexts(ctx.db)
    .leftJoin(demandCall, eq(demandCall.id, listing.id))
    .where(and(inArray(listing.id, ids), isOpen(now), ne(listing.organizationId, mine)));
  const features = await featuresOf(ctx.db, demands);
  return demands
    .flatMap((one, i) => bestFor(one, features[i], own))
    .sort((a, b) => b.score - a.score || (a.demand.id < b.demand.id ? -1 : 1))
    .slice(0, shown);
}

const isOpen = (now: Date): SQL | undefined =>
  and(
    eq(listing.state, "published"),
    mayAppear(listing.organizationId, now),
    gte(demand.deadlineOn, calendarDay(now)),
    or(isNull(demandCall.state), eq(demandCall.state, "receiving")),
    sql`coalesce(${demandCall.dueAt} > ${now.toISOString()}::timestamptz, true)`,
  );

async function demandsNear(ctx: Context, own: readonly Candidate[]): Promise<string[]> {
  const lexicon = await marketWords(ctx.db).lexicon();
  const queries = own.slice(0, asking).map(({ row, features }) =>
    queryOf(
      termsOf(
        [
          { text: row.titleZh, weight: 2 },
          { text: features.head, weight: 1 },
        ],
        lexicon,
      ),
    ),
  );
  const words = [...new Set(queries)].filter((q) => q !== "");
  if (words.length === 0) return [];
  const answers = await marketEngine(ctx.db).searchMany(
    words.map((q) => searchFor(q, ofKind("demand"), asked)),
  );
  return [...new Set(answers.flatMap(({ hits }) => hits.map(({ id }) => id)))];
}

function bestFor(
  texts: DemandTexts,
  features: DemandFeatures | undefined,
  own: readonly Candidate[],
): Answerable[] {
  if (!features) return [];
  const matched = own.flatMap(({ row, features: offered }) => {
    const match = matchOf(features, offered);
    return match ? [{ ...match, demand: texts, by: row }] : [];
  });
  return matched.toSorted((a, b) => b.score - a.score).slice(0, 1);
}
