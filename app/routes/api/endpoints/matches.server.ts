import { z } from "zod";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { judgeMatch } from "#app/domain/demands/matching/feedback.server.ts";
import { findMatches, type Matches } from "#app/domain/demands/matching/find-matches.server.ts";
import type { MatchReason } from "#app/domain/demands/matching/score.ts";
import { describeMatch } from "#app/i18n/describe-match.ts";
import { ok } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";

const tag = "demands" as const;

/** What can be asked for alone; without it, listings of every kind. */
const kinds = ["facility", "technology", "service", "organization"] as const;

const matchAnswer = z.strictObject({
  listing: z.strictObject({
    id: z.uuid(),
    /** `organization` where whole organisations were asked for. */
    kind: z.enum([...listingKinds, "organization"]),
    titleZh: z.string(),
    titleEn: z.string(),
    summaryZh: z.string(),
    summaryEn: z.string(),
    organization: z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() }),
    regionCode: z.string(),
    url: z.string(),
  }),
  score: z.number().min(0).max(1),
  reasons: z.array(z.strictObject({ code: z.string(), text: z.string() })),
});

const said = ({ t, locale }: RequestScope, reasons: readonly MatchReason[]) =>
  reasons.map((reason) => ({ code: reason.code, text: describeMatch(t, locale, reason) }));

const listingsOf = (scope: RequestScope, { listings }: Matches): z.input<typeof matchAnswer>[] =>
  listings.map(({ row, score, reasons }) => ({
    listing: {
      ...{ id: row.id, kind: row.kind, titleZh: row.titleZh, titleEn: row.titleEn },
      ...{ summaryZh: row.summaryZh, summaryEn: row.summaryEn, regionCode: row.regionCode },
      organization: { id: row.organizationId, nameZh: row.ownerZh, nameEn: row.ownerEn },
      url: listingPath(row.kind, row.id),
    },
    score,
    reasons: said(scope, reasons),
  }));

const teamsOf = (scope: RequestScope, { teams }: Matches): z.input<typeof matchAnswer>[] =>
  teams.map(({ organization: { regionCode, ...owner }, score, reasons }) => ({
    listing: {
      ...{ id: owner.id, kind: "organization", titleZh: owner.nameZh, titleEn: owner.nameEn },
      ...{ summaryZh: "", summaryEn: "", regionCode, organization: owner },
      url: `/organizations/${owner.id}`,
    },
    score,
    reasons: said(scope, reasons),
  }));

const showMatches = endpoint(
  {
    ...{ method: "GET", path: "/demands/{id}/matches", tag, access: "user" },
    params: z.strictObject({ id: z.uuid() }),
    query: z.strictObject({ kind: z.enum(kinds).optional() }),
    answer: z.array(matchAnswer),
  },
  async ({ ctx, scope, params, query: { kind } }) => {
    const found = await findMatches(ctx, params.id);
    if (!found.ok) return found;
    if (kind === "organization") return ok(teamsOf(scope, found.value));
    const listings = listingsOf(scope, found.value);
    return ok(kind ? listings.filter(({ listing }) => listing.kind === kind) : listings);
  },
);

const sayUseful = endpoint(
  {
    ...{ method: "POST", path: "/demands/{id}/matches/{listingId}", tag, access: "demand.edit" },
    params: z.strictObject({ id: z.uuid(), listingId: z.uuid() }),
    body: z.strictObject({ useful: z.boolean() }),
    answer: z.strictObject({ id: z.uuid() }),
  },
  async ({ ctx, params: { id, listingId }, body: { useful } }) => judgeMatch(ctx, id, { listingId, useful }),
);

export const matchEndpoints: readonly Endpoint[] = [showMatches, sayUseful];
