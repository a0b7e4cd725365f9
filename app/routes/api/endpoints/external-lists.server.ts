import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { decideMatch, withdrawEntry, withdrawList } from "#app/domain/credit/external/decide.server.ts";
import { importExternalList } from "#app/domain/credit/external/import-list.server.ts";
import { listInput, withdrawInput } from "#app/domain/credit/external/inputs.ts";
import { entryViews, externalListPage, externalLists } from "#app/domain/credit/external/queries.server.ts";
import { describeRowIssue } from "#app/i18n/describe-row-issue.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { pageInput, pageOf } from "../cursors.server.ts";
import { endpoint } from "../endpoint.server.ts";
import { tableTypes } from "../table-types.ts";

const listShape = {
  id: z.uuid(),
  name: z.string(),
  source: z.string(),
  importedAt: z.iso.datetime(),
  sha256: z.string(),
  total: z.int(),
  /** Rows that were there already. */
  known: z.int(),
  matched: z.int(),
  /** By name alone: a person has yet to say whether it is the same. */
  suggested: z.int(),
  withdrawn: z.int(),
  rejected: z.int(),
};

const entryShape = z.strictObject({
  id: z.uuid(),
  row: z.int(),
  name: z.string(),
  uscc: z.string().nullable(),
  documentNo: z.string(),
  reason: z.string(),
  listedOn: z.iso.date().nullable(),
  match: z.enum(["by_code", "suggested", "confirmed", "refused", "none"]),
  subject: z.strictObject({ id: z.uuid(), uscc: z.string() }).nullable(),
  withdrawnReason: z.string(),
});

const listAnswer = z.strictObject({
  ...listShape,
  rejectedRows: z.array(
    z.strictObject({ row: z.int(), column: z.string(), code: z.string(), message: z.string() }),
  ),
  entries: z.array(entryShape),
  nextCursor: z.string().nullable(),
});

const oneList = z.strictObject({ id: z.uuid() });
const oneEntry = z.strictObject({ id: z.uuid(), entryId: z.uuid() });

/** The lists of the caller's territory. */
const showLists = endpoint(
  {
    method: "GET",
    path: "/external-lists",
    tag: "credit",
    access: "case.read",
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(z.strictObject(listShape)), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query }) => ok(pageOf((await externalLists(ctx)).map(listOf), query)),
);

/** Takes a list in, in the national columns; wrong rows are left out and named. */
const importList = endpoint(
  {
    method: "POST",
    path: "/external-lists",
    tag: "credit",
    access: "external_list.import",
    query: listInput,
    rawBody: tableTypes,
    answer: listAnswer,
    status: 201,
    creates: true,
    problems: { unreadable: 422, rate_limited: 429 },
  },
  async ({ ctx, scope, bytes, query }) => {
    const made = await importExternalList(ctx, { ...query, fileName: "api", bytes });
    return made.ok ? answerList(scope, ctx, made.value.id, {}) : made;
  },
);

const showList = endpoint(
  {
    method: "GET",
    path: "/external-lists/{id}",
    tag: "credit",
    access: "case.read",
    params: oneList,
    query: z.strictObject({
      view: z.enum(entryViews).default("matched"),
      cursor: z.coerce.number().int().optional(),
    }),
    answer: listAnswer,
  },
  async ({ ctx, scope, params, query }) => answerList(scope, ctx, params.id, query),
);

const takeBack = endpoint(
  {
    method: "POST",
    path: "/external-lists/{id}/withdraw",
    tag: "credit",
    access: "external_list.import",
    params: oneList,
    body: withdrawInput,
    answer: listAnswer,
  },
  async ({ ctx, scope, params, body }) => {
    const done = await withdrawList(ctx, params.id, body);
    return done.ok ? answerList(scope, ctx, params.id, { view: "withdrawn" }) : done;
  },
);

const takeBackEntry = endpoint(
  {
    method: "POST",
    path: "/external-lists/{id}/entries/{entryId}/withdraw",
    tag: "credit",
    access: "external_list.import",
    params: oneEntry,
    body: withdrawInput,
    answer: listAnswer,
  },
  async ({ ctx, scope, params: { id, entryId }, body }) => {
    const done = await withdrawEntry(ctx, id, { entryId, ...body });
    return done.ok ? answerList(scope, ctx, id, { view: "withdrawn" }) : done;
  },
);

/** A person says whether the organisation of this name is meant. */
const judge = (name: "confirm" | "refuse") =>
  endpoint(
    {
      method: "POST",
      path: `/external-lists/{id}/entries/{entryId}/${name}`,
      tag: "credit",
      access: "external_list.import",
      params: oneEntry,
      body: z.strictObject({}),
      answer: listAnswer,
      problems: { not_suggested: 409 },
    },
    async ({ ctx, scope, params: { id, entryId } }) => {
      const done = await decideMatch(ctx, id, { entryId, same: name === "confirm" });
      return done.ok ? answerList(scope, ctx, id, { view: "suggested" }) : done;
    },
  );

export const externalListEndpoints = [
  showLists,
  importList,
  showList,
  takeBack,
  takeBackEntry,
  judge("confirm"),
  judge("refuse"),
];

type List = Awaited<ReturnType<typeof externalLists>>[number];

const listOf = ({
  createdAt,
  importedBy: _,
  fileName: __,
  regionCode: ___,
  entries: ____,
  ...list
}: List) => ({
  ...list,
  importedAt: createdAt.toISOString(),
});

async function answerList(
  { t }: RequestScope,
  ctx: Context,
  id: string,
  { view = "matched", cursor }: { view?: (typeof entryViews)[number]; cursor?: number },
): Promise<Result<z.input<typeof listAnswer>>> {
  const page = await externalListPage(ctx, id, view, cursor);
  if (!page) return fail(problems.notFound("external_list"));
  const { rejectedRows, ...list } = page.list;
  return ok({
    ...listOf(list),
    rejectedRows: rejectedRows.map(({ row, column, code }) => ({
      row,
      column,
      ...describeRowIssue(t, code),
    })),
    entries: page.entries.map(({ subject, ...entry }) => ({
      ...entry,
      subject: subject && { id: subject.id, uscc: subject.uscc },
    })),
    nextCursor: page.next === null ? null : String(page.next),
  });
}
