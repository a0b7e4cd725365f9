import { z } from "zod";
import type { paidByVoucher } from "#app/domain/vouchers/voucher-queries.server.ts";
import { moneyShape } from "../money.ts";

/** What a voucher pays of something: set aside until that is over, then taken; null where none does. */
export const voucherPaidShape = z
  .strictObject({ id: z.uuid(), state: z.string(), covers: moneyShape, captured: moneyShape })
  .nullable();

const sum = (amount: number) => ({ amount, currency: "CNY" as const });

export const answerVoucherPaid = (
  paid: Awaited<ReturnType<typeof paidByVoucher>>,
): z.input<typeof voucherPaidShape> =>
  paid && {
    ...{ id: paid.voucherId, state: paid.state },
    ...{ covers: sum(paid.amount), captured: sum(paid.captured) },
  };
