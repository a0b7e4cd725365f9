import { z } from "zod";
import { readCursor, writeCursor } from "#app/domain/catalog/cursor.ts";
import { askAgain } from "#app/domain/money/charges/ask-again.server.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { chargeSides, listCharges } from "#app/domain/money/charges/queries.server.ts";
import { cancelInput } from "#app/domain/money/charges/states.ts";
import { refundInput } from "#app/domain/money/inputs.ts";
import {
  approveRefund,
  proposeRefund,
  refuseRefund,
} from "#app/domain/money/refunds/propose-refund.server.ts";
import { recordRefundSent } from "#app/domain/money/refunds/record-sent.server.ts";
import { retryRefund } from "#app/domain/money/refunds/retry-refund.server.ts";
import { returnByTransfer } from "#app/domain/money/refunds/return-by-transfer.server.ts";
import { noInput, refuseInput, sentInput } from "#app/domain/money/refunds/states.ts";
import { ok } from "#app/runtime/problem.ts";
import { chargeStates } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import {
  answerChargeItem,
  answerRefund,
  chargeAnswer,
  chargeItem,
  refundShape,
  showCharge,
} from "./charge-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });

const showCharges = endpoint(
  {
    method: "GET",
    path: "/charges",
    tag: "charges",
    access: "charge.read",
    query: z.strictObject({
      side: z.enum(chargeSides).default("all"),
      state: z.enum(chargeStates).optional(),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(chargeItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, ...wanted } }) => {
    const found = await listCharges(ctx, { ...wanted, before: readCursor(cursor) });
    if (!found.ok) return found;
    const { items, more } = found.value;
    const last = items.at(-1)?.charge;
    const nextCursor = more && last ? writeCursor({ at: last.createdAt, id: last.id }) : null;
    return ok({ items: items.map((item) => answerChargeItem(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/charges/{id}",
    tag: "charges",
    access: "charge.read",
    params: oneThing,
    answer: chargeAnswer,
  },
  async ({ ctx, params }) => showCharge(ctx, params.id),
);

const cancel = endpoint(
  {
    method: "POST",
    path: "/charges/{id}/cancel-charge",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: cancelInput,
    answer: chargeAnswer,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await cancelCharge(ctx, params.id, body);
    return done.ok ? showCharge(ctx, params.id) : done;
  },
);

const ask = endpoint(
  {
    method: "POST",
    path: "/charges/{id}/ask-again",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: noInput,
    answer: chargeAnswer,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params }) => {
    const done = await askAgain(ctx, params.id);
    return done.ok ? showCharge(ctx, params.id) : done;
  },
);

const refund = endpoint(
  {
    method: "POST",
    path: "/charges/{id}/refunds",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: refundInput,
    answer: chargeAnswer,
    status: 201,
    creates: true,
    problems: { not_allowed_now: 409, refund_exceeds: 422, refund_of_held: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await proposeRefund(ctx, params.id, body);
    return done.ok ? showCharge(ctx, params.id) : done;
  },
);

const approve = endpoint(
  {
    method: "POST",
    path: "/refunds/{id}/approve-refund",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: noInput,
    answer: refundShape,
    problems: { not_allowed_now: 409, second_person: 403 },
  },
  async ({ ctx, params }) => {
    const done = await approveRefund(ctx, params.id);
    return done.ok ? ok(answerRefund(ctx, done.value)) : done;
  },
);

const refuse = endpoint(
  {
    method: "POST",
    path: "/refunds/{id}/refuse-refund",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: refuseInput,
    answer: refundShape,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await refuseRefund(ctx, params.id, body);
    return done.ok ? ok(answerRefund(ctx, done.value)) : done;
  },
);

const sent = endpoint(
  {
    method: "POST",
    path: "/refunds/{id}/record-refund-sent",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: sentInput,
    answer: refundShape,
    problems: { not_allowed_now: 409, refund_known: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await recordRefundSent(ctx, params.id, body);
    return done.ok ? ok(answerRefund(ctx, done.value)) : done;
  },
);

const retry = endpoint(
  {
    method: "POST",
    path: "/refunds/{id}/retry-refund",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: noInput,
    answer: refundShape,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params }) => {
    const done = await retryRefund(ctx, params.id);
    return done.ok ? ok(answerRefund(ctx, done.value)) : done;
  },
);

const transfer = endpoint(
  {
    method: "POST",
    path: "/refunds/{id}/return-by-transfer",
    tag: "charges",
    access: "charge.manage",
    params: oneThing,
    body: noInput,
    answer: refundShape,
    problems: { not_allowed_now: 409, second_person: 403 },
  },
  async ({ ctx, params }) => {
    const done = await returnByTransfer(ctx, params.id);
    return done.ok ? ok(answerRefund(ctx, done.value)) : done;
  },
);

export const chargeEndpoints: readonly Endpoint[] = [
  ...[showCharges, showOne, cancel, ask, refund],
  ...[approve, refuse, retry, transfer, sent],
];
