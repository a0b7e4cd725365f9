import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { marketEngine } from "#search/indexing.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { may } from "../../identity/permissions.ts";
import type { Context } from "../../context.ts";
import {
  type CandidateRow,
  type DemandTexts,
  loadCandidates,
  selectDemandTexts,
} from "./candidates.server.ts";
import { featuresOf, queryOf } from "./features.server.ts";
import { ofKind, searchFor } from "./scopes.ts";
import { type Match, type MatchReason, matchOf, teamScore } from "./score.ts";

export interface ListingMatch extends Match {
  row: CandidateRow;
}

export interface TeamMatch {
  organization: { id: string; nameZh: string; nameEn: string; regionCode: string };
  score: number;
  reasons: MatchReason[];
}

export interface Matches {
  listings: ListingMatch[];
  teams: TeamMatch[];
}

const kinds = ["facility", "technology", "service"] as const;
/** How many of each kind the engine proposes to the policy, and how many the policy proposes to the reader. */
const asked = 40;
const shown = 10;

/**
 * What and who could meet a demand, best first, each with why. Answers the demand's owner and the regulator of its region;
 * for others a published demand's matches do not exist. Deterministic: the same market gives the same answer.
 */
export async function findMatches(ctx: Context, demandId: string): Promise<Result<Matches>> {
  const [found] = validate(demandId)
    ? await selectDemandTexts(ctx.db).where(and(eq(listing.id, demandId), eq(listing.kind, "demand")))
    : [];
  if (!found || !may(ctx.actor, "listing.read_unpublished", found)) return fail(problems.notFound("demand"));
  return ok(await matchesFor(ctx, found));
}

/** The matches of any demand text, whoever asks: also of one that is not on the market yet. */
export async function matchesFor(
  { db, clock }: Pick<Context, "db" | "clock">,
  demand: Omit<
    DemandTexts,
    "id" | "state" | "deadlineOn" | "budgetMin" | "budgetMax" | "ownerZh" | "ownerEn"
  >,
): Promise<Matches> {
  const [features] = await featuresOf(db, [demand]);
  const q = features ? queryOf(features.terms) : "";
  if (!features || q === "") return { listings: [], teams: [] };
  const answers = await marketEngine(db).searchMany(kinds.map((kind) => searchFor(q, ofKind(kind), asked)));
  const ids = answers.flatMap(({ hits }) => hits.map(({ id }) => id));
  const candidates = await loadCandidates(db, clock.now(), { ids, notOf: demand.organizationId });
  const matched = candidates
    .flatMap((candidate) => {
      const match = matchOf(features, candidate.features);
      return match ? [{ ...match, row: candidate.row }] : [];
    })
    .sort(byScore);
  return {
    listings: kinds
      .flatMap((kind) => matched.filter(({ row }) => row.kind === kind).slice(0, shown))
      .sort(byScore),
    teams: teamsOf(matched),
  };
}

const byScore = (a: ListingMatch, b: ListingMatch) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1);

/** Organisations by what of theirs matched; the two best listings are named as the reason. */
function teamsOf(matched: readonly ListingMatch[]): TeamMatch[] {
  const byOwner = Map.groupBy(matched, ({ row }) => row.organizationId);
  return [...byOwner.values()]
    .flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      const { row, reasons } = first;
      const best = own
        .slice(0, 2)
        .map(({ row: one }) => ({ zh: one.titleZh, en: one.titleEn || one.titleZh }));
      const kept = reasons.filter(
        ({ code }) => code === "region_same" || code === "region_city" || code === "standing",
      );
      const { organizationId: id, ownerZh: nameZh, ownerEn: nameEn, regionCode } = row;
      const named: MatchReason = { code: "listings", params: { count: own.length }, names: best };
      return {
        organization: { id, nameZh, nameEn, regionCode },
        score: teamScore(own.map(({ score }) => score)),
        reasons: [named, ...kept],
      };
    })
    .sort((a, b) => b.score - a.score || (a.organization.id < b.organization.id ? -1 : 1))
    .slice(0, shown);
}
