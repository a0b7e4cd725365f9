import { z } from "zod";
import { optionalReasonInput, reasonInput } from "#app/domain/booking/inputs.ts";
import type { Context } from "#app/domain/context.ts";
import { orderSides, orderViews } from "#app/domain/samples/list-orders.server.ts";
import {
  callOffOrder,
  cancelOrder,
  declineOrder,
  endOverdueOrder,
  remindProvider,
  takeOrder,
} from "#app/domain/service-orders/answer-order.server.ts";
import type { MovedOrder } from "#app/domain/service-orders/change-order.server.ts";
import { deliverOrder } from "#app/domain/service-orders/deliver-order.server.ts";
import { findOrder } from "#app/domain/service-orders/find-order.server.ts";
import { deliverInput, orderInput, takeInput } from "#app/domain/service-orders/inputs.ts";
import { acceptDelivery, requestChanges } from "#app/domain/service-orders/judge-delivery.server.ts";
import { listOrders, type OrderItem } from "#app/domain/service-orders/list-orders.server.ts";
import { placeOrder } from "#app/domain/service-orders/place-order.server.ts";
import { serviceOrderProcess } from "#app/domain/service-orders/states.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { priceUnits } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { moneyShape, sum } from "../money.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

const orderAnswer = z.strictObject({
  id: z.uuid(),
  service: z.strictObject({ id: z.uuid(), titleZh: z.string(), titleEn: z.string() }),
  provider: party,
  organization: party,
  item: z.string(),
  unit: z.enum(priceUnits),
  rate: moneyShape,
  quantity: z.int(),
  price: moneyShape,
  wanted: z.string(),
  wishedOn: z.iso.date().nullable(),
  /** The local day by which the provider owes the delivery; null before it has taken the order on. */
  dueOn: z.iso.date().nullable(),
  /** What was delivered, in words; empty before. */
  delivery: z.string(),
  /** How often changes were requested. */
  rounds: z.int(),
  /** The latest word of either side. */
  reason: z.string(),
  ...lifecycleShape,
});

const answerOrder = ({ actor }: Context, { order, ...names }: OrderItem): z.input<typeof orderAnswer> => {
  const { id, item, unit, quantity, wanted, wishedOn, dueOn, delivery, rounds, reason } = order;
  return {
    ...{ id, item, unit, quantity, wanted, wishedOn, dueOn, delivery, rounds, reason },
    ...{ rate: sum(order.rate), price: sum(order.price) },
    service: { id: order.serviceId, titleZh: names.titleZh, titleEn: names.titleEn },
    provider: { id: order.providerId, nameZh: names.providerZh, nameEn: names.providerEn },
    organization: { id: order.organizationId, nameZh: names.organizationZh, nameEn: names.organizationEn },
    ...lifecycleOf(serviceOrderProcess, actor, order),
  };
};

async function showOrder(ctx: Context, id: string): Promise<Result<z.input<typeof orderAnswer>>> {
  const found = await findOrder(ctx, id);
  return found.ok ? ok(answerOrder(ctx, found.value)) : found;
}

const createOrder = endpoint(
  {
    method: "POST",
    path: "/services/{id}/orders",
    tag: "services",
    access: "booking.use",
    params: oneThing,
    body: orderInput,
    answer: orderAnswer,
    status: 201,
    creates: true,
    problems: { policy: 422, standing: 403 },
  },
  async ({ ctx, params, body }) => {
    const made = await placeOrder(ctx, params.id, body);
    return made.ok ? showOrder(ctx, made.value.id) : made;
  },
);

const showOrders = endpoint(
  {
    method: "GET",
    path: "/service-orders",
    tag: "services",
    access: "booking.use",
    query: z.strictObject({
      side: z.enum(orderSides).default("all"),
      view: z.enum(orderViews).default("any"),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(orderAnswer), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, ...options } }) => {
    const { items, nextCursor } = await listOrders(ctx, { ...options, after: cursor });
    return ok({ items: items.map((item) => answerOrder(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/service-orders/{id}",
    tag: "services",
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
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/service-orders/{id}/${name}`,
      tag: "services",
      access: "booking.use",
      params: oneThing,
      body,
      answer: orderAnswer,
      problems: { not_allowed_now: 409 },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? showOrder(ctx, params.id) : done;
    },
  );
}

export const serviceOrderEndpoints: readonly Endpoint[] = [
  createOrder,
  showOrders,
  showOne,
  act("take-order", takeInput, takeOrder),
  act("deliver", deliverInput, deliverOrder),
  act("accept-delivery", optionalReasonInput, acceptDelivery),
  act("request-changes", reasonInput, requestChanges),
  act("decline", reasonInput, declineOrder),
  act("call-off", reasonInput, callOffOrder),
  act("cancel", optionalReasonInput, cancelOrder),
  act("remind-delivery", optionalReasonInput, remindProvider),
  act("end-overdue", optionalReasonInput, endOverdueOrder),
];
