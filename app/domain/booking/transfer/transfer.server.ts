import { eq } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, type Reason, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { findTransition, isIn } from "../../process.ts";
import { accessoriesOf } from "../accessories.server.ts";
import { changeBooking, isStaff } from "../change-booking.server.ts";
import { loadFacility } from "../known-facility.server.ts";
import { moveBooking } from "../move-booking.server.ts";
import type { BookingRow } from "../booking-row.ts";
import { type Moved, moved } from "../moved.ts";
import { reviewTransfer } from "../policy.ts";
import { againstPolicy, applyOverride } from "../refusals.ts";
import { loadSituation } from "../situation.server.ts";
import { spanOf } from "../spans.ts";
import { bookingProcess } from "../states.ts";
import { type Colleague, colleagueAt } from "./colleagues.server.ts";
import type { TransferInput } from "./inputs.ts";
import { mayHandOver } from "./policy.ts";

/**
 * Hands a booking that has not ended to a colleague of the same organisation, who from then on is its user: state, time,
 * price and charge stay. Everything the rules ask of a person is asked of the colleague; staff of the provider may set
 * aside with a reason what the table of rules lets them. Refuses with `policy` and every
 * reason, `not_allowed_now`, `forbidden`, or `invalid` when nobody of the organisation has that address.
 */
export async function transfer(ctx: Context, id: string, input: TransferInput): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    if (!mayHandOver(ctx.actor, row)) return refuse(problems.forbidden("transfer"));
    const step = findTransition(bookingProcess, "transfer");
    const over = ctx.clock.now() >= row.endsAt;
    if (!step || !isIn(step.from, row.state) || over)
      return refuse(problems.notAllowedNow("transfer", row.state));
    const to = await colleagueAt(tx, row.organizationId, input.email);
    if (!to || to.userId === row.userId)
      return refuse(problems.invalid([{ path: "email", code: to ? "has_it_already" : "no_colleague" }]));
    const staff = isStaff(ctx, row);
    const reasons = await reasonsAgainst(tx, ctx, row, to);
    const { standing, overridden } = applyOverride(reasons, input.overrideReason, staff);
    // Among users nobody is there who could set a rule aside.
    if (standing.length > 0)
      return refuse(againstPolicy(staff ? reasons : standing.map((one) => ({ ...one, overridable: false }))));
    return moved(await handOver(tx, ctx, row, to, { ...input, overridden }));
  });
}

/** Every reason why `to` may not use what was booked. */
async function reasonsAgainst(tx: Tx, ctx: Context, row: BookingRow, to: Colleague): Promise<Reason[]> {
  const now = ctx.clock.now();
  const facility = await loadFacility(tx, row.facilityId, now);
  if (!facility) return refuse(problems.notFound("facility"));
  const span = spanOf(row.startsAt, row.endsAt);
  const { organizationId, groupId, way, userClass } = row;
  const accessories = await accessoriesOf(tx, row.id);
  const asked = { userId: to.userId, organizationId, groupId, span, accessories, without: row.id };
  const { calendar: _, ...situation } = await loadSituation(tx, facility, asked, now);
  // The organisation stays, and with it what it has accepted.
  const same = { organizationVerified: true, termsVersion: facility.rules.termsVersion };
  return reviewTransfer({ ...span, userClass, way, ...same }, situation);
}

async function handOver(
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  to: Colleague,
  { reason, overrideReason = "", overridden }: TransferInput & { overridden: string[] },
): Promise<BookingRow> {
  const [before] = await tx.select({ name: appUser.name }).from(appUser).where(eq(appUser.id, row.userId));
  const detail = {
    before: { userId: row.userId, name: before?.name ?? "" },
    after: { userId: to.userId, name: to.name },
    ...(overridden.length > 0 && { overridden }),
  };
  const words =
    [reason, overridden.length > 0 ? overrideReason : ""].filter(Boolean).join("; ") ||
    `${before?.name ?? ""} → ${to.name}`;
  const done = await moveBooking(
    tx,
    ctx,
    row,
    { transition: "transfer", reason: words, detail },
    { userId: to.userId },
  );
  const about = { entity: "booking", entityId: row.id, parties: [], reason: words };
  await enqueue(tx, "notify", { ...about, template: "booking-handed-on", people: [row.userId] });
  return done;
}
