import type { Context } from "../../context.ts";
import type { BookPage } from "../book-page.server.ts";
import { localDate } from "../hours.ts";
import { overlaps, spanOf } from "../spans.ts";
import { entriesAt } from "./list-entries.server.ts";
import type { WindowChoice } from "./policy.ts";

/** What a page of booking says about waiting. */
export interface WaitSide {
  /** The reader's own place for that time; null when they do not wait. */
  mine: { state: string; before: number } | null;
  /** Whether waiting is offered: somebody else's time is the only reason. */
  offered: { offerMinutes: number; termsVersion: number | null; choice: WindowChoice } | null;
}

/**
 * Waiting, beside what a page of booking shows of a wanted time. The window that is proposed is that day, unless
 * something is free then: whoever still waits wants just that time.
 */
export async function waitSide(
  ctx: Context,
  page: BookPage,
  { start, end }: { start: Date; end: Date },
): Promise<WaitSide> {
  const { facility, assessment, taken, alternatives } = page;
  const wanted = spanOf(start, end);
  const entries = await entriesAt(ctx, facility.id);
  const own = entries.find(({ entry }) => overlaps(spanOf(entry.earliest, entry.latest), wanted));
  const { offerMinutes, terms, termsVersion } = facility.rules;
  const waitable = taken && assessment.reasons.length === 0 && !own;
  const day = localDate(wanted.start, facility.zone);
  const near = (alternatives ?? []).some((free) => localDate(Date.parse(free.start), facility.zone) === day);
  return {
    mine: own ? { state: own.state, before: own.before } : null,
    offered:
      waitable && offerMinutes !== null
        ? { offerMinutes, termsVersion: terms === "" ? null : termsVersion, choice: near ? "exact" : "day" }
        : null,
  };
}
