import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { type Context, systemActor } from "../../context.ts";
import type { ChargeRow } from "../../money/charges/find-charge.server.ts";
import type { Settlement } from "../../money/settlement.server.ts";
import { transact } from "../../transact.server.ts";
import { takeUnits } from "../approve.server.ts";
import { lockFacilities } from "../lock.server.ts";
import { moveBooking } from "../move-booking.server.ts";
import type { BookingRow } from "../booking-row.ts";
import { minutes } from "../spans.ts";
import { bookHeld } from "./book-held.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

const asPlatform = ({ actor, clock }: Actorly): Actorly => ({ actor: systemActor(actor.requestId), clock });

async function lockedBooking(tx: Tx, { causeId }: ChargeRow): Promise<BookingRow> {
  const [known] = await tx.select().from(booking).where(eq(booking.id, causeId));
  if (!known) throw new Error(`booking ${causeId} was charged and is gone`);
  await lockFacilities(tx, [known.facilityId]);
  const [row] = await tx.select().from(booking).where(eq(booking.id, causeId));
  return row ?? known;
}

/**
 * A booking was paid. One that was held for that becomes a booking, or a request where the provider approves; that its
 * time to pay has passed does not matter as long as nobody has taken note of it: the time is still held.
 */
async function paid(tx: Tx, ctx: Actorly, charge: ChargeRow): Promise<void> {
  const row = await lockedBooking(tx, charge);
  if (row.state !== "held" || charge.purpose !== "use") return;
  await bookHeld(tx, asPlatform(ctx), row);
}

/** How long before the start a late payment still brings a booking back. */
const stillMinutes = 5;

/** Money came after the hold had run out: where the time is still free it is held again, else the money goes back. */
async function late(tx: Tx, ctx: Actorly, charge: ChargeRow): Promise<boolean> {
  const row = await lockedBooking(tx, charge);
  const soon = new Date(ctx.clock.now().getTime() + minutes(stillMinutes));
  if (row.state !== "expired" || charge.purpose !== "use" || row.startsAt < soon) return false;
  // Inside a transaction this is a savepoint: a time that was taken meanwhile leaves nothing behind.
  const again = await transact(tx, async (inner) => {
    await takeUnits(inner, asPlatform(ctx), row);
    await moveBooking(inner, asPlatform(ctx), row, { transition: "reoffer", deadline: row.startsAt });
  });
  return again.ok;
}

/** What a booking costs is looked at again by a job: its facility's lock comes before those of its charges. */
const look =
  (anew: boolean) =>
  (tx: Tx, _: Actorly, { causeId }: ChargeRow): Promise<void> =>
    enqueue(tx, "settle-booking-charges", { bookingId: causeId, anew });

/** What becomes of a booking when its charge is paid, or stays so, or is no longer asked for. */
export const bookingSettlement: Settlement = { paid, late, reckon: look(true), withdrawn: look(false) };
