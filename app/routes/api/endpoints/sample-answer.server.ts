import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { findOrder, type FoundOrder } from "#app/domain/samples/find-order.server.ts";
import type { OrderItem } from "#app/domain/samples/list-orders.server.ts";
import { sampleCode } from "#app/domain/samples/policy.ts";
import { sampleProcess } from "#app/domain/samples/states.ts";
import { voucherOf } from "#app/domain/samples/vouchers.server.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { money, moneyShape } from "../money.ts";
import { answerVoucherPaid, voucherPaidShape } from "./voucher-paid.server.ts";

const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

const facts = {
  id: z.uuid(),
  facility: z.strictObject({ id: z.uuid(), titleZh: z.string(), titleEn: z.string() }),
  provider: party,
  organization: party,
  purpose: z.string(),
  project: z.string(),
  item: z.string(),
  /** Null: by quotation. */
  price: moneyShape.nullable(),
  sampleCount: z.int(),
  receivedAt: z.iso.datetime().nullable(),
  /** The local day by which results are due. */
  dueOn: z.iso.date().nullable(),
  returnSamples: z.boolean(),
  /** The provider's latest word: why it objects or declines. */
  reason: z.string(),
};

/** One order in a list. */
export const orderItem = z.strictObject({ ...facts, ...lifecycleShape });

const sampleShape = z.strictObject({
  number: z.int(),
  code: z.string(),
  label: z.string(),
  material: z.string(),
  hazard: z.string(),
  /** Null before receipt. */
  condition: z.string().nullable(),
});

/** One order with its samples and what the caller may do. */
export const orderAnswer = z.strictObject({
  ...facts,
  samples: z.array(sampleShape),
  /** What a voucher pays of it: set aside until it is over, then taken; null where none does. */
  voucher: voucherPaidShape,
  ...lifecycleShape,
});

const factsOf = ({ order, samples, ...names }: OrderItem) => ({
  id: order.id,
  facility: { id: order.facilityId, titleZh: names.titleZh, titleEn: names.titleEn },
  provider: { id: order.providerId, nameZh: names.providerZh, nameEn: names.providerEn },
  organization: { id: order.organizationId, nameZh: names.organizationZh, nameEn: names.organizationEn },
  purpose: order.purpose,
  project: order.project,
  item: order.priceItem,
  price: money(order.price),
  sampleCount: samples,
  receivedAt: order.receivedAt?.toISOString() ?? null,
  dueOn: order.dueOn,
  returnSamples: order.returnSamples,
  reason: order.reason,
});

export const answerOrderItem = ({ actor }: Context, item: OrderItem): z.input<typeof orderItem> => ({
  ...factsOf(item),
  ...lifecycleOf(sampleProcess, actor, item.order),
});

const answerOrder = async (
  { db, actor }: Context,
  found: FoundOrder,
): Promise<z.input<typeof orderAnswer>> => ({
  ...factsOf(found),
  samples: found.rows.map(({ number, label, material, hazard, accepted, condition }) => ({
    ...{ number, label, material, hazard },
    code: sampleCode(found.order.id, number),
    condition: accepted ? condition : null,
  })),
  voucher: answerVoucherPaid(await voucherOf({ db }, found.order.id)),
  ...lifecycleOf(sampleProcess, actor, found.order),
});

/** The order as the caller sees it now. */
export async function showOrder(ctx: Context, id: string): Promise<Result<z.input<typeof orderAnswer>>> {
  const found = await findOrder(ctx, id);
  return found.ok ? ok(await answerOrder(ctx, found.value)) : found;
}
