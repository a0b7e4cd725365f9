import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import {
  acceptOrder,
  beginOrder,
  cancelOrder,
  declineOrder,
  objectToOrder,
  returnSamples,
} from "./answer-order.server.ts";
import type { MovedOrder } from "./change-order.server.ts";
import { evaluateOrder, finishOrder } from "./finish-order.server.ts";
import type { OrderActForm } from "./order-form.ts";

/** Carries out what a form of the order's page asks for. */
export async function performOrderAct(
  ctx: Context,
  id: string,
  form: OrderActForm,
): Promise<Result<MovedOrder>> {
  switch (form.intent) {
    case "accept":
      return acceptOrder(ctx, id, form);
    case "object":
      return objectToOrder(ctx, id, form);
    case "begin":
      return beginOrder(ctx, id);
    case "complete":
      return finishOrder(ctx, id, form);
    case "decline":
      return declineOrder(ctx, id, form);
    case "return-samples":
      return returnSamples(ctx, id, form);
    case "cancel":
      return cancelOrder(ctx, id, form);
    case "evaluate":
      return evaluateOrder(ctx, id, form);
  }
}
