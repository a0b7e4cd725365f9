import type { refund } from "#db/schema/money.ts";

export type RefundRow = typeof refund.$inferSelect;
