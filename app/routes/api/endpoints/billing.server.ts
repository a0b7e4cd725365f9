import { z } from "zod";
import { listOwed, type OwedSide, owedViews } from "#app/domain/money/overview/list-owed.server.ts";
import {
  matchLine,
  matchMany,
  setLineAside,
  takeLineUp,
} from "#app/domain/money/statements/confirm.server.ts";
import { importStatement, type StatementRow } from "#app/domain/money/statements/import.server.ts";
import { lineViews, listLines } from "#app/domain/money/statements/queries.server.ts";
import { declareTransfer, missTransfer, recallTransfer } from "#app/domain/money/transfer/declare.server.ts";
import {
  declareInput,
  matchInput,
  matchManyInput,
  noInput,
  reasonInput,
  receiptInput,
} from "#app/domain/money/transfer/inputs.ts";
import { arriveTransfer, receiveTransfer } from "#app/domain/money/transfer/receive.server.ts";
import type { Action } from "#app/domain/identity/permissions.ts";
import { ok } from "#app/runtime/problem.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import {
  answerClaim,
  answerLine,
  answerLineItem,
  answerOwed,
  answerReceived,
  claimShape,
  lineItemShape,
  lineShape,
  owedShape,
  receivedShape,
} from "./billing-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "payments";

/** Lists that are ordered by what is urgent go by page: the cursor is the number of the next one. */
const paged = {
  cursor: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

const nextOf = (count: number, limit: number, page: number): string | null =>
  count < limit ? null : String(page + 1);

const owed = (side: OwedSide, access: Action): Endpoint =>
  endpoint(
    {
      ...{ method: "GET", path: `/${side}`, tag, access },
      query: z.strictObject({
        ...paged,
        view: z.enum(owedViews).default("open"),
        q: z.string().max(100).optional(),
        cause: z.string().max(40).optional(),
      }),
      answer: z.strictObject({ items: z.array(owedShape), nextCursor: z.string().nullable() }),
    },
    async ({ ctx, query: { cursor, limit, q, ...filter } }) => {
      const { items } = await listOwed(ctx, side, { ...filter, search: q }, { page: cursor, size: limit });
      return ok({
        items: items.map((item) => answerOwed(ctx.actor, item)),
        nextCursor: nextOf(items.length, limit, cursor),
      });
    },
  );

const declare = endpoint(
  {
    ...{ method: "POST", path: "/charges/{id}/declare-transfer", tag, access: "charge.pay" },
    ...{ params: oneThing, body: declareInput, answer: claimShape, status: 201, creates: true },
    problems: { transfer_declared: 409, charge_settled: 409 },
  },
  async ({ ctx, params, body }) => {
    const made = await declareTransfer(ctx, params.id, body);
    return made.ok ? ok(answerClaim(ctx.actor, made.value)) : made;
  },
);

const receive = endpoint(
  {
    ...{ method: "POST", path: "/charges/{id}/receive-transfer", tag, access: "charge.manage" },
    ...{ params: oneThing, body: receiptInput, answer: receivedShape, status: 201, creates: true },
    problems: { receipt_known: 409 },
  },
  async ({ ctx, params, body }) => {
    const made = await receiveTransfer(ctx, params.id, body);
    return made.ok ? ok(answerReceived(made.value)) : made;
  },
);

const arrive = endpoint(
  {
    ...{ method: "POST", path: "/transfers/{id}/arrive-transfer", tag, access: "charge.manage" },
    ...{ params: oneThing, body: receiptInput, answer: receivedShape, creates: true },
    problems: { receipt_known: 409, not_allowed_now: 409 },
  },
  async ({ ctx, params, body }) => {
    const made = await arriveTransfer(ctx, params.id, body);
    return made.ok ? ok(answerReceived(made.value)) : made;
  },
);

const miss = endpoint(
  {
    ...{ method: "POST", path: "/transfers/{id}/miss-transfer", tag, access: "charge.manage" },
    ...{ params: oneThing, body: reasonInput, answer: claimShape, problems: { not_allowed_now: 409 } },
  },
  async ({ ctx, params, body }) => {
    const done = await missTransfer(ctx, params.id, body);
    return done.ok ? ok(answerClaim(ctx.actor, done.value)) : done;
  },
);

const recall = endpoint(
  {
    ...{ method: "POST", path: "/transfers/{id}/recall-transfer", tag, access: "charge.pay" },
    ...{ params: oneThing, body: noInput, answer: claimShape, problems: { not_allowed_now: 409 } },
  },
  async ({ ctx, params }) => {
    const done = await recallTransfer(ctx, params.id);
    return done.ok ? ok(answerClaim(ctx.actor, done.value)) : done;
  },
);

const statementShape = z.strictObject({
  id: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  lines: z.int(),
  /** Of these, how many had been imported before. */
  known: z.int(),
  rejected: z.array(z.strictObject({ row: z.int(), code: z.string(), text: z.string() })),
});

const answerStatement = ({
  id,
  from,
  to,
  lines,
  known,
  rejected,
}: StatementRow): z.input<typeof statementShape> => ({
  ...{ id, from, to, lines, known, rejected },
});

const importBank = endpoint(
  {
    ...{ method: "POST", path: "/bank-statements", tag, access: "charge.manage" },
    rawBody: ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    query: z.strictObject({ name: z.string().min(1).max(200).default("statement.csv") }),
    ...{
      answer: statementShape,
      status: 201,
      creates: true,
      problems: { statement_unreadable: 422, statement_empty: 422 },
    },
  },
  async ({ ctx, bytes, query }) => {
    const made = await importStatement(ctx, { name: query.name, bytes });
    return made.ok ? ok(answerStatement(made.value)) : made;
  },
);

const showLines = endpoint(
  {
    ...{ method: "GET", path: "/bank-lines", tag, access: "charge.manage" },
    query: z.strictObject({ ...paged, view: z.enum(lineViews).default("waiting") }),
    answer: z.strictObject({ items: z.array(lineItemShape), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, limit, view } }) => {
    const { items } = await listLines(ctx, { view, page: cursor, size: limit });
    return ok({
      items: items.map((item) => answerLineItem(ctx.actor, item)),
      nextCursor: nextOf(items.length, limit, cursor),
    });
  },
);

const match = endpoint(
  {
    ...{ method: "POST", path: "/bank-lines/{id}/match-line", tag, access: "charge.manage" },
    ...{ params: oneThing, body: matchInput, answer: receivedShape },
    problems: { not_allowed_now: 409, receipt_known: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await matchLine(ctx, params.id, body.charges);
    return done.ok ? ok(answerReceived(done.value)) : done;
  },
);

const matchSeveral = endpoint(
  {
    ...{ method: "POST", path: "/bank-lines/match-many", tag, access: "charge.manage", body: matchManyInput },
    answer: z.strictObject({
      matched: z.array(z.uuid()),
      refused: z.array(z.strictObject({ line: z.uuid(), code: z.string() })),
    }),
  },
  async ({ ctx, body }) => {
    const done = await matchMany(ctx, body.lines);
    if (!done.ok) return done;
    const { matched, refused } = done.value;
    return ok({ matched, refused: refused.map(({ line, problem }) => ({ line, code: problem.code })) });
  },
);

const aside = endpoint(
  {
    ...{ method: "POST", path: "/bank-lines/{id}/set-line-aside", tag, access: "charge.manage" },
    ...{ params: oneThing, body: reasonInput, answer: lineShape, problems: { not_allowed_now: 409 } },
  },
  async ({ ctx, params, body }) => {
    const done = await setLineAside(ctx, params.id, body);
    return done.ok ? ok(answerLine(ctx.actor, done.value)) : done;
  },
);

const takeUp = endpoint(
  {
    ...{ method: "POST", path: "/bank-lines/{id}/take-line-up", tag, access: "charge.manage" },
    ...{ params: oneThing, body: noInput, answer: lineShape, problems: { not_allowed_now: 409 } },
  },
  async ({ ctx, params }) => {
    const done = await takeLineUp(ctx, params.id);
    return done.ok ? ok(answerLine(ctx.actor, done.value)) : done;
  },
);

export const billingEndpoints: readonly Endpoint[] = [
  owed("payables", "charge.pay"),
  owed("receivables", "charge.manage"),
  declare,
  receive,
  arrive,
  miss,
  recall,
  importBank,
  showLines,
  match,
  matchSeveral,
  aside,
  takeUp,
];
