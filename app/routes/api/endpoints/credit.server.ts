import { z } from "zod";
import { checkCodes } from "#app/domain/credit/register/check.server.ts";
import { registerInput } from "#app/domain/credit/register/inputs.ts";
import { listRegister } from "#app/domain/credit/register/list.server.ts";
import { publicStanding, type Restriction } from "#app/domain/credit/public-standing.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { env } from "#app/runtime/env.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, type Counted, limits } from "#app/runtime/rate-limit.server.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { endpoint } from "../endpoint.server.ts";
import { decisionAnswer, decisionShape, externalShape } from "./credit-answer.server.ts";
import { externalListEndpoints } from "./external-lists.server.ts";
import { objectionEndpoints } from "./credit-objections.server.ts";
import { ruleEndpoints } from "./credit-rules.server.ts";

const restriction = z.strictObject({
  measure: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  caseNo: z.string(),
  underObjection: z.boolean(),
});

const standingShape = {
  name: z.string(),
  grade: z.enum(["A", "B", "C", "D"]),
  score: z.int(),
  restrictions: z.array(restriction),
};

const code = z
  .string()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/);

/** Programs with a token are known by their account, everybody else by address. */
const counted = ({ ip, ctx }: RequestScope): Counted[] =>
  ctx.actor.user ? [[limits.standingByAccount, ctx.actor.user.id]] : [[limits.standingByAddress, ip]];

const withinLimit = (scope: RequestScope): Promise<Result<void>> =>
  countAttempt(scope.ctx.db, scope.ctx.clock.now(), counted(scope));

const restrictionAnswer = ({ measure, from, until, caseNo, underObjection }: Restriction) => ({
  measure,
  from: from.toISOString(),
  until: until?.toISOString() ?? null,
  caseNo,
  underObjection,
});

const nameIn = (locale: Locale, zh: string, en: string): string => (locale === "en" ? en || zh : zh);

const showRegister = endpoint(
  {
    method: "GET",
    path: "/credit/register",
    tag: "credit",
    access: "public",
    query: registerInput,
    answer: z.strictObject({
      items: z.array(z.strictObject(decisionShape)),
      page: z.int(),
      limit: z.int(),
      nextPage: z.int().nullable(),
      nextCursor: z.string().nullable(),
    }),
    problems: { rate_limited: 429 },
  },
  async ({ ctx, scope, query }) => {
    const allowed = await withinLimit(scope);
    if (!allowed.ok) return allowed;
    const { items, next } = await listRegister(ctx, query);
    const { page, limit } = query;
    const reader = { locale: scope.locale, baseUrl: env().baseUrl };
    return ok({
      items: items.map((row) => decisionAnswer(row, reader)),
      page,
      limit,
      nextPage: next !== null && query.cursor === undefined ? page + 1 : null,
      nextCursor: next,
    });
  },
);

const checkMany = endpoint(
  {
    method: "POST",
    path: "/credit/check",
    tag: "credit",
    access: "public",
    body: z.strictObject({ codes: z.array(z.string().trim().toUpperCase().min(1).max(30)).min(1).max(5000) }),
    answer: z.strictObject({
      items: z.array(z.strictObject({ uscc: z.string(), found: z.strictObject(standingShape).nullable() })),
    }),
    problems: { rate_limited: 429 },
  },
  async ({ ctx, scope, body }) => {
    const allowed = await withinLimit(scope);
    if (!allowed.ok) return allowed;
    const checked = await checkCodes(ctx, body.codes);
    if (!checked.ok) return checked;
    const items = checked.value.map(({ uscc, found }) => ({
      uscc,
      found: found && {
        name: nameIn(scope.locale, found.nameZh, found.nameEn),
        grade: found.grade,
        score: found.score,
        restrictions: found.restrictions.map(restrictionAnswer),
      },
    }));
    return ok({ items });
  },
);

const showStanding = endpoint(
  {
    method: "GET",
    path: "/credit/{uscc}",
    tag: "credit",
    access: "public",
    params: z.strictObject({ uscc: code }),
    answer: z.strictObject({
      uscc: z.string(),
      ...standingShape,
      records: z.array(z.strictObject(decisionShape)),
    }),
    problems: { rate_limited: 429 },
  },
  async ({ ctx, scope, params }) => {
    const allowed = await withinLimit(scope);
    if (!allowed.ok) return allowed;
    const found = await publicStanding(ctx, params.uscc);
    if (!found) return fail(problems.notFound("organization"));
    const reader = { locale: scope.locale, baseUrl: env().baseUrl };
    const { uscc, grade, score } = found;
    return ok({
      ...{ uscc, grade, score },
      name: nameIn(scope.locale, found.nameZh, found.nameEn),
      restrictions: found.restrictions.map(restrictionAnswer),
      records: found.records.map((row) => decisionAnswer(row, reader)),
    });
  },
);

const listExternal = endpoint(
  {
    method: "GET",
    path: "/credit/{uscc}/external",
    tag: "credit",
    access: "public",
    params: z.strictObject({ uscc: code }),
    answer: z.strictObject({
      items: z
        .array(externalShape)
        .describe("published by other authorities; no effect on grade, score or restrictions"),
    }),
    problems: { rate_limited: 429 },
  },
  async ({ ctx, scope, params }) => {
    const allowed = await withinLimit(scope);
    if (!allowed.ok) return allowed;
    const found = await publicStanding(ctx, params.uscc);
    if (!found) return fail(problems.notFound("organization"));
    return ok({ items: found.external.map(({ until, ...row }) => ({ ...row, publishedUntil: until })) });
  },
);

export const creditEndpoints = [
  showRegister,
  ...ruleEndpoints,
  ...objectionEndpoints,
  ...externalListEndpoints,
  checkMany,
  showStanding,
  listExternal,
];
