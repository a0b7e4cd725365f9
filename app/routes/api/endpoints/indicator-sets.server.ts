import { z } from "zod";
import { findSet } from "#app/domain/assessment/set-queries.server.ts";
import { fail, ok, problems } from "#app/runtime/problem.ts";
import { assessmentTracks, indicatorKinds } from "#db/schema/vocabulary.ts";
import { endpoint } from "../endpoint.server.ts";

/** What an assessment counts and how, with what changed since the version before. */
export const showIndicators = endpoint(
  {
    method: "GET",
    path: "/indicator-sets/{id}",
    tag: "assessments",
    access: "public",
    params: z.strictObject({ id: z.uuid() }),
    answer: z.strictObject({
      id: z.uuid(),
      track: z.enum(assessmentTracks),
      version: z.int(),
      name: z.string(),
      validFrom: z.string(),
      publishedAt: z.iso.datetime().nullable(),
      indicators: z.array(
        z.strictObject({
          code: z.string(),
          kind: z.enum(indicatorKinds),
          name: z.string(),
          formula: z.string(),
          floor: z.number(),
          ceiling: z.number(),
          points: z.number(),
          sharing: z.boolean(),
        }),
      ),
      differences: z.array(
        z.strictObject({
          indicator: z.string().nullable(),
          field: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    }),
  },
  async ({ ctx, scope, params }) => {
    const page = await findSet(ctx, params.id);
    if (!page) return fail(problems.notFound("indicator_set"));
    const nameOf = (named: { nameZh: string; nameEn: string }) =>
      scope.locale === "en" ? named.nameEn || named.nameZh : named.nameZh;
    const { id, track, version, validFrom, publishedAt } = page.set;
    return ok({
      ...{ id, track, version, validFrom },
      name: nameOf(page.set),
      publishedAt: publishedAt?.toISOString() ?? null,
      indicators: page.indicators.map((indicator) => ({
        code: indicator.code,
        kind: indicator.kind,
        name: nameOf(indicator),
        formula: indicator.formula,
        floor: indicator.floor,
        ceiling: indicator.ceiling,
        points: indicator.points / 100,
        sharing: indicator.sharing,
      })),
      differences: page.differences,
    });
  },
);
