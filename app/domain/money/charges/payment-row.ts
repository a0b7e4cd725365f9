import type { payment } from "#db/schema/money.ts";

export type PaymentRow = typeof payment.$inferSelect;
