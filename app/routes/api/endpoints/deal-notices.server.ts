import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { answerObjectionInput, objectInput } from "#app/domain/deals/negotiation/inputs.ts";
import { answerDealObjection, objectToDeal } from "#app/domain/deals/negotiation/objections.server.ts";
import {
  findNotice,
  type ListedNotice,
  listNotices,
  type NoticeView,
} from "#app/domain/deals/negotiation/queries.server.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { dealPayments, royaltyBases, transferModes } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "deals" as const;
const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });
const cny = (amount: number) => ({ amount, currency: "CNY" }) as const;
const cnyShape = z.strictObject({ amount: z.int(), currency: z.literal("CNY") });

const page = z.strictObject({
  ...pageInput,
});

const noticeFacts = {
  id: z.uuid(),
  technologyId: z.uuid(),
  seller: party,
  titleZh: z.string(),
  titleEn: z.string(),
  summaryZh: z.string(),
  summaryEn: z.string(),
  mode: z.enum(transferModes),
  payment: z.enum(dealPayments),
  amount: cnyShape,
  royaltyBasis: z.enum(royaltyBases).nullable(),
  royaltyRate: z.int().nullable(),
  insider: z.boolean(),
  relation: z.string(),
  publishedAt: z.iso.datetime(),
  until: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
};

const noticeItem = z.strictObject({ ...noticeFacts, objections: z.int() });
const noticeAnswer = z.strictObject({
  ...noticeFacts,
  running: z.boolean(),
  objections: z.array(
    z.strictObject({
      id: z.uuid(),
      at: z.iso.datetime(),
      text: z.string(),
      answer: z.string().nullable(),
      answeredAt: z.iso.datetime().nullable(),
      upheld: z.boolean().nullable(),
    }),
  ),
});

const answerNotice = ({ row, seller: { id, nameZh, nameEn } }: ListedNotice) => ({
  ...{ id: row.id, technologyId: row.technologyId, seller: { id, nameZh, nameEn } },
  ...{ titleZh: row.titleZh, titleEn: row.titleEn, summaryZh: row.summaryZh, summaryEn: row.summaryEn },
  ...{ mode: row.mode, payment: row.payment, amount: cny(row.amount) },
  ...{ royaltyBasis: row.royaltyBasis, royaltyRate: row.royaltyRate },
  ...{ insider: row.insider, relation: row.relation },
  publishedAt: row.publishedAt.toISOString(),
  until: row.until.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
});

const wholeNotice = (view: NoticeView): z.input<typeof noticeAnswer> => ({
  ...answerNotice(view),
  running: view.running,
  objections: view.against.map(({ id, createdAt, text, answer: given, answeredAt, upheld }) => ({
    ...{ id, text, answer: given, upheld },
    at: createdAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  })),
});

const showNotices = endpoint(
  {
    ...{ method: "GET", path: "/deal-notices", tag, access: "public", query: page },
    answer: z.strictObject({ items: z.array(noticeItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, limit } }) => {
    const { items, nextCursor } = await listNotices(ctx, { after: cursor, limit });
    return ok({
      items: items.map((one) => ({ ...answerNotice(one), objections: one.objections })),
      nextCursor,
    });
  },
);

async function oneNotice(ctx: Context, id: string): Promise<Result<z.input<typeof noticeAnswer>>> {
  const found = await findNotice(ctx, id);
  return found.ok ? ok(wholeNotice(found.value)) : found;
}

const showNotice = endpoint(
  {
    ...{ method: "GET", path: "/deal-notices/{id}", tag, access: "public" },
    ...{ params: oneThing, answer: noticeAnswer },
  },
  async ({ ctx, params }) => oneNotice(ctx, params.id),
);

const object = endpoint(
  {
    ...{ method: "POST", path: "/deal-notices/{id}/object", tag, access: "public" },
    ...{ params: oneThing, body: objectInput, answer: noticeAnswer, creates: true },
    problems: { notice_over: 409, rate_limited: 429 },
  },
  async ({ ctx, scope, params, body }) => {
    const done = await objectToDeal(ctx, params.id, body, scope.ip);
    return done.ok ? oneNotice(ctx, params.id) : done;
  },
);

const answerOne = endpoint(
  {
    ...{ method: "POST", path: "/deal-notices/{id}/answer", tag, access: "deal.sell" },
    ...{ params: oneThing, body: answerObjectionInput, answer: noticeAnswer },
  },
  async ({ ctx, params, body }) => {
    const done = await answerDealObjection(ctx, params.id, body);
    return done.ok ? oneNotice(ctx, params.id) : done;
  },
);

export const dealNoticeEndpoints: readonly Endpoint[] = [showNotices, showNotice, object, answerOne];
