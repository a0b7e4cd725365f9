import { z } from "zod";
import { noInput, optionalReasonInput, reasonInput } from "#app/domain/booking/inputs.ts";
import type { Context } from "#app/domain/context.ts";
import { amendOrder } from "#app/domain/samples/amend-order.server.ts";
import {
  acceptOrder,
  beginOrder,
  cancelOrder,
  declineOrder,
  objectToOrder,
  returnSamples,
} from "#app/domain/samples/answer-order.server.ts";
import type { MovedOrder } from "#app/domain/samples/change-order.server.ts";
import { finishOrder } from "#app/domain/samples/finish-order.server.ts";
import { acceptInput, amendInput, finishInput, orderInput } from "#app/domain/samples/inputs.ts";
import { listOrders, orderSides, orderViews } from "#app/domain/samples/list-orders.server.ts";
import { placeOrder } from "#app/domain/samples/place-order.server.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { answerOrderItem, orderAnswer, orderItem, showOrder } from "./sample-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });

const createOrder = endpoint(
  {
    method: "POST",
    path: "/sample-orders",
    tag: "samples",
    access: "booking.use",
    body: orderInput,
    answer: orderAnswer,
    status: 201,
    creates: true,
    problems: { policy: 422, standing: 403 },
  },
  async ({ ctx, body }) => {
    const made = await placeOrder(ctx, body);
    return made.ok ? showOrder(ctx, made.value.id) : made;
  },
);

const showOrders = endpoint(
  {
    method: "GET",
    path: "/sample-orders",
    tag: "samples",
    access: "booking.use",
    query: z.strictObject({
      side: z.enum(orderSides).default("all"),
      view: z.enum(orderViews).default("any"),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(orderItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, ...options } }) => {
    const { items, nextCursor } = await listOrders(ctx, { ...options, after: cursor });
    return ok({ items: items.map((item) => answerOrderItem(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/sample-orders/{id}",
    tag: "samples",
    access: "user",
    params: oneThing,
    answer: orderAnswer,
  },
  async ({ ctx, params }) => showOrder(ctx, params.id),
);

/** One step of an order; the answer is the order as it is afterwards. */
function act<B extends z.ZodType>(
  name: string,
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<MovedOrder>>,
  problems: Record<string, number> = {},
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/sample-orders/{id}/${name}`,
      tag: "samples",
      access: "booking.use",
      params: oneThing,
      body,
      answer: orderAnswer,
      problems: { not_allowed_now: 409, ...problems },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? showOrder(ctx, params.id) : done;
    },
  );
}

export const sampleEndpoints: readonly Endpoint[] = [
  createOrder,
  showOrders,
  showOne,
  act("accept", acceptInput, acceptOrder),
  act("object", reasonInput, objectToOrder),
  act("amend", amendInput, amendOrder, { policy: 422, standing: 403 }),
  act("begin", noInput, beginOrder),
  act("complete", finishInput, finishOrder),
  act("decline", reasonInput, declineOrder),
  act("return-samples", reasonInput, returnSamples),
  act("cancel", optionalReasonInput, cancelOrder),
];
