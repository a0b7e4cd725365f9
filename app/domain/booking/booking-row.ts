import type { booking } from "#db/schema/booking.ts";

export type BookingRow = typeof booking.$inferSelect;
