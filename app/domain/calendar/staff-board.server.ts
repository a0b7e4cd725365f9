import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { actionsFor } from "#app/domain/booking/actions.ts";
import { addDays, localDate, openingOccurrences } from "#app/domain/booking/hours.ts";
import { effectiveState } from "#app/domain/booking/states.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import type { BoardDay, Piece, WallSpan } from "./board.ts";
import {
  type BoardQuery,
  type BoardRange,
  boardRange,
  onDays,
  readBoardQuery,
  visibleHours,
  wallStart,
} from "./board-range.ts";
import { type BoardBooking, boardBookings, boardClosures } from "./board-times.server.ts";
import { boardPageSize, facilityNames, type Instrument, instrumentsOf } from "./instruments.server.ts";

/** One unit of a facility: a row of the board. */
export interface BoardRow {
  facilityId: string;
  titleZh: string;
  titleEn: string;
  zone: string;
  unitId: string;
  unit: number;
  label: string;
  step: number;
  open: Piece[];
}

/** Something that stands on the board. */
export interface BoardEntry {
  key: string;
  unitId: string;
  kind: "booking" | "required" | "closure" | "maintenance";
  /** Of a booking; empty for what is none. */
  bookingId: string;
  state: string;
  who: string;
  organizationZh: string;
  organizationEn: string;
  /** The purpose of a booking, the reason of a closure. */
  about: string;
  start: number;
  end: number;
  span: WallSpan;
  pieces: Piece[];
  /** Minutes kept clear before and after. */
  before: number;
  after: number;
  canMove: boolean;
  /** How its end is changed, where that is allowed. */
  stretch: "extend" | "reschedule" | null;
}

export interface Board extends BoardRange {
  today: string;
  /** The days around the chosen one, to turn to where one at a time is read. */
  dayBefore: string;
  dayAfter: string;
  query: BoardQuery;
  zone: string;
  hours: { from: number; to: number };
  facilities: { id: string; titleZh: string; titleEn: string }[];
  pages: number;
  rows: BoardRow[];
  entries: BoardEntry[];
}

/**
 * The calendar of the organisation's facilities for its staff: a day, a week or a month of one page of facilities, in
 * four statements however many there are. Days are those of the chosen facility's zone, else of most facilities'.
 * Refuses `forbidden`.
 */
export async function staffBoard(ctx: Context, params: URLSearchParams): Promise<Result<Board>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.manage")) return fail(problems.forbidden("booking.manage"));
  const now = ctx.clock.now();
  const facilities = await facilityNames(ctx, mine);
  const zone = zoneOf(facilities, params.get("facility"));
  const query = settled(readBoardQuery(params, now.getTime(), zone), facilities);
  const range = boardRange(query.view, query.date, zone);
  const days = { from: range.days[0]?.date ?? query.date, to: range.days.at(-1)?.date ?? query.date };
  const instruments = await instrumentsOf(ctx, mine, query, days);
  const rows = rowsOf(instruments, range.days, zone, query.unit);
  const entries = await entriesOn(ctx, mine, query, range.days, zone, rows);
  return ok({
    ...range,
    query,
    zone,
    today: localDate(now.getTime(), zone),
    dayBefore: addDays(query.date, -1),
    dayAfter: addDays(query.date, 1),
    hours: visibleHours(
      [...rows.flatMap(({ open }) => open), ...entries.flatMap(standing)],
      query.facilityId === undefined,
    ),
    facilities,
    pages: query.facilityId ? 1 : Math.max(1, Math.ceil(facilities.length / boardPageSize)),
    rows,
    entries,
  });
}

type Named = Awaited<ReturnType<typeof facilityNames>>;

