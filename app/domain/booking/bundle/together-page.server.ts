import { inArray } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { findBookable } from "../availability.server.ts";
import { type BookPage, bookPage } from "../book-page.server.ts";
import type { BookableFacility } from "../bookable-facility.ts";
import { chosenLength, offeredLengths } from "../lengths.ts";
import { minutes, type Span, spanOf } from "../spans.ts";
import { anyAnswers } from "../questions.ts";
import { wishOf } from "../book-form.ts";
import { commonTimes } from "./common-times.server.ts";
import { type BundleLine, previewBundle } from "./reserve-bundle.server.ts";
import { timesOf } from "./part-times.ts";
import type { AskedPart, AskedTogether } from "./wanted-parts.ts";

/** A facility that is to be booked together with others: at which time, and everything its own page would say of it. */
export interface TogetherPart {
  /** Its place among them, from 0: the same facility may be there twice. */
  at: number;
  asked: AskedPart;
  title: { titleZh: string; titleEn: string };
  zone: string;
  times: { start: Date; end: Date } | null;
  page: BookPage | null;
  /** What booking it in the light of the parts before it would come to. */
  line: BundleLine | null;
}

export interface TogetherPage {
  asked: AskedTogether;
  parts: TogetherPart[];
  /** Facilities that were asked for and cannot be seen any more. */
  gone: number;
  /** When all are free for that long; empty where nothing is in the way. */
  common: Span[];
}

/** What booking these facilities together would come to, part by part. Without a time, the first that suits them all. */
export async function togetherPage(ctx: Context, wanted: AskedTogether): Promise<Result<TogetherPage>> {
  const found = await bookableOf(ctx, wanted.parts);
  const asked = await withTime(ctx, { ...wanted, parts: found.map(({ asked: one }) => one) }, found);
  const titles = await titlesOf(ctx.db, found);
  const parts: TogetherPart[] = [];
  for (const [at, { asked: one, facility }] of found.entries()) {
    const times = timesOf(asked, one, facility.zone) ?? null;
    const page = times && (await bookPage(ctx, facility.id, { ...times, ...queryOf(one, asked) }));
    if (page && !page.ok) return page;
    const title = titles.get(facility.id) ?? { titleZh: "", titleEn: "" };
    parts.push({ at, asked: one, title, zone: facility.zone, times, page: page?.value ?? null, line: null });
  }
  const lines = await linesOf(ctx, parts);
  if (!lines.ok) return lines;
  const judged = parts.map((part) => ({ ...part, line: lines.value[part.at] ?? null }));
  const blocked = judged.some(({ line }) => line?.problem);
  const [first] = judged;
  const common =
    blocked && first?.times ? await commonTimes(ctx, facilitiesOf(found), spanFrom(first.times)) : [];
  return ok({ asked, parts: judged, gone: wanted.parts.length - found.length, common });
}

interface Found {
  asked: AskedPart;
  facility: BookableFacility;
}

async function bookableOf(ctx: Context, parts: readonly AskedPart[]): Promise<Found[]> {
  const all = await Promise.all(
    parts.map(async (asked) => ({ asked, found: await findBookable(ctx, asked.facilityId) })),
  );
  return all.flatMap(({ asked, found }) => (found.ok ? [{ asked, facility: found.value }] : []));
}

const facilitiesOf = (found: readonly Found[]): BookableFacility[] => found.map(({ facility }) => facility);

const spanFrom = ({ start, end }: { start: Date; end: Date }): Span => spanOf(start, end);

const queryOf = ({ way, item }: AskedPart, { group }: AskedTogether) => ({
  ...{ way, item: item || undefined },
  groupId: group || undefined,
});

async function withTime(ctx: Context, asked: AskedTogether, found: readonly Found[]): Promise<AskedTogether> {
  const [first] = found;
  if (!first || asked.start !== "" || asked.end !== "") return asked;
  const start = ctx.clock.now().getTime();
  const length = Math.max(...found.map(({ facility: { rules } }) => chosenLength(offeredLengths(rules), 60)));
  const [time] = await commonTimes(ctx, facilitiesOf(found), { start, end: start + minutes(length) });
  if (!time) return asked;
  return { ...asked, start: new Date(time.start).toISOString(), end: new Date(time.end).toISOString() };
}

async function titlesOf(tx: Tx, found: readonly Found[]) {
  const ids = facilitiesOf(found).map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn })
          .from(listing)
          .where(inArray(listing.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Asks the command itself; nothing is kept. Not before every part has a time. */
async function linesOf(ctx: Context, parts: readonly TogetherPart[]): Promise<Result<BundleLine[]>> {
  const bookings = parts.flatMap(({ times, page, asked: { item } }) => {
    if (!times || !page) return [];
    const { facility, assessment } = page;
    const said = { purpose: "--", project: "", note: "", groupId: assessment.groupId ?? undefined };
    const [start, end] = [times.start.toISOString(), times.end.toISOString()];
    const wish = { ...said, start, end, wayOfService: assessment.way, item };
    return wishOf(facility.id, {
      ...wish,
      accepted: facility.rules.termsVersion,
      answers: anyAnswers(facility.rules.questions),
    });
  });
  return bookings.length === parts.length && bookings.length > 0 ? previewBundle(ctx, { bookings }) : ok([]);
}
