import { listingPath } from "#app/domain/catalog/paths.ts";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { contractStep } from "#app/domain/contracts/after-award.server.ts";
import { confidentialityLog } from "#app/domain/demands/confidentiality.server.ts";
import { judgedMatches } from "#app/domain/demands/matching/feedback.server.ts";
import { findMatches } from "#app/domain/demands/matching/find-matches.server.ts";
import { callPage } from "#app/domain/demands/page.server.ts";
import { listQuestions } from "#app/domain/demands/questions.server.ts";
import { confidentialityTerms } from "#app/domain/demands/terms.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { describeMatch } from "#app/i18n/describe-match.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import type { ShownMatch } from "#app/components/demands/matches-section.tsx";

const shownOfKind = 5;

/** What a demand's page shows beyond the listing: its call, questions, and for its owner and regulator the matches. */
export async function demandParts(
  scope: RequestScope,
  listing: ListingDetail["listing"],
  deadlineOn: string | null,
) {
  const { ctx } = scope;
  const { id, organizationId, state } = listing;
  const published = state === "published";
  const owner = may(ctx.actor, "demand.edit", listing);
  const insider = may(ctx.actor, "listing.read_unpublished", listing);
  const [{ row: _, ...call }, questions, found, log] = await Promise.all([
    callPage(ctx, { id, deadlineOn }),
    listQuestions(ctx, id, organizationId),
    insider ? findMatches(ctx, id) : undefined,
    owner ? confidentialityLog(ctx, id, organizationId) : undefined,
  ]);
  const shown = found?.ok ? await showMatches(scope, id, found.value) : undefined;
  return {
    call: published || call.outcome || call.award ? call : null,
    contract: await contractStep(ctx, { demandId: id, clientId: organizationId, award: call.award }),
    over: call.state !== "receiving",
    questions,
    log: log ?? null,
    termsVersion: confidentialityTerms.version,
    matches: shown?.matches ?? null,
    teams: shown?.teams ?? null,
    roles: rolesOf(scope, owner),
  };
}

type Found = Extract<Awaited<ReturnType<typeof findMatches>>, { ok: true }>["value"];

async function showMatches({ ctx, t, locale }: RequestScope, id: string, { listings, teams }: Found) {
  const judged = await judgedMatches(ctx, id);
  const words = (reasons: Found["listings"][number]["reasons"]) =>
    reasons.map((reason) => describeMatch(t, locale, reason));
  const ofKind = (kind: ShownMatch["kind"]): ShownMatch[] =>
    listings
      .filter(({ row }) => row.kind === kind)
      .slice(0, shownOfKind)
      .map(({ row, score, reasons }) => ({
        ...{ id: row.id, kind, url: listingPath(kind, row.id), score },
        ...{ titleZh: row.titleZh, titleEn: row.titleEn, ownerZh: row.ownerZh, ownerEn: row.ownerEn },
        reasons: words(reasons),
        judged: judged.get(row.id) ?? null,
      }));
  return {
    matches: (["technology", "facility", "service"] as const).flatMap(ofKind),
    teams: teams.slice(0, shownOfKind).map(({ organization, score, reasons }) => ({
      ...{ id: organization.id, nameZh: organization.nameZh, nameEn: organization.nameEn },
      score,
      reasons: words(reasons),
    })),
  };
}

function rolesOf({ ctx: { actor } }: RequestScope, owner: boolean) {
  const visitor = actor.user === null;
  const proposes = may(actor, "proposal.write");
  const reviews = may(actor, "listing.moderate");
  const call = owner ? "client" : visitor ? "visitor" : proposes ? "provider" : "reader";
  const confidential = visitor ? "visitor" : proposes || reviews ? "accept" : "other";
  const questions = owner ? "answer" : may(actor, "demand.ask") ? "ask" : "read";
  return { call, confidential, questions, judges: owner } as const;
}
