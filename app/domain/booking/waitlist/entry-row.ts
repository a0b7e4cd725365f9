import type { waitlistEntry } from "#db/schema/waitlist.ts";

export type EntryRow = typeof waitlistEntry.$inferSelect;
