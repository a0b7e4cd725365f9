import type { Deadline } from "#app/domain/deadline.ts";
import { type SQL, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { booking, bookingAccessory } from "#db/schema/booking.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { compiled, insertOf, type ValueOf } from "#db/compiled.ts";
import { enqueuingSilently, type Jobs } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { auditColumns, type AuditFact, type AuditRow, auditRow } from "../move.server.ts";
import { withBuffers } from "./availability.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import type { ReserveInput } from "./inputs.ts";
import { slotStateOf } from "./move-booking.server.ts";
import type { Booker, Plan } from "./plan.server.ts";
import { answerBy, type BookingRules, showUpBy } from "./policy.ts";
import { keptAnswers } from "./questions.ts";
import { insertSlots, type SlotValues, slotValues } from "./slots.server.ts";
import { type Span, spanOf } from "./spans.ts";

/** How a booking is made, beside what its booker asks for. */
export interface ReserveOptions {
  /** Hold the slot until then instead of booking it; the booker confirms with `confirmHold`. */
  holdUntil?: Deadline;
  seriesId?: string;
  bundleId?: string;
  /** One of several of which the parties are told at once: no notice for this one. */
  quiet?: boolean;
  /** The waiting list is being served: whoever waits first has been asked. */
  waited?: boolean;
}

const columns = [
  ...(["id", "createdAt", "facilityId", "providerId", "organizationId", "userId", "bookedBy"] as const),
  ...(["groupId", "seriesId", "bundleId", "policyVersion", "termsVersion", "pendingHolds"] as const),
  ...([
    "startsAt",
    "endsAt",
    "way",
    "purpose",
    "project",
    "note",
    "serviceType",
    "funding",
    "fields",
    "answers",
  ] as const),
  ...(["userClass", "price", "priceItem", "currency", "state", "stateSince", "deadline"] as const),
];

type BookingValues = Required<Pick<typeof booking.$inferInsert, (typeof columns)[number]>>;

interface Written {
  made: BookingValues;
  slots: SlotValues;
  noted: AuditRow;
}

/** One statement for all of it, so that the lock is held for one round trip less. */
const writing = (value: ValueOf<Written>): SQL => sql`
  with made as (${insertOf(booking, columns, (name) => value(`made.${name}`))}), held as (${insertSlots(value)})`;

const noting = (value: ValueOf<Written>): SQL =>
  insertOf(auditEntry, auditColumns, (name) => value(`noted.${name}`));

const writeQuietly = compiled<Written>((value) => sql`${writing(value)} ${noting(value)}`);

const writeAndTell = compiled<Written & { notice: string }>(
  (value) =>
    sql`${writing(value)}, told as (${enqueuingSilently("notify", value("notice"))}) ${noting(value)}`,
);

type FirstState = "held" | "pending" | "confirmed";

/** A booking that has just been made, as JSON can hold it. Price in fen; null = by quotation. */
export interface Reserved {
  id: string;
  state: FirstState;
  start: string;
  end: string;
  unit: number;
  price: { amount: number; currency: string } | null;
}

const currency = "CNY";

/** Writes booking, slots, audit entry and notice in one statement, and the accessories. Call under the facility's lock. */
export async function writeBooking(
  tx: Tx,
  ctx: Context,
  facility: BookableFacility,
  booker: Booker,
  input: ReserveInput,
  plan: Plan,
  options: ReserveOptions,
): Promise<Reserved> {
  const { rules } = facility;
  const { quote, unit } = plan;
  const state = firstState(rules, booker, options);
  const id = uuid();
  const slots = slotValues({
    id,
    places: [{ facilityId: facility.id, unitId: unit.id }, ...plan.required],
    blocked: blockedRange(rules, spanOf(input.start, input.end)),
    state: slotStateOf(state, rules.pendingHolds),
    heldUntil: options.holdUntil ?? null,
  });
  const made = bookingRow(ctx, facility, booker, input, plan, { ...options, id, state });
  const values = { made, slots, noted: auditRow(ctx, reserved(id, state, input, plan)) };
  const notice = noticeOf(id, state, booker, options);
  await tx.execute(
    notice ? writeAndTell({ ...values, notice: JSON.stringify(notice) }) : writeQuietly(values),
  );
  await insertAccessories(tx, id, input);
  const price = quote && { amount: quote.amount, currency };
  return {
    id,
    state,
    start: input.start.toISOString(),
    end: input.end.toISOString(),
    unit: unit.number,
    price,
  };
}

/** What the provider's own staff book for somebody needs nobody's approval any more. */
function firstState(
  { instant }: BookingRules,
  { bookedBy }: Booker,
  { holdUntil }: ReserveOptions,
): FirstState {
  if (holdUntil) return "held";
  return instant || bookedBy ? "confirmed" : "pending";
}

function bookingRow(
  ctx: Context,
  { id: facilityId, providerId, rules }: BookableFacility,
  { organizationId, userId, bookedBy }: Booker,
  input: ReserveInput,
  { way, userClass, quote, groupId }: Plan,
  { id, state, holdUntil, seriesId, bundleId }: ReserveOptions & { id: string; state: FirstState },
): BookingValues {
  const now = ctx.clock.now();
  const times = { startsAt: input.start, endsAt: input.end, way };
  const stands = state === "confirmed" ? showUpBy(rules, times) : answerBy(rules, now, input.start);
  const { purpose, project, note, serviceType = "research", funding = [], fields = [] } = input;
  return {
    ...times,
    ...{ id, facilityId, providerId, organizationId, userId, groupId },
    ...{ bookedBy: bookedBy ?? null, seriesId: seriesId ?? null, bundleId: bundleId ?? null },
    ...{ purpose, project, note, serviceType, funding, fields },
    answers: keptAnswers(rules.questions, input.answers),
    policyVersion: rules.version,
    termsVersion: rules.termsVersion,
    pendingHolds: rules.pendingHolds,
    userClass,
    price: quote?.amount ?? null,
    priceItem: quote?.item ?? "",
    currency,
    state,
    stateSince: now,
    createdAt: now,
    deadline: holdUntil ?? stands,
  };
}

async function insertAccessories(
  tx: Tx,
  bookingId: string,
  { accessories = [] }: ReserveInput,
): Promise<void> {
  if (accessories.length === 0) return;
  await tx
    .insert(bookingAccessory)
    .values(accessories.map(({ id, quantity }) => ({ bookingId, accessoryId: id, quantity })));
}

/** The range that a booking of `span` blocks, as the slot table stores it. */
export function blockedRange(rules: BookingRules, span: Span): { start: Date; end: Date } {
  const { start, end } = withBuffers(rules, span);
  return { start: new Date(start), end: new Date(end) };
}

const reserved = (
  entityId: string,
  toState: FirstState,
  { overrideReason: reason = "", start, end }: ReserveInput,
  { unit, overridden, quote }: Plan,
): AuditFact => ({
  ...{ entity: "booking", entityId, transition: "reserve", toState, reason },
  detail: { start, end, unit: unit.number, price: quote?.amount ?? null, overridden },
});

/** The notice of a new booking, where there is to be one. */
function noticeOf(
  entityId: string,
  state: FirstState,
  { bookedBy }: Booker,
  { quiet }: ReserveOptions,
): Jobs["notify"] | undefined {
  if (state === "held" || quiet) return undefined;
  const [template, parties] = toldOf(state, bookedBy !== undefined);
  return { template, entity: "booking", entityId, parties, reason: "" };
}

function toldOf(state: FirstState, byStaff: boolean): [template: string, parties: string[]] {
  if (byStaff) return ["booking-made-for-you", ["booker"]];
  return state === "pending"
    ? ["booking-requested", ["provider"]]
    : ["booking-confirmed", ["booker", "provider"]];
}
