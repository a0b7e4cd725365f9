import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import {
  callOffOrder,
  cancelOrder,
  declineOrder,
  endOverdueOrder,
  remindProvider,
  takeOrder,
} from "./answer-order.server.ts";
import type { MovedOrder } from "./change-order.server.ts";
import { deliverOrder } from "./deliver-order.server.ts";
import { acceptDelivery, requestChanges } from "./judge-delivery.server.ts";
import type { OrderActForm } from "./order-form.ts";

/** Carries out what a form of the order's page asks for. */
export async function performOrderAct(
  ctx: Context,
  id: string,
  form: OrderActForm,
): Promise<Result<MovedOrder>> {
  switch (form.intent) {
    case "take-order":
      return takeOrder(ctx, id, form);
    case "deliver":
      return deliverOrder(ctx, id, form);
    case "accept-delivery":
      return acceptDelivery(ctx, id, form);
    case "request-changes":
      return requestChanges(ctx, id, form);
    case "decline":
      return declineOrder(ctx, id, form);
    case "call-off":
      return callOffOrder(ctx, id, form);
    case "cancel":
      return cancelOrder(ctx, id, form);
    case "remind-delivery":
      return remindProvider(ctx, id, form);
    case "end-overdue":
      return endOverdueOrder(ctx, id, form);
  }
}