function zoneOf(facilities: Named, chosen: string | null): string {
  const one = facilities.find(({ id }) => id === chosen);
  if (one) return one.zone;
  const zones = [...Map.groupBy(facilities, ({ zone }) => zone)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return zones[0]?.[0] ?? "Asia/Shanghai";
}

/** A week side by side is of one facility; what is not the organisation's is as good as not chosen. */
function settled(query: BoardQuery, facilities: Named): BoardQuery {
  const known = facilities.some(({ id }) => id === query.facilityId) ? query.facilityId : undefined;
  const facilityId = query.view === "week" ? (known ?? facilities[0]?.id) : known;
  return { ...query, facilityId, unit: facilityId ? query.unit : undefined };
}

const rowsOf = (
  instruments: Instrument[],
  days: BoardDay[],
  zone: string,
  unit: number | undefined,
): BoardRow[] =>
  instruments.flatMap(({ units, hours, id, ...instrument }) => {
    const range = { start: days[0]?.start ?? 0, end: days.at(-1)?.end ?? 0 };
    const open = openingOccurrences(hours, instrument.zone, range).flatMap(({ start, end }) =>
      onDays(days, zone, start, end),
    );
    const { titleZh, titleEn, step, zone: own } = instrument;
    return units
      .filter(({ number }) => unit === undefined || number === unit)
      .map((row) => ({
        facilityId: id,
        titleZh,
        titleEn,
        zone: own,
        step,
        unitId: row.id,
        unit: row.number,
        label: row.label,
        open,
      }));
  });

async function entriesOn(
  ctx: Context,
  providerId: string,
  query: BoardQuery,
  days: BoardDay[],
  zone: string,
  rows: BoardRow[],
): Promise<BoardEntry[]> {
  if (rows.length === 0) return [];
  const span = { start: days[0]?.start ?? 0, end: days.at(-1)?.end ?? 0 };
  const unitIds = rows.map(({ unitId }) => unitId);
  const facilityIds = [...new Set(rows.map(({ facilityId }) => facilityId))];
  const filter = { facilityIds, unitIds: query.unit ? unitIds : undefined, state: query.state };
  const [bookings, closures] = await Promise.all([
    boardBookings(ctx, providerId, span, filter),
    query.state ? [] : boardClosures(ctx, unitIds, span),
  ]);
  const now = ctx.clock.now();
  const onBoard = (start: number, end: number) => ({
    start,
    end,
    span: { ...wallStart(days, zone, start), minutes: Math.round((end - start) / 60_000) },
    pieces: onDays(days, zone, start, end),
  });
  return [
    ...bookings
      .map((row) => ({ row, state: effectiveState(row.booking, now) }))
      .filter(({ state }) => isAsked(state, query))
      .map(({ row, state }) => ({
        ...bookingEntry(ctx, row, state, now),
        ...onBoard(row.booking.startsAt.getTime(), row.booking.endsAt.getTime()),
      })),
    ...closures.map(({ slotId, unitId, cause, reason, blocked }) => ({
      ...nobody,
      key: slotId,
      unitId,
      kind: cause,
      about: reason,
      ...onBoard(blocked.start.getTime(), blocked.end.getTime()),
    })),
  ];
}

const nobody = {
  bookingId: "",
  state: "",
  who: "",
  organizationZh: "",
  organizationEn: "",
  before: 0,
  after: 0,
  canMove: false,
  stretch: null,
};

const givenUp = ["rejected", "cancelled", "expired"];

const isAsked = (state: string, { state: asked }: BoardQuery): boolean =>
  asked === undefined || asked === "cancelled"
    ? givenUp.includes(state) === (asked === "cancelled")
    : state === asked;

function bookingEntry(ctx: Context, row: BoardBooking, state: string, now: Date) {
  const { booking } = row;
  const own = booking.facilityId === row.facilityId;
  const acts = own ? actionsFor(ctx.actor, booking, now).map(({ name }) => name) : [];
  const canMove = acts.includes("reschedule");
  return {
    key: row.slotId,
    unitId: row.unitId,
    kind: own ? ("booking" as const) : ("required" as const),
    bookingId: booking.id,
    state,
    who: row.userName,
    organizationZh: row.organizationZh,
    organizationEn: row.organizationEn,
    about: booking.purpose,
    before: minutesBetween(row.blocked.start, booking.startsAt),
    after: minutesBetween(booking.endsAt, row.blocked.end),
    canMove,
    stretch: acts.includes("extend") ? ("extend" as const) : canMove ? ("reschedule" as const) : null,
  };
}

const minutesBetween = (a: Date, b: Date): number =>
  Math.max(0, Math.round((b.getTime() - a.getTime()) / 60_000));

/** What the board must have room for. */
const standing = ({ pieces, kind }: BoardEntry): Piece[] =>
  kind === "closure" || kind === "maintenance" ? [] : pieces;
