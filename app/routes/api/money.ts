import { z } from "zod";

/** Money as the API speaks of it. */
export const moneyShape = z.strictObject({
  amount: z.int().min(0).max(1_000_000_000_000),
  currency: z.literal("CNY"),
});

/** Reads money into fen. */
export const moneyInput = moneyShape.transform(({ amount }) => amount);

/** Fen as money; null stays null. */
export const money = <T extends number | null>(fen: T) =>
  fen === null ? null : ({ amount: fen, currency: "CNY" } as const);

/** Fen that are known as money. */
export const sum = (fen: number) => ({ amount: fen, currency: "CNY" as const });
