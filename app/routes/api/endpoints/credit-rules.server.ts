import { z } from "zod";
import { publishedBooks, readBook } from "#app/domain/credit/rule-book/queries.server.ts";
import { fail, ok, problems } from "#app/runtime/problem.ts";
import { pageInput, pageOf } from "../cursors.server.ts";
import { endpoint } from "../endpoint.server.ts";

const moment = z.iso.datetime().nullable();
const both = z.strictObject({ zh: z.string(), en: z.string() });
const days = z.int().nullable();

const line = z.strictObject({
  version: z.int(),
  publishedAt: moment,
  effectiveAt: moment,
  note: both,
  state: z.string(),
});

const book = z.strictObject({
  version: z.int(),
  publishedAt: moment,
  effectiveAt: moment,
  note: both,
  offences: z.array(
    z.strictObject({
      code: z.string(),
      category: z.string(),
      gravest: z.string(),
      name: both,
      description: both,
      basis: both,
      measures: z.array(z.strictObject({ measure: z.string(), minDays: days, maxDays: days })),
    }),
  ),
  measures: z.array(
    z.strictObject({
      measure: z.string(),
      effects: z.array(z.string()),
      running: z.string(),
      hearing: z.boolean(),
      repairAfterDays: days,
      rectifyDays: days,
      decidedBy: z.int(),
    }),
  ),
  publications: z.array(
    z.strictObject({
      class: z.string(),
      published: z.boolean(),
      minDays: z.int(),
      maxDays: z.int(),
      recordDays: z.int(),
    }),
  ),
  limits: z.array(z.strictObject({ code: z.string(), days: z.int(), working: z.boolean(), basis: both })),
});

const at = (moment: Date | null): string | null => moment?.toISOString() ?? null;

const listBooks = endpoint(
  {
    method: "GET",
    path: "/credit/rules",
    tag: "credit",
    access: "public",
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(line), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query }) => {
    const books = await publishedBooks(ctx);
    const items = books.map(({ version, publishedAt, effectiveAt, noteZh, noteEn, state }) => ({
      ...{ version, state },
      publishedAt: at(publishedAt),
      effectiveAt: at(effectiveAt),
      note: { zh: noteZh, en: noteEn },
    }));
    return ok(pageOf(items, query));
  },
);

const showBook = endpoint(
  {
    method: "GET",
    path: "/credit/rules/{version}",
    tag: "credit",
    access: "public",
    params: z.strictObject({ version: z.coerce.number().int().min(1).max(100_000) }),
    answer: book,
  },
  async ({ ctx, params }) => {
    const found = await readBook(ctx, params.version);
    if (!found) return fail(problems.notFound("rule_book"));
    const { version, publishedAt, effectiveAt, publications } = found;
    return ok({
      ...{ version, publications },
      publishedAt: at(publishedAt),
      effectiveAt: at(effectiveAt),
      note: { zh: found.noteZh, en: found.noteEn },
      offences: found.offences.map(({ code, category, gravest, measures, ...words }) => ({
        ...{ code, category, gravest },
        name: { zh: words.nameZh, en: words.nameEn },
        description: { zh: words.descriptionZh, en: words.descriptionEn },
        basis: { zh: words.basisZh, en: words.basisEn },
        measures: measures.map(({ kind, ...terms }) => ({ measure: kind, ...terms })),
      })),
      measures: found.measures.map(({ kind, ...rule }) => ({ measure: kind, ...rule })),
      limits: found.limits.map(({ basisZh, basisEn, ...limit }) => ({
        ...limit,
        basis: { zh: basisZh, en: basisEn },
      })),
    });
  },
);

export const ruleEndpoints = [listBooks, showBook];
